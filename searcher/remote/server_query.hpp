// Translates a plan to a query that Xapian's stock servers can evaluate.
#pragma once

#include "common/error.hpp"
#include "searcher/index/index.hpp"
#include "searcher/match/counter.hpp"
#include "searcher/query/plan.hpp"
#include "searcher/query/vocabulary.hpp"
#include "searcher/rank/ranker.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>

namespace blotter::remote {

// Most articles whose positions are read here to verify what a server's matcher cannot: a word n times, words near each
// other of which two are the same, a phrase below the title.
inline constexpr std::uint32_t max_candidates = 1000;

// Returns the articles that a query matches in all shards, exactly.  May throw Xapian::Error.
[[nodiscard]] std::uint32_t count_articles(const match::Index& index, const Xapian::Query& query);

// Makes queries; caches the number of articles that contain any of a wildcard's words.  For one thread.
class ServerQuery {
 public:
  // Both outlive the object.
  ServerQuery(const match::Index& index, const query::Vocabulary& vocabulary)
      : index_(index), vocabulary_(vocabulary) {}

  // Returns the query for a plan, scored as match::Ranker scores on one machine.  ErrorCode::bad_query, with the
  // reason, for a clause with more than `max_candidates` articles to verify.  May throw Xapian::Error.
  [[nodiscard]] Result<Xapian::Query> text(const query::Plan& plan, match::Model model);

  // Filters of a CountRequest to leave out.
  struct Without {
    std::optional<std::size_t> filter{};  // index of the facet filter
    bool dates = false;
  };
  // Returns `text` restricted to the articles that pass the filters, which add nothing to a score.
  [[nodiscard]] static Xapian::Query filtered(const Xapian::Query& text, const match::CountRequest& request,
                                              const Without& without);
  [[nodiscard]] static Xapian::Query dates(schema::Slot slot, const query::DateRange& range);

 private:
  [[nodiscard]] Xapian::Query build(const query::Plan& plan);
  [[nodiscard]] Xapian::Query synonym(const query::Plan& plan);
  [[nodiscard]] Xapian::Query window(const query::Plan& plan);
  [[nodiscard]] Xapian::Query verified(const query::Plan& plan, const Xapian::Query& candidates,
                                       const std::string& what);

  const match::Index& index_;
  const query::Vocabulary& vocabulary_;
  match::Model model_ = match::Model::bm25;
  std::optional<Error> error_;
  std::unordered_map<std::string, std::uint32_t> union_sizes_;  // by the union's description
};

}  // namespace blotter::remote

// Scores matched documents and orders them.
#pragma once

#include "searcher/index/bm25.hpp"
#include "searcher/index/index.hpp"
#include "searcher/match/matcher.hpp"
#include "searcher/query/plan.hpp"
#include "searcher/rank/scored_doc.hpp"
#include "searcher/rank/scorer.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace blotter::match {

enum class Model : std::uint8_t { bm25, bm25plus, pl2, dph, lm, tfidf };

class Ranker {
 public:
  // Without a scorer, and for other models than BM25, Xapian's matcher ranks.
  explicit Ranker(const Index& index, Scorer* scorer = nullptr) : index_(index), scorer_(scorer) {}

  // Returns the first `limit` of `documents` by falling score, equal scores by rising id.  `documents` are those that
  // match the plan; `filtered`: filters have removed some of them.  May throw Xapian::Error.
  [[nodiscard]] std::vector<ScoredDoc> best(const query::Plan& plan, const ShardSets& documents, bool filtered,
                                            Model model, std::uint32_t limit, Matcher& matcher) const;

  // Multiplies scores by 2^(-age / half_life), ages in days before `today`, and sorts again.  An article without a date
  // is taken to be two half-lives old.
  void prefer_recent(std::vector<ScoredDoc>& ranked, double half_life, std::uint32_t today) const;

  // Sorts by falling score, equal scores by rising id.
  void sort(std::vector<ScoredDoc>& ranked) const;

  // Returns the first `limit` of `documents` by falling (or rising) date of that slot; equal dates by id; unknown dates
  // last.  May throw Xapian::Error.
  [[nodiscard]] std::vector<ScoredDoc> by_date(const ShardSets& documents, schema::Slot slot, bool newest_first,
                                               std::uint32_t limit) const;

  // Returns the plan as a Xapian query.
  [[nodiscard]] Xapian::Query to_query(const query::Plan& plan, Matcher& matcher) const;

 private:
  [[nodiscard]] Xapian::Query filter(ShardSets sets) const;
  [[nodiscard]] Xapian::Query max_of(std::vector<Xapian::Query> parts) const;
  const Index& index_;
  Scorer* scorer_;
};

// 2^(-age / half_life) for an article of that day (YYYYMMDD; 0: unknown, as old as two half-lives).
[[nodiscard]] double recency(std::uint32_t day, double half_life, std::uint32_t today);

// `all` is what is searched, as one database.
[[nodiscard]] std::unique_ptr<Xapian::Weight> make_weight(Model model, const Xapian::Database& all);

}  // namespace blotter::match

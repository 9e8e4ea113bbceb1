// Hits, facet counts, histograms and cross tables from Xapian's stock servers: each matches its own shard, and counts
// by the ValueCountMatchSpy that they all know, over slots that hold an article's values of a facet
// (common/store/shard.hpp).
#pragma once

#include "common/error.hpp"
#include "common/schema.hpp"
#include "searcher/index/index.hpp"
#include "searcher/match/counter.hpp"
#include "searcher/rank/ranker.hpp"
#include "searcher/remote/server_query.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace blotter::remote {

struct ServerHit {
  match::DocRef document;
  double score = 0;
  std::uint32_t date = 0;  // YYYYMMDD, 0 when unknown
  std::string id;
};

// By falling score, equal scores by id, as match::ranks_before.
[[nodiscard]] bool ranks_before(const ServerHit& a, const ServerHit& b);
// Returns the query that matches the articles of these hits, and nothing else.
[[nodiscard]] Xapian::Query query_of(const std::vector<ServerHit>& hits);

enum class Order : std::uint8_t { relevance, newest, oldest };

// Counts and ranks what one text query matches under the filters of one CountRequest.  All may throw Xapian::Error.
class ServerSearch {
 public:
  // All outlive the object.
  ServerSearch(const match::Index& index, const Xapian::Query& text, const match::CountRequest& request)
      : index_(index), text_(text), request_(request), query_(ServerQuery::filtered(text, request, {})) {}

  // Exact, as match::count_matches; without `documents`, and with `without_filter` and `without_dates` only when
  // nothing is found.  Views in it are of this object.  ErrorCode::bad_query for a cross table of too many values.
  [[nodiscard]] Result<match::CountResult> count();
  // Returns the first `limit` hits.  Scores that differ by less than the last bits, in which shards may add up
  // differently, are equal, and ordered by id.
  [[nodiscard]] std::vector<ServerHit> best(Order order, match::Model model, std::uint32_t limit) const;

  // Returns those of `hits` that match, by relevance, with their scores.
  [[nodiscard]] std::vector<ServerHit> best_of(const std::vector<ServerHit>& hits, match::Model model) const;

 private:
  using SlotCounts = std::map<std::string, std::uint32_t>;  // number of articles by slot value

  [[nodiscard]] SlotCounts count_slot(const Xapian::Query& query, schema::Slot slot) const;
  [[nodiscard]] match::Counts values_of(const std::string& facet, const SlotCounts& packed,
                                        const match::FacetFilter* sideways);
  [[nodiscard]] Result<void> cross(const std::string& rows, const std::string& columns,
                                   std::map<std::pair<std::string, std::string>, std::uint32_t>& out) const;
  [[nodiscard]] std::vector<ServerHit> fetch(Xapian::Enquire& enquire, const Xapian::Query& query, Order order,
                                             std::uint32_t limit) const;

  const match::Index& index_;
  const Xapian::Query& text_;
  const match::CountRequest& request_;
  Xapian::Query query_;
  std::set<std::string, std::less<>> names_;  // of the counted values
};

}  // namespace blotter::remote

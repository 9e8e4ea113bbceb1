// --expand over shards behind servers: what rank/query_expansion reads of the first hits is fetched, a bounded number
// of term lists and position lists.
#pragma once

#include "searcher/index/index.hpp"
#include "searcher/query/planner.hpp"
#include "searcher/query/vocabulary.hpp"
#include "searcher/rank/query_expansion.hpp"
#include "searcher/rank/ranker.hpp"
#include "searcher/remote/server_search.hpp"

#include <cstdint>
#include <vector>

namespace blotter::remote {

class ServerExpansion {
 public:
  // `search` ranks what `planned` is.  May throw Xapian::Error, like rerank().
  ServerExpansion(const match::Index& index, const query::Vocabulary& vocabulary, const query::Planned& planned,
                  const ServerSearch& search, match::Model model);

  [[nodiscard]] const search::QueryExpansion& words() const { return expansion_; }
  // Adds proximity to `ranked`, the first `limit` hits of `search`, which ranks the expanded plan.
  void rerank(std::vector<ServerHit>& ranked, const ServerSearch& search, std::uint32_t limit) const;

 private:
  match::Model model_;
  std::vector<ServerHit> first_;  // of the query itself
  search::QueryExpansion expansion_;
};

}  // namespace blotter::remote

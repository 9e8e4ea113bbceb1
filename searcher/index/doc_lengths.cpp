#include "searcher/index/doc_lengths.hpp"

#include "searcher/index/index.hpp"

#include <algorithm>

namespace blotter::match {

void DocLengths::make(const std::vector<Shard>& shards) {
  std::call_once(made_, [&] {
    std::uint32_t articles = 0;
    std::uint64_t words = 0;
    for (const Shard& shard : shards) {
      articles += shard.database.get_doccount();
      words += shard.database.get_total_length();
    }
    articles_ = articles;
    inverse_mean_ = words == 0 ? 0 : 1 / (static_cast<double>(words) / articles);
    shards_.clear();
    for (const Shard& shard : shards) {
      OfShard& one = shards_.emplace_back(OfShard{shard.columns->lengths(), {}});
      one.norm.resize(one.length.size());
      std::transform(one.length.begin(), one.length.end(), one.norm.begin(),
                     [&](std::uint32_t length) { return static_cast<float>(bm25_norm(length, inverse_mean_)); });
    }
  });
}

}  // namespace blotter::match

#include "searcher/match/lengths.hpp"

#include "searcher/match/index.hpp"

namespace blotter::match {

void Lengths::make(const std::vector<Shard>& shards) {
  std::call_once(made_, [&] {
    shards_.assign(shards.size(), {});
    articles_ = 0;
    std::uint64_t words = 0;
    for (std::size_t i = 0; i < shards.size(); ++i) {
      const Xapian::Database& database = shards[i].database;
      std::vector<std::uint32_t>& length = shards_[i].length;
      length.resize(std::size_t{shards[i].columns->last_docid()} + 1);
      for (auto at = database.postlist_begin({}); at != database.postlist_end({}); ++at)
        length[*at] = at.get_doclength();
      articles_ += database.get_doccount();
      words += database.get_total_length();
    }
    inverse_mean_ = articles_ == 0 ? 0 : static_cast<double>(words) / articles_;
    if (inverse_mean_ != 0) inverse_mean_ = 1 / inverse_mean_;
    for (OfShard& shard : shards_) {
      shard.norm.reserve(shard.length.size());
      for (const std::uint32_t length : shard.length)
        shard.norm.push_back(static_cast<float>(bm25_norm(length, inverse_mean_)));
    }
  });
}

}  // namespace blotter::match

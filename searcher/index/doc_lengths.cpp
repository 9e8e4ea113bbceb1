#include "searcher/index/doc_lengths.hpp"

#include "searcher/index/index.hpp"

namespace blotter::match {

void DocLengths::begin(const std::vector<Shard>& shards) {
  shards_.assign(shards.size(), {});
  articles_ = 0;
  std::uint64_t words = 0;
  for (const Shard& shard : shards) {
    articles_ += shard.database.get_doccount();
    words += shard.database.get_total_length();
  }
  inverse_mean_ = articles_ == 0 ? 0 : static_cast<double>(words) / articles_;
  if (inverse_mean_ != 0) inverse_mean_ = 1 / inverse_mean_;
  for (std::size_t i = 0; i < shards.size(); ++i) {
    const std::size_t size = std::size_t{shards[i].columns->last_docid()} + 1;
    shards_[i].length.resize(size);
    shards_[i].norm.resize(size, static_cast<float>(bm25_norm(0, inverse_mean_)));
  }
}

void DocLengths::add(const std::vector<Shard>& shards, const std::vector<DocSet>& documents) {
  if (shards_.size() != shards.size()) begin(shards);
  for (std::size_t i = 0; i < shards.size(); ++i)
    documents[i].each([&, &known = shards_[i], &database = shards[i].database](std::uint32_t docid) {
      if (known.length[docid] != 0) return;
      known.length[docid] = database.get_doclength(docid);
      known.norm[docid] = static_cast<float>(bm25_norm(known.length[docid], inverse_mean_));
    });
}

void DocLengths::make(const std::vector<Shard>& shards) {
  std::call_once(made_, [&] {
    std::vector<DocSet> all;
    all.reserve(shards.size());
    for (const Shard& shard : shards) all.emplace_back(shard.columns->live_docs());
    shards_.clear();
    add(shards, all);
  });
}

}  // namespace blotter::match

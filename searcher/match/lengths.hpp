// The lengths of all documents, for scoring outside of Xapian.
#pragma once

#include "searcher/match/bm25.hpp"

#include <cstdint>
#include <mutex>
#include <vector>

namespace blotter::match {

struct Shard;

// Made when they are first asked for; threads share one.
class Lengths {
 public:
  struct OfShard {
    std::vector<std::uint32_t> length;  // by document number
    std::vector<float> norm;            // BM25's, rounded
  };

  // `shards` are handles of the calling thread.  May throw Xapian::Error.
  void make(const std::vector<Shard>& shards);

  // After `make`.
  [[nodiscard]] const OfShard& of(std::uint32_t shard) const { return shards_[shard]; }
  [[nodiscard]] double norm(std::uint32_t shard, std::uint32_t docid) const {
    return bm25_norm(shards_[shard].length[docid], inverse_mean_);
  }
  [[nodiscard]] std::uint32_t articles() const { return articles_; }

 private:
  std::once_flag made_;
  std::vector<OfShard> shards_;
  double inverse_mean_ = 0;
  std::uint32_t articles_ = 0;
};

}  // namespace blotter::match

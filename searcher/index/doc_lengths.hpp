// The lengths of all documents, for scoring outside of Xapian.
#pragma once

#include "searcher/index/bm25.hpp"

#include <cstdint>
#include <mutex>
#include <span>
#include <vector>

namespace blotter::match {

struct Shard;

class DocLengths {
 public:
  struct OfShard {
    std::span<const std::uint32_t> length;  // by docid, from the shard's columns
    std::vector<float> norm;                // bm25_norm(), rounded
  };

  // Takes the lengths from the shards' columns, once: threads share one object, which the columns outlive.  May throw
  // Xapian::Error.
  void make(const std::vector<Shard>& shards);

  // Returns what make() has made.
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

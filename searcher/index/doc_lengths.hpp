// The lengths of all documents, for scoring outside of Xapian.
#pragma once

#include "searcher/index/bm25.hpp"
#include "searcher/index/doc_set.hpp"

#include <cstdint>
#include <mutex>
#include <vector>

namespace blotter::match {

struct Shard;

class DocLengths {
 public:
  struct OfShard {
    std::vector<std::uint32_t> length;  // by docid; 0: not read
    std::vector<float> norm;            // bm25_norm(), rounded; the least that there is where the length was not read
  };

  // Reads all lengths, once: threads share one object.  `shards` are handles of the calling thread.  May throw
  // Xapian::Error.
  void make(const std::vector<Shard>& shards);
  // Reads the lengths of `documents` alone: quicker where few searches follow.  Not safe to share between threads.
  void add(const std::vector<Shard>& shards, const std::vector<DocSet>& documents);

  // Returns what make() or add() has read.
  [[nodiscard]] const OfShard& of(std::uint32_t shard) const { return shards_[shard]; }
  [[nodiscard]] double norm(std::uint32_t shard, std::uint32_t docid) const {
    return bm25_norm(shards_[shard].length[docid], inverse_mean_);
  }
  [[nodiscard]] std::uint32_t articles() const { return articles_; }

 private:
  void begin(const std::vector<Shard>& shards);

  std::once_flag made_;
  std::vector<OfShard> shards_;
  double inverse_mean_ = 0;
  std::uint32_t articles_ = 0;
};

}  // namespace blotter::match

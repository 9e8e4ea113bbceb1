// What blotter-index does to an index beside adding to it.
#pragma once

#include "common/error.hpp"
#include "indexer/write/index_lock.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace blotter {

struct IndexInfo {
  std::uint64_t articles = 0;
  std::uint64_t terms = 0;        // distinct
  double average_length = 0;      // counted words, weights included
  std::uint64_t bytes = 0;        // on disk
  std::uint64_t reclaimable = 0;  // of these, about: what a compaction would give back
  std::string schema;
  std::string first_date;  // YYYY-MM-DD; empty when no article has a date
  std::string last_date;
  std::vector<std::pair<std::string, std::uint64_t>> languages;
  std::vector<std::string> watch_facets;
  std::uint64_t forgotten = 0;  // tombstones of articles that are kept out
};

[[nodiscard]] Result<IndexInfo> index_info(const std::string& directory);
// Rewrites the index without its free space: beside it first, then moved into its place in one step.
[[nodiscard]] Result<void> compact_index(IndexLock& index);

}  // namespace blotter

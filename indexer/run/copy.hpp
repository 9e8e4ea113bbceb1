// Joins indexes, and parts them into shards, document by document.
#pragma once

#include "common/error.hpp"
#include "common/store/shard.hpp"
#include "indexer/run/pipeline.hpp"
#include "indexer/write/index_lock.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace blotter {

struct CopyOptions {
  std::vector<std::string> sources;         // folders of indexes
  std::optional<store::ShardNumber> shard;  // the target becomes this shard and takes its articles only; else all
  unsigned threads = 1;
  std::size_t memory = 0;  // as PipelineOptions::memory
};

// Copies the articles of the sources into `target`, which has no index yet.  Nothing is analysed again: terms, ids,
// dates and records stay, so that near-duplicate groups do, too.  What several sources have in common (an id, an
// address or a text) comes out as if the sources' files had been indexed one after the other, in the order of their
// paths.  Counts are those of the target.  ErrorCode::index when a source cannot be read, ErrorCode::bad_usage when the
// target is not new.
[[nodiscard]] Result<Summary> copy_indexes(IndexLock& target, const CopyOptions& options);

}  // namespace blotter

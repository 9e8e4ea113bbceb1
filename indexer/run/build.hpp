// Writes an index in one go: every worker inverts its part of the input in memory, and the tables are written from the
// sorted parts.
#pragma once

#include "common/error.hpp"
#include "indexer/facets/tagger.hpp"
#include "indexer/run/pipeline.hpp"
#include "indexer/write/index_lock.hpp"

namespace blotter {

class RunRecord;

// Returns whether the input is better built than written article by article: the writer that was asked for says so,
// there is no index yet, or the input is large beside it.
[[nodiscard]] bool should_bulk_build(const IndexLock& index, const PipelineOptions& options);

// Builds beside the index, has Xapian check the result and puts it in the index's place in one step: a build that is
// killed changes nothing there, and the next one clears what it left.  Where an index is, what is new is built and
// merged with it.  Duplicates, and articles that the index has, give the same result as when they are added one
// after the other.  Records in `run` what it has read.
[[nodiscard]] Result<Summary> build_index(IndexLock& index, const facets::Tagger& tagger,
                                          const PipelineOptions& options, const RunEvents& events, RunRecord& run);

}  // namespace blotter

// Other watch lists for an index that is there: the stored articles are tagged again, their files are not read.
#pragma once

#include "common/error.hpp"
#include "indexer/facets/tagger.hpp"
#include "indexer/run/pipeline.hpp"
#include "indexer/write/index_lock.hpp"

namespace blotter {

// Returns whether the articles of the index were tagged with other watch lists than the tagger's.
[[nodiscard]] bool needs_retagging(const IndexLock& index, const facets::Tagger& tagger);

// Tags every article of the index, replaces those that change, and keeps the tagger's watch lists in the index.  When
// it is interrupted, what was done stays, and the lists are not kept, so that the next run does it again.
[[nodiscard]] Result<Retagged> retag(IndexLock& index, const facets::Tagger& tagger);

}  // namespace blotter

// Makes a new index in one go: every worker inverts its part of the input in memory, and the tables are written from
// the sorted parts.
#pragma once

#include "common/error.hpp"
#include "indexer/facets/tagger.hpp"
#include "indexer/pipeline.hpp"

#include <string>

namespace blotter {

// Builds in DIRECTORY.building, checks the result and moves it to DIRECTORY in one step: a build that is killed leaves
// nothing there, and the next one clears what it left.  DIRECTORY must not exist.  Articles met
// twice come out as when they are added one after the other.
[[nodiscard]] Result<Summary> build_index(const std::string& directory, const facets::Tagger& tagger,
                                          const PipelineOptions& options, const PipelineEvents& events);

}  // namespace blotter

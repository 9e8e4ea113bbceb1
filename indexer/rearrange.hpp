// --merge and --split.
#pragma once

#include "indexer/options.hpp"

namespace blotter {

// Each does what the options say, and returns the exit status; what is wrong is on standard error.
[[nodiscard]] int merge(const IndexOptions& options);
[[nodiscard]] int split(const IndexOptions& options);

}  // namespace blotter

// --info and --verify.
#pragma once

#include "indexer/options.hpp"

namespace blotter {

// Each prints what it finds and returns the exit status; what is wrong is on standard error.
[[nodiscard]] int print_info(const IndexOptions& options);
[[nodiscard]] int verify(const IndexOptions& options);

}  // namespace blotter

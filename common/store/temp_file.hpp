// Temporary files that leave nothing behind.
#pragma once

#include <string>

namespace blotter::store {

// Opens a new file in `folder` for reading and writing and takes its name away: it goes when the descriptor is closed,
// however the program ends.  -1 with errno set when that fails.
[[nodiscard]] int open_unlinked_file(const std::string& folder);

}  // namespace blotter::store

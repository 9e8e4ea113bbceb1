// Opens temporary files that leave nothing behind.
#pragma once

#include <string>

namespace blotter::store {

// Opens a new unlinked file in `folder` for reading and writing, and returns its descriptor, which the caller closes.
// The file is gone when the descriptor is closed, however the program ends.  Returns -1 and sets errno on failure.
[[nodiscard]] int open_unlinked_file(const std::string& folder);

}  // namespace blotter::store

// Temporary files that leave nothing behind.
#pragma once

#include <string>

namespace blotter::store {

// Opens a new unlinked file in `folder` for reading and writing: it is gone when the descriptor is closed, however the
// program ends.  Returns -1 and sets errno when that fails.
[[nodiscard]] int open_unlinked_file(const std::string& folder);

}  // namespace blotter::store

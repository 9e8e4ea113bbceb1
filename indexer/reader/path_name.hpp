// Paths as text.
#pragma once

#include <string>
#include <string_view>

namespace blotter::reader {

// Returns the path as valid UTF-8 without control characters, in which two different paths never look the same: what is
// neither becomes %XX, one per byte, and so does a '%' that would be read as such.
[[nodiscard]] std::string path_name(std::string_view bytes);

}  // namespace blotter::reader

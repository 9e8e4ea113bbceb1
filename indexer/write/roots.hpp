// The folders that an index was made from.
#pragma once

#include "common/store/database.hpp"

#include <string>
#include <vector>

namespace blotter {

// Metadata key: absolute paths, each ended by a zero byte.
inline constexpr const char* key_roots = "blotter:roots";

// The folders that the index remembers; may throw Xapian::Error.
[[nodiscard]] std::vector<std::string> roots_of(const Xapian::Database& database);
// The metadata value for `known` and the folders among `paths`; as known when there is no other.
[[nodiscard]] std::string with_roots(const std::string& known, const std::vector<std::string>& paths);

}  // namespace blotter

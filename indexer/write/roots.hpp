// Stores the folders that an index was made from in its metadata.
#pragma once

#include "common/store/database.hpp"
#include "indexer/source/roots.hpp"

#include <string>

namespace blotter {

// Metadata key of source::Roots::value().
inline constexpr const char* key_roots = "blotter:roots";

// Returns the folders stored in the index; may throw Xapian::Error.
[[nodiscard]] source::Roots roots_of(const Xapian::Database& database);
// Returns the folders stored in the index in a directory; none if there is no index.
[[nodiscard]] source::Roots roots_in(const std::string& directory);

}  // namespace blotter

// Builds the bytes of the file `columns`.
#pragma once

#include "common/store/columns_source.hpp"
#include "common/store/database.hpp"

#include <string>
#include <string_view>

namespace blotter::store {

// The arrays, by name in a side file: "FACET/offsets", "FACET/codes", "FACET/ends" (of the dictionary's strings),
// "FACET/text", "group/sizes", "present", "dates", "id/ranks", "id/ends", "id/text", and "numbers": the last docid and
// the count of documents.
inline constexpr std::string_view columns_kind = "columns 5";

// Builds the file of one open index; the same index gives the same bytes, whatever the source.  Throws Xapian::Error,
// also for a docid above the index's last.
[[nodiscard]] std::string make_image(const Xapian::Database& database, ColumnSource& source);
[[nodiscard]] std::string make_image(const Xapian::Database& database);

}  // namespace blotter::store

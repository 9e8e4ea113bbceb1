// The bytes of the columns' image: how they are made, and where the parts are.
#pragma once

#include "common/store/database.hpp"

#include <string>
#include <string_view>

namespace blotter::store {

// The arrays, by name in a side file: "FACET/offsets", "FACET/codes", "FACET/ends" (of the dictionary's strings),
// "FACET/text", "group/sizes", "present", "dates", "id/ranks", "id/ends", "id/text", and "numbers": the last docid and
// the count of documents.
inline constexpr std::string_view columns_kind = "columns 4";

// Makes the image of one open index.  The same index gives the same bytes.  Throws Xapian::Error, also for document
// numbers that the index says it does not have.
[[nodiscard]] std::string make_image(const Xapian::Database& database);

}  // namespace blotter::store

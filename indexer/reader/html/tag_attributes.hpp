// Bounds how many attributes a tag has before libxml2 sees it, which compares each with all before it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace blotter::reader {

// Returns the page with the attributes of a tag after the first `most` left out: `page` itself when no tag has more,
// else a view of `storage`.  Scripts, styles and comments are passed over.
[[nodiscard]] std::string_view with_few_attributes(std::string_view page, std::size_t most, std::string& storage);

}  // namespace blotter::reader

// What libxml2 is given of a page.  It reads scripts letter by letter, which is half of a page of today, and compares
// each attribute of a tag with all before it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace blotter::reader {

// Returns the page without the text of its scripts and styles, but for JSON (linked data), and without the attributes
// of a tag after the first `max_attributes`: `page` itself when nothing is left out, else a view of `storage`. Scripts
// begin and end where they do for libxml2 (2.9.14, with HTML_PARSE_RECOVER).
[[nodiscard]] std::string_view parser_input(std::string_view page, std::size_t max_attributes, std::string& storage);

}  // namespace blotter::reader

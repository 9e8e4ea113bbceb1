// Text of an XML element with one line a paragraph, for the news formats whose paragraphs are elements.
#pragma once

#include "indexer/reader/xml/xml_records.hpp"

#include <initializer_list>
#include <string>
#include <string_view>

namespace blotter::reader {

// Elements named in `skip` (without prefix) are left out with all below them.
[[nodiscard]] std::string paragraph_text(const XmlNode& node, std::initializer_list<std::string_view> skip = {});

// Returns the first of these descendants that has text, as one line.
[[nodiscard]] std::string first_line(const XmlNode& node, std::initializer_list<std::string_view> names);

}  // namespace blotter::reader

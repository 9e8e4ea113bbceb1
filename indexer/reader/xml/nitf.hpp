// Articles from NITF markup, which occurs alone and inside NewsML.
#pragma once

#include "common/article.hpp"
#include "indexer/reader/xml/xml_records.hpp"

#include <string>
#include <string_view>

namespace blotter::reader {

// Fills what is still empty.
void fill_from_nitf(const XmlNode& nitf, Article& article);

// "By Aida Osmonova" to the name.
[[nodiscard]] std::string without_by(std::string_view byline);

}  // namespace blotter::reader

// A page's title from its <title> and headings, site names cut off (the rules of Mozilla Readability).
#pragma once

#include "indexer/reader/html/html_tree.hpp"

#include <string>
#include <string_view>

namespace blotter::reader {

[[nodiscard]] std::string page_title(const HtmlNode* root);

// 0 to 1: the share of b's text that consists of words of a (Readability's heading comparison).
[[nodiscard]] double text_similarity(std::string_view a, std::string_view b);

}  // namespace blotter::reader

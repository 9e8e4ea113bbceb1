// What a page says about itself: linked data (schema.org), OpenGraph, Dublin Core, Parsely and plain <meta>, <time>,
// microdata, <link rel=canonical>; last, its address and its text.
#pragma once

#include "indexer/reader/html/html_tree.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace blotter::reader {

struct PageMetadata {
  std::string title, url, published, site, language, description;
  std::vector<std::string> authors;
  std::vector<std::string> keywords;
  const HtmlNode* heading = nullptr;  // that shows the title, or null
  std::string body;                   // linked data's articleBody, or empty
  bool byline_known = false;          // the authors come from the page's head
};

// `address`: where the page was fetched from, or empty.
[[nodiscard]] PageMetadata read_metadata(const HtmlNode* root, const std::string& address);

// Returns the content of the head's first <meta property="…"> of that name, unchanged; empty if there is none.
[[nodiscard]] std::string_view meta_property(const HtmlNode* root, std::string_view property);

}  // namespace blotter::reader

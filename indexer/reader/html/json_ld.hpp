// Linked data in a page (<script type="application/ld+json">, schema.org): the article that it describes.
#pragma once

#include "indexer/reader/html/html_tree.hpp"

#include <string>
#include <vector>

namespace blotter::reader {

struct LinkedData {
  std::string name, headline, published, body, language, publisher, url;
  std::vector<std::string> authors;
  std::vector<std::string> keywords;
  [[nodiscard]] bool empty() const { return name.empty() && headline.empty() && published.empty() && body.empty(); }
};

// The first object of an article type in any script, @graph and lists included; empty when there is none.
[[nodiscard]] LinkedData read_linked_data(const HtmlNode* root);

}  // namespace blotter::reader

// The <meta> elements of a page by name.
#pragma once

#include "indexer/reader/html/html_tree.hpp"

#include <functional>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace blotter::reader {

// By property, name, itemprop or http-equiv: lower case, '.' as ':'.  Of one name a property counts before the others,
// then the first.
class MetaTable {
 public:
  explicit MetaTable(const HtmlNode* root);

  // Returns the content of the first of these names that the page has, trimmed; empty when it has none.
  [[nodiscard]] std::string_view get(std::initializer_list<std::string_view> names) const;
  // Returns the contents of every article:author, in page order.
  [[nodiscard]] const std::vector<std::string>& article_authors() const { return authors_; }

 private:
  using Table = std::map<std::string, std::string_view, std::less<>>;
  Table properties_;
  Table others_;
  std::vector<std::string> authors_;
};

}  // namespace blotter::reader

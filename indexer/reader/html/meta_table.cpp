#include "indexer/reader/html/meta_table.hpp"

#include "indexer/reader/strings.hpp"

#include <algorithm>

namespace blotter::reader {

MetaTable::MetaTable(const HtmlNode* root) {
  for (const HtmlNode* node = root; node != nullptr; node = next_in(node, root)) {
    if (node->tag != Tag::meta) continue;
    const std::string_view content = trim(node->attribute("content"));
    if (content.empty()) continue;
    for (const std::string_view attribute : {"property", "name", "itemprop", "http-equiv"})
      split_each(node->attribute(attribute), " \t\n", [&](std::string_view name) {
        std::string key = lower(name);
        std::replace(key.begin(), key.end(), '.', ':');
        (attribute == "property" ? properties_ : others_).emplace(std::move(key), content);
      });
    if (equal_fold(node->attribute("property"), "article:author")) authors_.emplace_back(content);
  }
}

std::string_view MetaTable::get(std::initializer_list<std::string_view> names) const {
  for (const std::string_view name : names)
    for (const Table* table : {&properties_, &others_})
      if (const auto at = table->find(name); at != table->end()) return at->second;
  return {};
}

}  // namespace blotter::reader

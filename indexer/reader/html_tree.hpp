// An HTML page as a tree in one arena, built from libxml2's SAX events (no libxml2 nodes are made), with only
// what the extraction looks at.  Nodes can be unlinked and renamed; nothing is freed before the tree is.
#pragma once

#include "indexer/reader/html_tags.hpp"

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <span>
#include <string_view>

namespace blotter::reader {

struct HtmlAttribute {
  std::string_view name;  // lower case
  std::string_view value;
};

struct HtmlNode {
  Tag tag = Tag::unknown;
  std::uint8_t mark = 0;  // for the passes over the tree
  std::uint16_t attribute_count = 0;
  std::uint32_t order = 0;  // in the document; for look-up tables beside the tree
  HtmlNode* parent = nullptr;
  HtmlNode* previous = nullptr;
  HtmlNode* next = nullptr;
  HtmlNode* first = nullptr;
  HtmlNode* last = nullptr;
  const HtmlAttribute* attribute_list = nullptr;
  std::string_view text;  // characters of a text node; name of an unknown element

  [[nodiscard]] std::span<const HtmlAttribute> attributes() const { return {attribute_list, attribute_count}; }
  // Value of an attribute, empty when there is none.
  [[nodiscard]] std::string_view attribute(std::string_view name) const;
  [[nodiscard]] bool has_attribute(std::string_view name) const;
  [[nodiscard]] bool is_text() const { return tag == Tag::text; }
};

class HtmlTree {
 public:
  HtmlTree();
  HtmlTree(const HtmlTree&) = delete;
  HtmlTree& operator=(const HtmlTree&) = delete;

  // Parses valid UTF-8.  Whatever the bytes, a tree comes out; `root()` is an element of tag html or unknown.
  void parse(std::string_view utf8);

  [[nodiscard]] HtmlNode* root() const { return root_; }
  [[nodiscard]] std::uint32_t node_count() const { return nodes_; }

  HtmlNode* make(Tag tag);
  [[nodiscard]] std::string_view keep(std::string_view text);
  [[nodiscard]] const HtmlAttribute* keep(std::span<const HtmlAttribute> attributes);

  static void append(HtmlNode* parent, HtmlNode* child);
  static void insert_before(HtmlNode* place, HtmlNode* node);
  static void unlink(HtmlNode* node);
  // Puts a node's children in its place.
  static void unwrap(HtmlNode* node);

 private:
  std::pmr::monotonic_buffer_resource arena_;
  HtmlNode* root_ = nullptr;
  std::uint32_t nodes_ = 0;
};

// The node after `node` in document order, its children included; null when it would leave `within`.
[[nodiscard]] inline HtmlNode* next_in(const HtmlNode* node, const HtmlNode* within) {
  if (node->first != nullptr) return node->first;
  while (node != within && node->next == nullptr) node = node->parent;
  return node == within ? nullptr : node->next;
}
// The same, its children passed over.
[[nodiscard]] inline HtmlNode* after(const HtmlNode* node, const HtmlNode* within) {
  while (node != within && node->next == nullptr) node = node->parent;
  return node == within ? nullptr : node->next;
}

}  // namespace blotter::reader

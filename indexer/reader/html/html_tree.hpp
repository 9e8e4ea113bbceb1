// An HTML page as a tree in one arena, built from libxml2's SAX events (no libxml2 nodes are made), with only
// what the extraction looks at.  Nodes can be unlinked and renamed; nothing is freed before the tree is.
#pragma once

#include "common/error.hpp"
#include "indexer/reader/html/html_tags.hpp"
#include "indexer/reader/limits.hpp"

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <optional>
#include <span>
#include <string_view>

namespace blotter::reader {

struct HtmlAttribute {
  std::string_view name;  // lower case
  std::string_view value;
};

struct HtmlNode {
  Tag tag = Tag::unknown;
  bool starts_blank = false;  // text: begins, ends with white space
  bool ends_blank = false;
  bool scored = false;             // element: `score` counts
  bool data_table = false;         // table: holds data, not layout
  std::uint8_t class_signals = 0;  // element: what its class and its id say (html_signals.hpp)
  std::uint8_t id_signals = 0;
  std::uint16_t attribute_count = 0;
  std::uint16_t commas = 0;  // text
  std::uint32_t chars = 0;   // text: characters with blanks collapsed and trimmed
  float score = 0;           // element
  HtmlNode* parent = nullptr;
  HtmlNode* previous = nullptr;
  HtmlNode* next = nullptr;
  HtmlNode* first = nullptr;
  HtmlNode* last = nullptr;
  const HtmlAttribute* attribute_list = nullptr;
  std::string_view text;  // characters of a text node; name of an unknown element

  [[nodiscard]] std::span<const HtmlAttribute> attributes() const { return {attribute_list, attribute_count}; }
  // Returns the value of an attribute, empty when there is none.
  [[nodiscard]] std::string_view attribute(std::string_view name) const;
  [[nodiscard]] bool has_attribute(std::string_view name) const;
  [[nodiscard]] bool is_text() const { return tag == Tag::text; }
};

class HtmlTree {
 public:
  HtmlTree();
  HtmlTree(const HtmlTree&) = delete;
  HtmlTree& operator=(const HtmlTree&) = delete;

  // Parses valid UTF-8.  Whatever the bytes, a tree comes out; `root()` is an element of tag html or unknown.  Returns
  // why the rest of the page is left out, if it is.  Limits: html_depth, html_elements, tag_attributes.
  std::optional<Error> parse(std::string_view utf8, const Limits& limits = {});

  // A copy of a subtree, which may be another tree's that lives longer: strings are shared.
  HtmlNode* clone(const HtmlNode* top);
  // A text node with its counts.
  HtmlNode* make_text(std::string_view kept);

  [[nodiscard]] HtmlNode* root() const { return root_; }

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
};

// Returns whether `node` is `top` or is below it.
[[nodiscard]] inline bool is_inside(const HtmlNode* node, const HtmlNode* top) {
  while (node != nullptr && node != top) node = node->parent;
  return node != nullptr;
}
// Returns the node after `node` and what is below it, in document order; null when it would leave `within`, or the tree
// for a node that is not inside of `within`.
[[nodiscard]] inline HtmlNode* after(const HtmlNode* node, const HtmlNode* within) {
  while (node != nullptr && node != within && node->next == nullptr) node = node->parent;
  return node == nullptr || node == within ? nullptr : node->next;
}
// Returns the same, its children first.
[[nodiscard]] inline HtmlNode* next_in(const HtmlNode* node, const HtmlNode* within) {
  return node->first != nullptr ? node->first : after(node, within);
}

}  // namespace blotter::reader

// Measures a subtree of a page: how much text it has, and how much of that is in links or in certain elements.  Runs of
// white space count as one character, none at either end.
#pragma once

#include "indexer/reader/html/html_tree.hpp"

#include <cstddef>
#include <initializer_list>
#include <string>

namespace blotter::reader {

struct Measure {
  std::size_t chars = 0;  // characters, blanks collapsed
  std::size_t commas = 0;
  double link_chars = 0;  // of those, in links; links inside the page count a third
  [[nodiscard]] double link_density() const { return chars == 0 ? 0.0 : link_chars / static_cast<double>(chars); }
};

[[nodiscard]] Measure measure(const HtmlNode* node);
// Characters alone.
[[nodiscard]] std::size_t chars_in(const HtmlNode* node);
// True when chars_in() is more than `chars`; it stops there.
[[nodiscard]] bool is_longer(const HtmlNode* node, std::size_t chars);
[[nodiscard]] bool has_text(const HtmlNode* node);
[[nodiscard]] std::size_t count_tags(const HtmlNode* node, std::initializer_list<Tag> tags);
// Characters in elements of these tags below `node`; in two of them, counted twice.
[[nodiscard]] std::size_t chars_inside(const HtmlNode* node, std::initializer_list<Tag> tags);
// Returns the share of the text (of `chars` characters) that is in elements of these tags.
[[nodiscard]] double text_density(const HtmlNode* node, std::initializer_list<Tag> tags, std::size_t chars);
// Returns the text without markup, blanks collapsed, trimmed (an ad's or a byline's few words).
[[nodiscard]] std::string inner_text(const HtmlNode* node, std::size_t limit = 1 << 20);

[[nodiscard]] std::size_t element_children(const HtmlNode* node);
[[nodiscard]] HtmlNode* first_element(const HtmlNode* node);
[[nodiscard]] bool has_ancestor(const HtmlNode* node, Tag tag, int levels = 1000);
[[nodiscard]] bool is_one_of(Tag tag, std::initializer_list<Tag> tags);
// Returns whether it is a part of running text: phrasing content of HTML, as Mozilla Readability has it.
[[nodiscard]] bool is_phrasing(const HtmlNode* node);

}  // namespace blotter::reader

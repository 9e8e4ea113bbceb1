#include "indexer/reader/html/html_measure.hpp"

#include "indexer/reader/strings.hpp"

#include <algorithm>

namespace blotter::reader {
namespace {

// Adds text runs as if joined, one blank between them where either has one.
struct Joined {
  std::size_t chars = 0;
  bool blank = false;
  void add(const HtmlNode* text) {
    if (text->chars == 0) {
      blank |= !text->text.empty();
      return;
    }
    if (chars > 0 && (blank || text->starts_blank)) ++chars;
    chars += text->chars;
    blank = text->ends_blank;
  }
};

}  // namespace

bool is_one_of(Tag tag, std::initializer_list<Tag> tags) {
  return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

bool is_phrasing(const HtmlNode* node) {
  if (node->is_text()) return true;
  if (is_one_of(node->tag, {Tag::a, Tag::del, Tag::ins})) {
    for (const HtmlNode* child = node->first; child != nullptr; child = child->next)
      if (!is_phrasing(child)) return false;
    return true;
  }
  return is_one_of(node->tag,
                   {Tag::abbr,  Tag::audio,    Tag::b,      Tag::br,       Tag::button, Tag::cite,   Tag::code,
                    Tag::dfn,   Tag::em,       Tag::embed,  Tag::i,        Tag::img,    Tag::input,  Tag::kbd,
                    Tag::label, Tag::mark,     Tag::math,   Tag::noscript, Tag::object, Tag::q,      Tag::ruby,
                    Tag::samp,  Tag::script,   Tag::select, Tag::small,    Tag::span,   Tag::strong, Tag::sub,
                    Tag::sup,   Tag::textarea, Tag::time,   Tag::var,      Tag::wbr});
}

std::size_t chars_in(const HtmlNode* top) {
  Joined joined;
  for (const HtmlNode* node = top; node != nullptr; node = next_in(node, top))
    if (node->is_text()) joined.add(node);
  return joined.chars;
}

bool is_longer(const HtmlNode* top, std::size_t chars) {
  Joined joined;
  for (const HtmlNode* node = top; node != nullptr && joined.chars <= chars; node = next_in(node, top))
    if (node->is_text()) joined.add(node);
  return joined.chars > chars;
}

bool has_text(const HtmlNode* top) {
  for (const HtmlNode* node = top; node != nullptr; node = next_in(node, top))
    if (node->chars > 0) return true;
  return false;
}

Measure measure(const HtmlNode* top) {
  Measure found;
  Joined joined;
  for (const HtmlNode* node = top; node != nullptr; node = next_in(node, top)) {
    if (node->is_text()) {
      joined.add(node);
      found.commas += node->commas;
    } else if (node->tag == Tag::a) {
      const std::string_view href = node->attribute("href");
      const bool inside = href.size() > 1 && href[0] == '#';
      found.link_chars += static_cast<double>(chars_in(node)) * (inside ? 0.3 : 1.0);
    }
  }
  found.chars = joined.chars;
  return found;
}

std::size_t count_tags(const HtmlNode* top, std::initializer_list<Tag> tags) {
  std::size_t count = 0;
  for (const HtmlNode* node = next_in(top, top); node != nullptr; node = next_in(node, top))
    count += is_one_of(node->tag, tags);
  return count;
}

std::size_t chars_inside(const HtmlNode* top, std::initializer_list<Tag> tags) {
  std::size_t inside = 0;
  std::size_t open = 0;  // elements of these tags around the current node
  const HtmlNode* node = top;
  while (node != nullptr) {
    if (node->is_text()) inside += node->chars * open;
    if (node != top && node->first != nullptr && is_one_of(node->tag, tags)) ++open;
    if (node->first != nullptr) {
      node = node->first;
      continue;
    }
    while (node != top && node->next == nullptr) {
      node = node->parent;
      if (node != top && is_one_of(node->tag, tags)) --open;
    }
    node = node == top ? nullptr : node->next;
  }
  return inside;
}

double text_density(const HtmlNode* node, std::initializer_list<Tag> tags, std::size_t chars) {
  return chars == 0 ? 0 : static_cast<double>(chars_inside(node, tags)) / static_cast<double>(chars);
}

std::string inner_text(const HtmlNode* top, std::size_t limit) {
  std::string out;
  bool blank = false;
  for (const HtmlNode* node = top; node != nullptr && out.size() < limit; node = next_in(node, top)) {
    if (!node->is_text()) continue;
    for (const char c : node->text) {
      if (is_space(c)) {
        blank = true;
        continue;
      }
      if (blank && !out.empty()) out += ' ';
      blank = false;
      out += c;
    }
  }
  return out;
}

std::size_t element_children(const HtmlNode* node) {
  std::size_t count = 0;
  for (const HtmlNode* child = node->first; child != nullptr; child = child->next) count += !child->is_text();
  return count;
}

HtmlNode* first_element(const HtmlNode* node) {
  HtmlNode* child = node->first;
  while (child != nullptr && child->is_text()) child = child->next;
  return child;
}

bool has_ancestor(const HtmlNode* node, Tag tag, int levels) {
  for (node = node->parent; node != nullptr && levels-- > 0; node = node->parent)
    if (node->tag == tag) return true;
  return false;
}

}  // namespace blotter::reader

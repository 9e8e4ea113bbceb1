#include "indexer/reader/html/html_tree.hpp"

#include "indexer/reader/html/parser_input.hpp"
#include "indexer/reader/strings.hpp"

#include <fmt/format.h>
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <mutex>
#include <new>
#include <string>
#include <vector>

namespace blotter::reader {
namespace {

constexpr std::size_t max_value = 4096;  // of an attribute; data: addresses are longer and say nothing
constexpr std::uint32_t deepest = 256;   // elements nested deeper are put beside each other

std::string_view view(const xmlChar* text) { return reinterpret_cast<const char*>(text); }

// Receives libxml2's events.
class HtmlTreeBuilder {
 public:
  HtmlTreeBuilder(HtmlTree& tree, const Limits& limits) : tree_(tree), current_(tree.root()), limits_(limits) {}

  void attach(htmlParserCtxtPtr context) { context_ = context; }

  [[nodiscard]] const std::optional<Error>& cut() const { return cut_; }

  void start(const xmlChar* name, const xmlChar** attributes) {
    flush();
    if (static_cast<std::size_t>(context_->nameNr) > limits_.html_depth)
      cut(fmt::format("more than {} open elements (limit html_depth)", limits_.html_depth));
    else if (++elements_ > limits_.html_elements)
      cut(fmt::format("more than {} elements (limit html_elements)", limits_.html_elements));
    const Tag tag = lookup(name);
    if (depth_ >= deepest) {
      ++beyond_;
      return;
    }
    HtmlNode* node = tree_.make(tag);
    if (tag == Tag::unknown) node->text = tree_.keep(view(name));
    if (attributes != nullptr) take_attributes(*node, attributes);
    HtmlTree::append(current_, node);
    current_ = node;
    ++depth_;
  }

  void end(const xmlChar* name) {
    flush();
    if (beyond_ > 0) {
      --beyond_;
      return;
    }
    const Tag tag = lookup(name);
    // libxml2's events are balanced; the search is for the few that are not.
    HtmlNode* open = current_;
    for (int steps = 0; open != tree_.root() && steps < 8; open = open->parent, ++steps) {
      if (open->tag != tag) continue;
      depth_ -= static_cast<std::uint32_t>(steps) + 1;
      current_ = open->parent;
      return;
    }
  }

  void characters(const xmlChar* text, int length) {
    const std::string_view piece(reinterpret_cast<const char*>(text), static_cast<std::size_t>(length));
    pending_ += piece;
  }

  // Script and style text: only linked data is of use.
  void raw(const xmlChar* text, int length) {
    if (current_->tag == Tag::script && find_fold(current_->attribute("type"), "json") != std::string_view::npos)
      characters(text, length);
  }

  void flush() {
    if (pending_.empty()) return;
    HtmlTree::append(current_, tree_.make_text(tree_.keep(pending_)));
    pending_.clear();
  }

 private:
  void cut(const std::string& reason) {
    cut_ = Error{ErrorCode::limit, reason + ": the rest is left out", {}};
    xmlStopParser(context_);
  }

  // Names are interned by the parser, so a pointer is enough to know one again.
  Tag lookup(const xmlChar* name) {
    auto& slot = cache_[(reinterpret_cast<std::uintptr_t>(name) >> 3) % cache_.size()];
    if (slot.name != name) slot = {name, tag_of(view(name))};
    return slot.tag;
  }

  static bool is_wanted(std::string_view name) {
    return !name.starts_with("on") && !name.starts_with("data-") && name != "srcset" && name != "sizes" && name != "d";
  }

  void take_attributes(HtmlNode& node, const xmlChar** attributes) {
    list_.clear();
    for (; attributes[0] != nullptr && list_.size() < 64; attributes += 2) {
      const std::string_view name = view(attributes[0]);
      if (!is_wanted(name) || attributes[1] == nullptr) {
        if (attributes[1] == nullptr && is_wanted(name)) list_.push_back({tree_.keep(name), {}});
        continue;
      }
      std::string_view value = view(attributes[1]);
      if (value.size() > max_value && name != "content") value = value.substr(0, name == "src" ? 0 : max_value);
      list_.push_back({tree_.keep(name), tree_.keep(value)});
    }
    node.attribute_list = tree_.keep(std::span<const HtmlAttribute>(list_));
    node.attribute_count = static_cast<std::uint16_t>(list_.size());
  }

  struct Cached {
    const xmlChar* name = nullptr;
    Tag tag = Tag::unknown;
  };
  HtmlTree& tree_;
  HtmlNode* current_;
  htmlParserCtxtPtr context_ = nullptr;
  std::uint32_t depth_ = 0;
  const Limits& limits_;
  std::size_t elements_ = 0;
  std::optional<Error> cut_;
  std::uint32_t beyond_ = 0;
  std::string pending_;
  std::vector<HtmlAttribute> list_;
  std::array<Cached, 256> cache_{};
};

HtmlTreeBuilder& builder(void* data) { return *static_cast<HtmlTreeBuilder*>(data); }

void on_start(void* data, const xmlChar* name, const xmlChar** attributes) { builder(data).start(name, attributes); }
void on_end(void* data, const xmlChar* name) { builder(data).end(name); }
void on_characters(void* data, const xmlChar* text, int length) { builder(data).characters(text, length); }
void on_raw(void* data, const xmlChar* text, int length) { builder(data).raw(text, length); }

htmlSAXHandler make_handler() {
  htmlSAXHandler handler{};
  handler.startElement = on_start;
  handler.endElement = on_end;
  handler.characters = on_characters;
  handler.ignorableWhitespace = on_characters;
  handler.cdataBlock = on_raw;
  return handler;
}

}  // namespace

std::string_view HtmlNode::attribute(std::string_view name) const {
  for (const HtmlAttribute& attribute : attributes())
    if (attribute.name == name) return attribute.value;
  return {};
}

bool HtmlNode::has_attribute(std::string_view name) const {
  return std::any_of(attributes().begin(), attributes().end(),
                     [name](const HtmlAttribute& a) { return a.name == name; });
}

HtmlTree::HtmlTree() : arena_(16 << 10) { root_ = make(Tag::unknown); }

std::optional<Error> HtmlTree::parse(std::string_view utf8, const Limits& limits) {
  static std::once_flag initialised;
  std::call_once(initialised, [] { xmlInitParser(); });
  const std::unique_ptr<htmlParserCtxt, void (*)(htmlParserCtxtPtr)> context(htmlNewParserCtxt(), htmlFreeParserCtxt);
  if (context == nullptr) return std::nullopt;
  HtmlTreeBuilder receiver(*this, limits);
  receiver.attach(context.get());
  *context->sax = make_handler();
  context->userData = &receiver;
  constexpr int options =
      HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC;
  constexpr std::size_t longest = 0x7fffffff;
  std::string storage;
  utf8 = parser_input(utf8, limits.tag_attributes, storage);
  if (htmlDocPtr none = htmlCtxtReadMemory(context.get(), utf8.data(), static_cast<int>(std::min(utf8.size(), longest)),
                                           nullptr, "UTF-8", options))
    xmlFreeDoc(none);
  receiver.flush();
  return receiver.cut();
}

HtmlNode* HtmlTree::make(Tag tag) {
  auto* node = new (arena_.allocate(sizeof(HtmlNode), alignof(HtmlNode))) HtmlNode;
  node->tag = tag;
  return node;
}

HtmlNode* HtmlTree::make_text(std::string_view kept) {
  HtmlNode* node = make(Tag::text);
  node->text = kept;
  node->starts_blank = !kept.empty() && is_space(kept.front());
  node->ends_blank = !kept.empty() && is_space(kept.back());
  std::uint32_t chars = 0;
  std::uint32_t commas = 0;
  bool blank = false;
  for (const char c : trim(kept)) {
    const bool space = is_space(c);
    // Bytes that go on a character are not counted, blanks only once.
    if (!(space && blank) && (static_cast<unsigned char>(c) & 0xC0) != 0x80) ++chars;
    if (c == ',') ++commas;
    blank = space;
  }
  node->chars = chars;
  node->commas = static_cast<std::uint16_t>(std::min<std::uint32_t>(commas, 0xFFFF));
  return node;
}

HtmlNode* HtmlTree::clone(const HtmlNode* top) {
  const auto copy = [this](const HtmlNode* node) {
    auto* made = new (arena_.allocate(sizeof(HtmlNode), alignof(HtmlNode))) HtmlNode(*node);
    made->parent = made->previous = made->next = made->first = made->last = nullptr;
    return made;
  };
  HtmlNode* const made_top = copy(top);
  HtmlNode* parent = made_top;
  const HtmlNode* node = top;
  while (true) {
    if (node->first != nullptr) {
      node = node->first;
    } else {
      while (node != top && node->next == nullptr) {
        node = node->parent;
        if (node != top) parent = parent->parent;
      }
      if (node == top) return made_top;
      node = node->next;
    }
    HtmlNode* made = copy(node);
    append(parent, made);
    if (node->first != nullptr) parent = made;
  }
}

std::string_view HtmlTree::keep(std::string_view text) {
  if (text.empty()) return {};
  auto* bytes = static_cast<char*>(arena_.allocate(text.size(), 1));
  std::memcpy(bytes, text.data(), text.size());
  return {bytes, text.size()};
}

const HtmlAttribute* HtmlTree::keep(std::span<const HtmlAttribute> attributes) {
  if (attributes.empty()) return nullptr;
  auto* list = static_cast<HtmlAttribute*>(arena_.allocate(attributes.size_bytes(), alignof(HtmlAttribute)));
  std::uninitialized_copy(attributes.begin(), attributes.end(), list);
  return list;
}

void HtmlTree::append(HtmlNode* parent, HtmlNode* child) {
  child->parent = parent;
  child->next = nullptr;
  child->previous = parent->last;
  (parent->last != nullptr ? parent->last->next : parent->first) = child;
  parent->last = child;
}

void HtmlTree::insert_before(HtmlNode* place, HtmlNode* node) {
  node->parent = place->parent;
  node->previous = place->previous;
  node->next = place;
  (place->previous != nullptr ? place->previous->next : place->parent->first) = node;
  place->previous = node;
}

void HtmlTree::unlink(HtmlNode* node) {
  if (node->parent == nullptr) return;
  (node->previous != nullptr ? node->previous->next : node->parent->first) = node->next;
  (node->next != nullptr ? node->next->previous : node->parent->last) = node->previous;
  node->parent = node->previous = node->next = nullptr;
}

void HtmlTree::unwrap(HtmlNode* node) {
  while (HtmlNode* child = node->first) {
    unlink(child);
    insert_before(node, child);
  }
  unlink(node);
}

}  // namespace blotter::reader

#include "indexer/reader/office/xml_part.hpp"

namespace blotter::reader {
namespace {

constexpr std::size_t max_piece = 1u << 20;  // of a tag or a text without tags

std::string_view local(std::string_view name) { return name.substr(name.rfind(':') + 1); }

}  // namespace

XmlPart::XmlPart(std::string_view bytes)
    : memory_(bytes), utf8_(memory_, declared_encoding(bytes.substr(0, 256))), scanner_(utf8_, max_piece) {}

XmlPart::Kind XmlPart::next() {
  if (ends_) {
    ends_ = false;
    return Kind::end;
  }
  const Result<Markup> token = scanner_.next();
  if (!token || token->kind == Markup::finish) return Kind::finish;
  if (token->kind == Markup::text) {
    text_.clear();
    if (token->literal) text_ = token->characters;
    else append_unescaped(token->characters, text_);
    return Kind::text;
  }
  name_ = local(token->name);
  if (token->kind == Markup::end) return Kind::end;
  attributes_ = token->attributes;
  ends_ = token->empty_element;
  return Kind::start;
}

std::string XmlPart::attribute(std::string_view local_name) const {
  for (auto& [name, value] : attributes())
    if (local(name) == local_name) return std::move(value);
  return {};
}

void XmlPart::skip() {
  for (std::size_t depth = 1; depth > 0;) {
    const Kind kind = next();
    if (kind == Kind::finish) return;
    if (kind == Kind::start) ++depth;
    if (kind == Kind::end) --depth;
  }
}

std::string XmlPart::inner_text() {
  std::string text;
  for (std::size_t depth = 1; depth > 0;) {
    const Kind kind = next();
    if (kind == Kind::finish) break;
    if (kind == Kind::text) text += text_;
    if (kind == Kind::start) ++depth;
    if (kind == Kind::end) --depth;
  }
  return text;
}

}  // namespace blotter::reader

#include "common/article_json.hpp"

#include "common/article_hash.hpp"
#include "common/text/code_point.hpp"
#include "common/text/steering.hpp"
#include "common/text/utf8.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace blotter {
namespace {

// Bytes at which something to escape may begin: a quotation mark, a backslash, or a character that steers the display.
constexpr std::array<bool, 256> make_suspect() {
  std::array<bool, 256> suspect{};
  for (std::size_t i = 0; i < 0x20; ++i) suspect[i] = true;
  suspect[static_cast<std::size_t>('"')] = suspect[static_cast<std::size_t>('\\')] = suspect[0x7F] = true;
  for (const unsigned lead : {0xC2U, 0xD8U, 0xE2U, 0xEFU}) suspect[lead] = true;  // of U+0080.., U+061C, U+20.., U+FEFF
  return suspect;
}
constexpr auto suspect = make_suspect();

// All that is escaped is below U+10000.
void append_escape(char32_t c, std::string& out) {
  constexpr std::string_view hex = "0123456789abcdef";
  switch (c) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\n': out += "\\n"; return;
    case '\t': out += "\\t"; return;
    case '\r': out += "\\r"; return;
    default: break;
  }
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) out += hex[(c >> shift) & 15];
}

void append_member(std::string_view name, std::string_view value, std::string& out) {
  out += ",\"";
  out += name;
  out += "\":";
  append_json_string(value, out);
}

void append_list(std::string_view name, const std::vector<std::string>& values, std::string& out) {
  out += ",\"";
  out += name;
  out += "\":[";
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i > 0) out += ',';
    append_json_string(values[i], out);
  }
  out += ']';
}

void append_evidence(const Article& article, const std::vector<Evidence>& evidence, std::string& out) {
  out += ",\"evidence\":[";
  for (std::size_t i = 0; i < evidence.size(); ++i) {
    const Evidence& e = evidence[i];
    const std::string_view text = article.text(e.field);
    if (i > 0) out += ',';
    out += "{\"field\":\"";
    out += name_of(e.field);
    out += "\",\"start\":" + std::to_string(e.start) + ",\"end\":" + std::to_string(e.end) + ",\"text\":";
    const bool inside = e.start <= e.end && e.end <= text.size();
    append_json_string(inside ? text.substr(e.start, e.end - e.start) : std::string_view{}, out);
    out += '}';
  }
  out += ']';
}

void append_elements(const Article& article, const std::vector<FacetElement>& elements, std::string& out) {
  out += ",\"elements\":[";
  for (std::size_t i = 0; i < elements.size(); ++i) {
    out += i > 0 ? ",{\"element\":" : "{\"element\":";
    append_json_string(elements[i].element, out);
    append_evidence(article, elements[i].evidence, out);
    out += '}';
  }
  out += ']';
}

void append_value(const Article& article, const FacetValue& value, std::string& out) {
  out += "{\"value\":";
  append_json_string(value.value, out);
  append_member("label", value.label.empty() ? value.value : value.label, out);
  if (!value.parent.empty()) append_member("parent", value.parent, out);
  if (!value.iccs.empty()) append_member("iccs", value.iccs, out);
  if (value.focus) out += ",\"focus\":true";
  if (value.implied) out += ",\"implied\":true";
  if (value.given) out += ",\"given\":true";
  if (value.inferred) out += ",\"inferred\":true";
  out += ",\"mentions\":" + std::to_string(value.mentions);
  append_evidence(article, value.evidence, out);
  if (!value.elements.empty()) append_elements(article, value.elements, out);
  out += '}';
}

}  // namespace

void append_json_string(std::string_view value, std::string& out) {
  if (!text::is_utf8(value)) return append_json_string(text::repair_utf8(value), out);
  out += '"';
  std::size_t start = 0;
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (!suspect[static_cast<unsigned char>(value[i])]) continue;
    const text::CodePoint c = text::first_code_point(value.substr(i));
    if (c.code != '"' && c.code != '\\' && !text::steers_display(c.code)) continue;
    out.append(value, start, i - start);
    append_escape(c.code, out);
    start = i + c.length;
    i = start - 1;
  }
  out.append(value, start);
  out += '"';
}

void append_facets(const Article& article, std::string& out) {
  out += '{';
  for (std::size_t i = 0; i < article.facets.size(); ++i) {
    const Facet& facet = article.facets[i];
    if (i > 0) out += ',';
    append_json_string(facet.name, out);
    out += ":[";
    for (std::size_t v = 0; v < facet.values.size(); ++v) {
      if (v > 0) out += ',';
      append_value(article, facet.values[v], out);
    }
    out += ']';
  }
  out += '}';
}

bool has_recognised_text(const Article& article) {
  return article.ocr && (article.ocr->confidence > 0 || article.ocr->key == 0);
}

void append_json(const Article& article, std::string& out) {
  out += "{\"schema\":\"blotter.article/1\"";
  append_member("id", article.id, out);
  append_member("path", article.path, out);
  append_member("url", article.url, out);
  append_member("title", article.title, out);
  append_member("body", article.body, out);
  append_member("published", article.published, out);
  if (!article.published_text.empty()) append_member("published_text", article.published_text, out);
  if (article.published_by_page) append_member("published_from", "page", out);
  if (!article.collected.empty()) append_member("collected", article.collected, out);
  if (!article.indexed.empty()) append_member("indexed", article.indexed, out);
  if (!article.parent.empty()) append_member("parent", article.parent, out);
  if (has_recognised_text(article)) {
    const unsigned percent = std::min<unsigned>(article.ocr->confidence, 100);
    out += ",\"ocr\":true,\"ocr_confidence\":";
    out += percent == 100 ? "1.00" : (percent < 10 ? "0.0" : "0.") + std::to_string(percent);
  }
  append_member("hash", article_hash(article), out);
  append_member("language", article.language, out);
  append_member("source", article.source, out);
  append_list("authors", article.authors, out);
  if (!article.keywords.empty()) append_list("keywords", article.keywords, out);
  out += ",\"facets\":";
  append_facets(article, out);
  out += '}';
}

}  // namespace blotter

#include "indexer/reader/xml/xml_text.hpp"

#include "indexer/reader/strings.hpp"

#include <algorithm>
#include <array>

namespace blotter::reader {
namespace {

// Inline elements of NITF, XHTML and the SGML collections; any other starts a line.
constexpr std::array inline_names = {std::string_view("a"),
                                     std::string_view("b"),
                                     std::string_view("i"),
                                     std::string_view("em"),
                                     std::string_view("strong"),
                                     std::string_view("span"),
                                     std::string_view("q"),
                                     std::string_view("u"),
                                     std::string_view("sub"),
                                     std::string_view("sup"),
                                     std::string_view("person"),
                                     std::string_view("org"),
                                     std::string_view("location"),
                                     std::string_view("city"),
                                     std::string_view("country"),
                                     std::string_view("state"),
                                     std::string_view("region"),
                                     std::string_view("sublocation"),
                                     std::string_view("chron"),
                                     std::string_view("money"),
                                     std::string_view("num"),
                                     std::string_view("event"),
                                     std::string_view("function"),
                                     std::string_view("name.given"),
                                     std::string_view("name.family"),
                                     std::string_view("virtloc"),
                                     std::string_view("copyrite"),
                                     std::string_view("postaddr"),
                                     std::string_view("pronounce"),
                                     std::string_view("lang"),
                                     std::string_view("object.title"),
                                     std::string_view("classifier"),
                                     std::string_view("small"),
                                     std::string_view("big"),
                                     std::string_view("font"),
                                     std::string_view("abbr"),
                                     std::string_view("cite"),
                                     std::string_view("code"),
                                     std::string_view("time"),
                                     std::string_view("alt-code"),
                                     std::string_view("tagline")};

std::string_view local_name(std::string_view name) { return name.substr(name.find(':') + 1); }

template <class Range>
bool contains(const Range& range, std::string_view name) {
  return std::find(range.begin(), range.end(), name) != range.end();
}

void append(const XmlNode& node, std::initializer_list<std::string_view> skip, std::string& out) {
  if (node.name.empty()) {
    // Lines of the source are not lines of the text.
    for (const char c : node.text) {
      const char shown = is_space(c) ? ' ' : c;
      if (shown == ' ' && (out.empty() || out.back() == ' ' || out.back() == '\n')) continue;
      out.push_back(shown);
    }
    return;
  }
  const std::string_view name = local_name(node.name);
  if (contains(skip, name)) return;
  const bool block = !contains(inline_names, lower(name));
  if (block && !out.empty() && out.back() != '\n') out.push_back('\n');
  for (const XmlNode& child : node.children) append(child, skip, out);
  if (block && !out.empty() && out.back() != '\n') out.push_back('\n');
}

}  // namespace

std::string paragraph_text(const XmlNode& node, std::initializer_list<std::string_view> skip) {
  std::string out;
  append(node, skip, out);
  return out;
}

std::string first_line(const XmlNode& node, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names)
    if (const XmlNode* found = node.find(name))
      if (std::string text(trim(found->all_text())); !text.empty()) return text;
  return {};
}

}  // namespace blotter::reader

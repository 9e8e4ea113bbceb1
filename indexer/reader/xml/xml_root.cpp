#include "indexer/reader/xml/xml_root.hpp"

#include "indexer/reader/bytes.hpp"
#include "indexer/reader/encoding.hpp"
#include "indexer/reader/strings.hpp"
#include "indexer/reader/xml/markup_scanner.hpp"

#include <algorithm>
#include <array>

namespace blotter::reader {
namespace {

// PHP prints its messages above what it makes, with tags ("<br />\n<b>Warning</b>: … on line <b>3</b><br />") or
// without.
std::string_view without_messages(std::string_view text) {
  constexpr std::size_t reach = 4096;
  std::string_view front = trim(text.substr(0, reach));
  for (const std::string_view tag : {"<br />", "<b>"})
    if (starts_fold(front, tag)) front = trim(front.substr(tag.size()));
  const auto begins = [front](std::string_view kind) { return front.starts_with(kind); };
  const std::array kinds = {std::string_view("Warning"), std::string_view("Notice"), std::string_view("Deprecated"),
                            std::string_view("Strict Standards"), std::string_view("PHP ")};
  if (std::none_of(kinds.begin(), kinds.end(), begins)) return text;
  std::size_t at = text.npos;
  for (const std::string_view root : {"<?xml", "<rss", "<feed", "<rdf:RDF"})
    at = std::min(at, text.substr(0, reach).find(root));
  return at == text.npos ? text : text.substr(at);
}

}  // namespace

XmlRoot root_of(const Sniff& sniff) {
  XmlRoot root;
  root.raw = sniff.head;
  const std::string encoding = guess_encoding(sniff.head.substr(0, 4096), {});
  // Only UTF-16 hides the tags' letters.
  if (encoding.starts_with("UTF-16") || encoding.starts_with("UTF-32")) root.decoded = to_utf8(sniff.head, encoding);
  std::string_view rest = root.head();
  if (rest.starts_with("\xEF\xBB\xBF")) rest.remove_prefix(3);
  rest = without_messages(rest);
  if (!trim(rest.substr(0, 1024)).starts_with('<')) return root;
  MemoryStream memory(rest, 4096);  // the first element is nearly always near
  MarkupScanner scanner(memory, rest.size());
  for (int tokens = 0; tokens < 64; ++tokens) {
    const auto token = scanner.next();
    if (!token || token->kind == Markup::finish) return root;
    if (token->kind != Markup::start) continue;
    root.name = token->name;
    root.local = root.name.substr(root.name.find(':') + 1);
    root.attributes = token->attributes;
    return root;
  }
  return root;
}

}  // namespace blotter::reader

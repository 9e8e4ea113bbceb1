#include "indexer/reader/xml/xml_root.hpp"

#include "indexer/reader/bytes.hpp"
#include "indexer/reader/encoding.hpp"
#include "indexer/reader/strings.hpp"
#include "indexer/reader/xml/markup_scanner.hpp"

namespace blotter::reader {

XmlRoot root_of(const Sniff& sniff) {
  XmlRoot root;
  const std::string encoding = guess_encoding(sniff.head.substr(0, 4096), {});
  // Only UTF-16 hides the tags' letters.
  if (encoding.starts_with("UTF-16") || encoding.starts_with("UTF-32")) root.head = to_utf8(sniff.head, encoding);
  else root.head = sniff.head;
  std::string_view rest = root.head;
  if (rest.starts_with("\xEF\xBB\xBF")) rest.remove_prefix(3);
  if (!trim(rest.substr(0, 1024)).starts_with('<')) return root;
  MemoryStream memory(rest);
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

#include "indexer/reader/html/tag_attributes.hpp"

#include "indexer/reader/strings.hpp"

#include <algorithm>

namespace blotter::reader {
namespace {

struct TagEnd {
  std::size_t end;  // of the '>', or the page's end
  std::size_t cut;  // the first attribute too many, or `end`
};

// Reads the tag whose name ends at `at`.  A '>' in a quoted value ends no tag.
TagEnd read_tag(std::string_view page, std::size_t at, std::size_t most) {
  std::size_t count = 0;
  std::size_t cut = page.npos;
  char before = ' ';
  for (; at < page.size() && page[at] != '>'; ++at) {
    const char c = page[at];
    if (is_space(c)) {
      if (before != '=') before = ' ';
      continue;
    }
    if (before == '=' && (c == '"' || c == '\'')) {
      at = std::min(page.find(c, at + 1), page.size() - 1);
      before = ' ';
      continue;
    }
    if ((before == ' ' || before == '/') && ++count > most && cut == page.npos) cut = at;
    before = c;
  }
  return {at, std::min(cut, at)};
}

// Where the text of a script or a style that begins at `at` ends.
std::size_t end_of_raw(std::string_view page, std::size_t at, std::string_view name) {
  const std::size_t end = find_fold(page.substr(at), name);
  return end == page.npos ? page.size() : at + end;
}

}  // namespace

std::string_view with_few_attributes(std::string_view page, std::size_t most, std::string& storage) {
  std::size_t copied = 0;
  storage.clear();
  for (std::size_t at = page.find('<'); at != page.npos; at = page.find('<', at)) {
    if (page.substr(at).starts_with("<!--")) {
      at = page.find("-->", at);
      continue;
    }
    const std::size_t begin = ++at;
    if (at == page.size() || !is_ascii_alpha(page[at])) continue;
    while (at < page.size() && is_ascii_alnum(page[at])) ++at;
    const std::string_view name = page.substr(begin, at - begin);
    const TagEnd tag = read_tag(page, at, most);
    if (tag.cut < tag.end) {
      storage.append(page.substr(copied, tag.cut - copied));
      copied = tag.end;
    }
    at = tag.end;
    if (equal_fold(name, "script")) at = end_of_raw(page, at, "</script");
    else if (equal_fold(name, "style")) at = end_of_raw(page, at, "</style");
  }
  if (copied == 0) return page;
  return storage.append(page.substr(copied));
}

}  // namespace blotter::reader

#include "indexer/reader/html/parser_input.hpp"

#include "indexer/reader/strings.hpp"

#include <algorithm>

namespace blotter::reader {
namespace {

struct TagEnd {
  std::size_t end;  // of the '>', or the page's end
  std::size_t cut;  // the first attribute too many, or `end`
};

// Reads the tag whose name ends at `at`.  A '>' in a quoted value ends no tag.
TagEnd read_tag(std::string_view page, std::size_t at, std::size_t max_attributes) {
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
    if ((before == ' ' || before == '/') && ++count > max_attributes && cut == page.npos) cut = at;
    before = c;
  }
  return {at, std::min(cut, at)};
}

// Where a comment, a document type, an instruction or a tag's end that begins at `at` ends; `at` for anything else.
std::size_t end_of_other_markup(std::string_view page, std::size_t at) {
  const std::string_view rest = page.substr(at);
  if (rest.starts_with("<!--")) {
    const std::size_t end = std::min(page.find("-->", at + 4), page.size());
    return std::min(page.substr(0, end).find("--!>", at + 4), end);
  }
  if (starts_fold(rest, "<!doctype") || rest.starts_with("<?") || rest.starts_with("</"))
    return std::min(page.find('>', at), page.size());
  return at;
}

bool in_name(char c) { return is_ascii_alnum(c) || c == ':' || c == '-' || c == '_' || c == '.'; }

// True where libxml2 may see the script or style whose tag ends at `end` as closed already: "<script/>", a tag within
// the tag, or one right behind it.
bool may_be_closed(std::string_view page, std::string_view attributes, std::size_t end) {
  const std::string_view behind = page.substr(end);
  return attributes.ends_with('/') || attributes.find('<') != attributes.npos ||
         (behind.size() > 2 && behind[1] == '<' && (behind[2] == '/' || is_ascii_alpha(behind[2])));
}

// Where the text of a script or a style that begins at `at` ends.
std::size_t end_of_raw(std::string_view page, std::size_t at, std::string_view end_tag) {
  const std::size_t end = find_fold(page.substr(at), end_tag);
  return end == page.npos ? page.size() : at + end;
}

}  // namespace

std::string_view parser_input(std::string_view page, std::size_t max_attributes, std::string& storage) {
  storage.clear();
  std::size_t copied = 0;
  std::size_t kept_until = 0;  // the end of a script that may be none: nothing in it is taken for one
  const auto leave_out = [&](std::size_t from, std::size_t to) {
    if (copied == 0) storage.reserve(page.size());
    storage.append(page.substr(copied, from - copied));
    copied = to;
  };
  for (std::size_t at = page.find('<'); at != page.npos; at = page.find('<', at)) {
    if (const std::size_t end = end_of_other_markup(page, at); end != at) {
      at = end;
      continue;
    }
    const std::size_t begin = ++at;
    if (at == page.size() || !is_ascii_alpha(page[at])) continue;
    while (at < page.size() && in_name(page[at])) ++at;
    const std::string_view name = page.substr(begin, at - begin);
    const TagEnd tag = read_tag(page, at, max_attributes);
    if (tag.cut < tag.end) leave_out(tag.cut, tag.end);
    const std::string_view attributes = page.substr(at, tag.end - at);
    at = tag.end;
    const bool script = equal_fold(name, "script");
    if (!script && !equal_fold(name, "style")) continue;
    const bool doubtful = may_be_closed(page, attributes, tag.end);
    const std::size_t end = end_of_raw(page, doubtful ? begin : at, script ? "</script" : "</style");
    if (doubtful || begin < kept_until) {
      kept_until = std::max(kept_until, end);
      continue;
    }
    if (!script || find_fold(attributes, "json") == attributes.npos) leave_out(std::min(at + 1, end), end);
    at = end;
  }
  if (copied == 0) return page;
  return storage.append(page.substr(copied));
}

}  // namespace blotter::reader

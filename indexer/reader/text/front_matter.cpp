#include "indexer/reader/text/front_matter.hpp"

#include "indexer/reader/dates.hpp"
#include "indexer/reader/given_facets.hpp"
#include "indexer/reader/strings.hpp"

#include <array>
#include <string>

namespace blotter::reader {
namespace {

constexpr std::size_t longest = 64 << 10;

std::string_view unquote(std::string_view value) {
  value = trim(value);
  if (value.size() >= 2 && (value.front() == '"' || value.front() == '\'') && value.back() == value.front())
    value = value.substr(1, value.size() - 2);
  return value;
}

// "a, b", "[a, b]" or one value.
template <class Each>
void each_value(std::string_view value, Each&& each) {
  value = trim(value);
  if (value.starts_with('[') && value.ends_with(']')) value = value.substr(1, value.size() - 2);
  split_each(value, ",;", [&](std::string_view item) {
    if (item = unquote(item); !item.empty()) each(item);
  });
}

struct NameValue {
  std::string_view name, value;
};

NameValue split_pair(std::string_view line, char separator) {
  const std::size_t at = line.find(separator);
  if (at == line.npos || at == 0) return {};
  const std::string_view name = trim(line.substr(0, at));
  if (!std::all_of(name.begin(), name.end(), [](char c) { return is_ascii_alnum(c) || c == '_' || c == '-'; }))
    return {};
  return {name, trim(line.substr(at + 1))};
}

bool is_known_header(std::string_view name) {
  for (const std::string_view known :
       {"title", "headline", "date", "published", "author", "authors", "source", "url", "language"})
    if (equal_fold(name, known)) return true;
  return false;
}

// "Title: …" lines without fences: at least two, all known, then a blank line.
std::size_t header_length(std::string_view text) {
  std::string_view rest = text;
  int lines = 0;
  while (!rest.empty()) {
    const std::string_view line = trim(take_line(rest));
    if (line.empty()) return lines >= 2 ? text.size() - rest.size() : 0;
    if (!is_known_header(split_pair(line, ':').name)) return 0;
    ++lines;
  }
  return 0;
}

void read_lines(std::string_view block, char separator, Article& article) {
  std::string_view list_name;
  while (!block.empty()) {
    const std::string_view raw = take_line(block);
    const std::string_view line = trim(raw);
    if (line.starts_with("- ") && !list_name.empty()) {
      set_field(article, list_name, unquote(line.substr(2)));
      continue;
    }
    const NameValue pair = split_pair(line, separator);
    if (pair.name.empty()) continue;
    list_name = pair.value.empty() ? pair.name : std::string_view{};
    if (!pair.value.empty()) set_field(article, pair.name, pair.value);
  }
}

}  // namespace

bool set_field(Article& article, std::string_view written, std::string_view raw) {
  const std::string name = lower(written);
  const std::string_view value = unquote(raw);
  if (value.empty()) return false;
  const auto is = [&name](std::initializer_list<std::string_view> names) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  if (is({"title", "headline", "subject"})) article.title = value;
  else if (is({"id", "_id", "docno", "doc_id", "guid", "slug"})) article.id = value;
  else if (is({"url", "link", "permalink", "canonical_url"})) article.url = value;
  else if (is({"date", "published", "pubdate", "published_at", "publish_date", "date_published"}))
    article.published = day_of(value);
  else if (is({"language", "lang", "locale"})) article.language = value;
  else if (is({"source", "site", "publisher", "outlet", "site_name", "publication"})) article.source = value;
  else if (is({"author", "authors", "byline"}))
    each_value(raw, [&](std::string_view v) { article.authors.emplace_back(v); });
  else if (is({"tags", "tag", "keywords", "categories", "category"}))
    each_value(raw, [&](std::string_view v) { article.keywords.emplace_back(v); });
  else if (is({"country", "countries"}))
    each_value(raw, [&](std::string_view v) { give_facet(article, "country", v, false); });
  else if (is({"focus"})) each_value(raw, [&](std::string_view v) { give_facet(article, "country", v, true); });
  else if (is({"agency", "agencies"}))
    each_value(raw, [&](std::string_view v) { give_facet(article, "agency", v, false); });
  else if (is({"crime", "crimes"}))
    each_value(raw, [&](std::string_view v) { give_facet(article, "crime", v, false); });
  else if (is({"body", "text", "content", "description"})) article.body = value;
  else return false;
  return true;
}

std::size_t front_matter_length(std::string_view text) {
  std::string_view rest = text.substr(0, longest);
  const std::size_t all = rest.size();
  const std::string_view fence = trim(take_line(rest));
  if (fence != "---" && fence != "+++") return header_length(text.substr(0, longest));
  bool pairs = false;
  while (!rest.empty()) {
    const std::string_view line = trim(take_line(rest));
    if (line == fence || (fence == "---" && line == "...")) return pairs ? all - rest.size() : 0;
    pairs |= !split_pair(line, fence == "---" ? ':' : '=').name.empty();
  }
  return 0;
}

std::size_t take_front_matter(std::string_view text, Article& article) {
  const std::size_t length = front_matter_length(text);
  if (length > 0) read_lines(text.substr(0, length), text.starts_with("+++") ? '=' : ':', article);
  return length;
}

}  // namespace blotter::reader

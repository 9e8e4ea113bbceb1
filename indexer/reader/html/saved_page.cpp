#include "indexer/reader/html/saved_page.hpp"

#include "indexer/reader/dates.hpp"
#include "indexer/reader/html/html_text.hpp"
#include "indexer/reader/strings.hpp"
#include "indexer/reader/url.hpp"

#include <algorithm>

namespace blotter::reader {
namespace {

constexpr std::size_t head_bytes = 16 << 10;
constexpr std::size_t tail_bytes = 4 << 10;
constexpr std::size_t max_note = 4 << 10;

// The word behind `mark`, up to a blank.
std::string_view word_behind(std::string_view text, std::string_view mark) {
  const std::size_t at = find_fold(text, mark);
  if (at == text.npos) return {};
  text = trim(text.substr(at + mark.size()));
  return text.substr(0, text.find_first_of(" \t\r\n"));
}

std::string_view line_behind(std::string_view text, std::string_view mark) {
  const std::size_t at = find_fold(text, mark);
  if (at == text.npos) return {};
  text = text.substr(at + mark.size());
  return trim(text.substr(0, text.find_first_of("\r\n")));
}

// "saved from url=(0031)https://osh.example/news/1.html"; the number is the length of the address.
void read_browser(std::string_view comment, SavedPage& page) {
  std::string_view url = word_behind(comment, "saved from url=");
  if (url.starts_with('(')) url.remove_prefix(std::min(url.find(')'), url.size() - 1) + 1);
  page.url = url;
}

// "Page saved with SingleFile", then lines "url: …" and "saved date: …".
void read_single_file(std::string_view comment, SavedPage& page) {
  page.url = word_behind(comment, "url:");
  page.collected = day_of(line_behind(comment, "saved date:"));
}

// "Mirrored from osh.example/news/1.html by HTTrack Website Copier/3.x [XR&CO'2014], Thu, 13 Nov 2025 10:12:13 GMT"
void read_httrack(std::string_view comment, SavedPage& page) {
  const std::string_view place = word_behind(comment, "mirrored from ");
  page.url = place.find("://") == place.npos ? "http://" + std::string(place) : std::string(place);
  page.collected = day_of(line_behind(comment, "],"));
}

// "FILE ARCHIVED ON 10:03:04 Nov 13, 2025 AND RETRIEVED FROM THE INTERNET ARCHIVE ON …"
void read_wayback(std::string_view comment, SavedPage& page) {
  const std::string_view line = line_behind(comment, "file archived on ");
  const std::string_view day = line.substr(std::min(line.find(' '), line.size()));  // behind the time
  page.collected = day_of(day.substr(0, day.find(" AND ")));
}

void read_comment(std::string_view comment, SavedPage& page) {
  SavedPage found;
  if (find_fold(comment, "saved from url=") != comment.npos) read_browser(comment, found);
  else if (find_fold(comment, "page saved with singlefile") != comment.npos) read_single_file(comment, found);
  else if (find_fold(comment, "mirrored from ") != comment.npos && find_fold(comment, "httrack") != comment.npos)
    read_httrack(comment, found);
  else if (find_fold(comment, "file archived on ") != comment.npos) read_wayback(comment, found);
  if (page.url.empty() && is_web_url(found.url)) page.url = std::move(found.url);
  if (page.collected.empty()) page.collected = std::move(found.collected);
}

void read_comments(std::string_view text, SavedPage& page) {
  for (std::size_t at = text.find("<!--"); at != text.npos; at = text.find("<!--", at)) {
    at += 4;
    const std::size_t end = text.find("-->", at);
    if (end == text.npos) return;
    read_comment(text.substr(at, std::min(end - at, max_note)), page);
    at = end;
  }
}

// The value of name="…" or content="…" behind `mark`, within its tag.
std::string value_behind(std::string_view text, std::string_view mark, std::string_view name) {
  const std::size_t at = find_fold(text, mark);
  if (at == text.npos) return {};
  std::string_view tag = text.substr(at, std::min(text.find('>', at), text.size()) - at);
  const std::size_t start = find_fold(tag, name);
  if (start == tag.npos || start + name.size() >= tag.size()) return {};
  tag.remove_prefix(start + name.size());
  const char quote = tag.front();
  if (quote != '"' && quote != '\'') return {};
  tag.remove_prefix(1);
  return html_fragment_text(tag.substr(0, tag.find(quote)));
}

// Extensions that note in attributes.
void read_attributes(std::string_view head, SavedPage& page) {
  std::string url = value_behind(head, "name=\"savepage-url\"", "content=");
  if (url.empty()) url = value_behind(head, "data-scrapbook-source=", "data-scrapbook-source=");
  if (page.url.empty() && is_web_url(url)) page.url = std::move(url);
  if (!page.collected.empty()) return;
  page.collected = day_of(value_behind(head, "name=\"savepage-date\"", "content="));
  if (page.collected.empty())
    page.collected = day_of(value_behind(head, "data-scrapbook-create=", "data-scrapbook-create=").substr(0, 8));
}

}  // namespace

SavedPage read_saved_page(std::string_view text) {
  SavedPage page;
  read_comments(text.substr(0, head_bytes), page);
  read_attributes(text.substr(0, head_bytes), page);
  if (text.size() > head_bytes) read_comments(text.substr(std::max(head_bytes, text.size() - tail_bytes)), page);
  SavedPage original = original_of(page.url);
  page.url = std::move(original.url);
  if (page.collected.empty()) page.collected = std::move(original.collected);
  return page;
}

SavedPage original_of(std::string_view url) {
  constexpr std::string_view archive = "://web.archive.org/web/";  // behind http or https
  const std::size_t at = url.find(archive);
  if (at > 5) return {std::string(url), {}};
  std::string_view rest = url.substr(at + archive.size());
  const std::string_view stamp = rest.substr(0, rest.find('/'));
  rest.remove_prefix(std::min(stamp.size() + 1, rest.size()));
  if (stamp.size() < 8 || !std::all_of(stamp.begin(), stamp.begin() + 8, is_digit) || !is_web_url(rest))
    return {std::string(url), {}};
  return {std::string(rest), day_of(stamp.substr(0, 8))};
}

}  // namespace blotter::reader

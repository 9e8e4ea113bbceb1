// Digest: a page of search results pasted as text.  A strip of exchange rates or menu lines, the page's date,
// a line "Viewing results 1 - 6 of 15", then stories: a title on a line of its own, a blank line, the body.
#include "indexer/reader/bytes.hpp"
#include "indexer/reader/dates.hpp"
#include "indexer/reader/emitter.hpp"
#include "indexer/reader/encoding.hpp"
#include "indexer/reader/strings.hpp"
#include "indexer/reader/text/prose.hpp"
#include "indexer/reader/xml/shortcodes.hpp"

#include <string>
#include <vector>

namespace blotter::reader {
namespace {

constexpr std::size_t longest_title = 250;

// "Viewing results 1 - 6 of 15", "Results 1-10 of 200", "Showing 1 to 6 of 15 results"
bool is_counter(std::string_view line) {
  if (line.size() > 80) return false;
  const bool named =
      starts_fold(line, "viewing results") || starts_fold(line, "results ") || starts_fold(line, "showing ");
  std::size_t numbers = 0;
  for (std::size_t i = 0; i < line.size(); ++i)
    if (is_digit(line[i]) && (i == 0 || !is_digit(line[i - 1]))) ++numbers;
  return named && numbers >= 2 && find_fold(line, "of") != line.npos;
}

// "• KGS/USD = 0.01144 0%"
bool is_ticker(std::string_view line) {
  const std::size_t slash = line.find('/');
  if (slash == line.npos || slash < 3 || slash + 4 > line.size() || line.size() > 80) return false;
  const auto code = [](std::string_view s) {
    return std::all_of(s.begin(), s.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  };
  return code(line.substr(slash - 3, 3)) && code(line.substr(slash + 1, 3)) && line.find('=', slash) != line.npos;
}

bool ends_like_prose(std::string_view line) {
  for (const std::string_view end : {".", "!", "?", "…", ".”", ".\"", "?”", "!”", ":", ";", ","})
    if (line.ends_with(end)) return true;
  return false;
}

int recognise(const Sniff& sniff) {
  std::string_view rest = sniff.head;
  if (sniff.met && !sniff.extension.empty() && sniff.extension != "txt" && sniff.extension != "text") return 0;
  for (int lines = 0; lines < 400 && !rest.empty(); ++lines)
    if (is_counter(trim(take_line(rest)))) return !sniff.met || is_prose(rest) ? 70 : 0;
  return 0;
}

struct Paragraphs {
  std::vector<std::string_view> lines;  // not blank, page furniture left out
  std::string published;
};

Paragraphs split(std::string_view text) {
  Paragraphs found;
  bool in_results = false;
  while (!text.empty()) {
    const std::string_view line = trim(take_line(text));
    if (line.empty() || is_ticker(line)) continue;
    if (is_counter(line)) {
      // What stood before is the page's head, unless this is a counter repeated below.
      if (!in_results) found.lines.clear();
      in_results = true;
      continue;
    }
    if (!in_results && found.published.empty())
      if (const auto date = parse_date_line(line)) found.published = day_of(*date);
    found.lines.push_back(line);
  }
  return found;
}

bool is_title(const std::vector<std::string_view>& lines, std::size_t i) {
  return lines[i].size() <= longest_title && !ends_like_prose(lines[i]) && i + 1 < lines.size() &&
         lines[i + 1].size() > lines[i].size();
}

Result<void> read(ByteStream& stream, const ReadContext& context, ArticleSink& sink) {
  Emitter emitter(context, sink, true);
  const auto bytes = read_all(stream, emitter.limits().article_bytes);
  if (!bytes) return tl::unexpected(bytes.error());
  std::string storage;
  const Paragraphs page = split(as_utf8(*bytes, {}, storage));
  if (page.lines.empty()) return fail(ErrorCode::bad_input, "no story in the digest");
  Article article;
  const auto flush = [&] {
    article.body = strip_shortcodes(article.body);
    article.published = page.published;
    if (!article.title.empty() || !article.body.empty()) emitter.emit(std::move(article));
    article = {};
  };
  for (std::size_t i = 0; i < page.lines.size(); ++i) {
    // A title opens a story once the one before has its body.
    if (is_title(page.lines, i) && (article.title.empty() || !article.body.empty())) {
      flush();
      article.title = page.lines[i];
    } else {
      article.body.append(page.lines[i]).push_back('\n');
    }
  }
  flush();
  return {};
}

}  // namespace

extern const Format digest_format;
constinit const Format digest_format{"digest", "search results pasted as text: title, blank line, body", "", recognise,
                                     read};

}  // namespace blotter::reader

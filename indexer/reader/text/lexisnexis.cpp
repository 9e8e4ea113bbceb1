// Downloads of LexisNexis ("1 of 250 DOCUMENTS" above each story, labels in capitals) and of Nexis Uni ("End of
// Document" below each, labels with a capital).
#include "indexer/reader/dates.hpp"
#include "indexer/reader/encoding.hpp"
#include "indexer/reader/strings.hpp"
#include "indexer/reader/text/news_export.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace blotter::reader {
namespace {

using Lines = std::span<const std::string_view>;

constexpr std::size_t max_date = 80;    // of a line that holds a date
constexpr std::size_t head_lines = 40;  // among which the date is
constexpr std::string_view end_of_document = "End of Document";

// "1 of 250 DOCUMENTS"
bool is_counter(std::string_view line) {
  for (const std::string_view end : {" DOCUMENTS", " DOCUMENT"}) {
    if (!line.ends_with(end)) continue;
    const std::string_view numbers = line.substr(0, line.size() - end.size());
    const std::size_t of = numbers.find(" of ");
    const auto is_number = [](std::string_view s) {
      return !s.empty() && s.size() <= 7 && std::all_of(s.begin(), s.end(), is_digit);
    };
    return of != numbers.npos && is_number(numbers.substr(0, of)) && is_number(numbers.substr(of + 4));
  }
  return false;
}

enum class Label : std::uint8_t { none, byline, section, head, body, tail };

constexpr std::array labels{
    std::pair{"byline", Label::byline},         std::pair{"section", Label::section},
    std::pair{"length", Label::head},           std::pair{"dateline", Label::head},
    std::pair{"highlight", Label::head},        std::pair{"series", Label::head},
    std::pair{"distribution", Label::head},     std::pair{"body", Label::body},
    std::pair{"load-date", Label::tail},        std::pair{"language", Label::tail},
    std::pair{"graphic", Label::tail},          std::pair{"publication-type", Label::tail},
    std::pair{"publication type", Label::tail}, std::pair{"classification", Label::tail},
    std::pair{"journal code", Label::tail},     std::pair{"correction-date", Label::tail},
    std::pair{"document-type", Label::tail},    std::pair{"acc-no", Label::tail},
};

// What a line "LABEL: value" is; the labels that are alone on their line have no colon.
std::pair<Label, std::string_view> label_of(std::string_view line) {
  const std::size_t colon = line.find(':');
  const std::string_view name = trim(line.substr(0, colon));
  if (name.empty() || name.front() < 'A' || name.front() > 'Z') return {Label::none, {}};
  for (const auto& [known, label] : labels) {
    if (!equal_fold(name, known)) continue;
    const bool alone = label == Label::body || equal_fold(known, "classification") || equal_fold(known, "graphic");
    if (colon == line.npos && !alone) return {Label::none, {}};
    return {label, colon == line.npos ? std::string_view() : trim(line.substr(colon + 1))};
  }
  return {Label::none, {}};
}

// "November 13, 2025 Thursday 7:12 AM GMT": a line that begins with a date; a headline may hold one.
bool is_date(std::string_view line) {
  if (line.size() > max_date) return false;
  std::size_t end = 0;
  for (int words = 0; words < 3 && end < line.size(); ++words) end = std::min(line.find(' ', end + 1), line.size());
  return parse_date_line(line.substr(0, end)).has_value();
}

// One paragraph from `at` on, which moves behind it.
std::string paragraph(Lines lines, std::size_t& at) {
  std::string text;
  for (; at < lines.size() && !lines[at].empty(); ++at) text.append(text.empty() ? "" : " ").append(lines[at]);
  return text;
}

void skip_blank(Lines lines, std::size_t& at) {
  while (at < lines.size() && lines[at].empty()) ++at;
}

// "Late Edition - Final"
bool is_edition(std::string_view line) { return line.size() < 40 && find_fold(line, " edition") != line.npos; }

// A text has blank lines between paragraphs, which are wrapped; a document has a paragraph a line.
bool has_blank(Lines lines) { return std::find(lines.begin(), lines.end(), std::string_view()) != lines.end(); }

// Where the labels begin; an edition and rights may be between the date and them.
std::size_t below_date(Lines lines, std::size_t date) {
  constexpr std::size_t max_lines = 6;
  for (std::size_t at = date + 1; at < std::min(lines.size(), date + max_lines); ++at)
    if (label_of(lines[at]).first != Label::none) return at;
  return date + 1;
}

// Publisher and date; with a counter the title is below the date, else above the publisher.
std::size_t read_head(Lines lines, bool title_below, Article& article) {
  std::vector<std::string_view> above;
  std::size_t at = 0;
  for (; at < std::min(lines.size(), head_lines) && !is_date(lines[at]); ++at)
    if (!lines[at].empty() && !is_copyright(lines[at]) && label_of(lines[at]).first == Label::none)
      above.push_back(lines[at]);
  const bool dated = at < std::min(lines.size(), head_lines);
  if (!dated) at = 0;
  else article.published = day_of(lines[at]);
  if (dated && !above.empty()) {
    article.source = title_below ? above.front() : above.back();
    if (!title_below)
      for (std::size_t i = 0; i + 1 < above.size(); ++i) article.title += (i > 0 ? " " : "") + std::string(above[i]);
  }
  if (!title_below) return dated ? below_date(lines, at) : at;
  if (dated && has_blank(lines)) (void)paragraph(lines, at);  // an edition below the date
  else if (dated) ++at;
  if (at < lines.size() && is_edition(lines[at])) ++at;
  skip_blank(lines, at);
  for (bool first = true; at < lines.size() && !lines[at].empty() && label_of(lines[at]).first == Label::none;
       first = false)
    article.title.append(first ? "" : " ").append(lines[at++]);
  return at;
}

// Labels, then the text, up to the labels below it.
// Reads a line of the head and the lines that continue it; returns false if the text begins behind them.
bool read_head_line(Lines lines, std::size_t& at, bool wrapped, Article& article) {
  const auto [label, first] = label_of(lines[at++]);
  std::string value(first);
  if (wrapped && (label == Label::byline || label == Label::section))
    for (; at < lines.size() && !lines[at].empty() && label_of(lines[at]).first == Label::none; ++at)
      value.append(" ").append(lines[at]);
  if (label == Label::byline) add_byline(value, article);
  if (label == Label::section) article.keywords.push_back(value.substr(0, value.find(';')));
  return label != Label::body;
}

void read_body(Lines lines, std::size_t at, bool wrapped, Article& article) {
  for (bool in_head = true; in_head && at < lines.size();) {
    const Label label = label_of(lines[at]).first;
    if (label == Label::tail) break;
    in_head = (label != Label::none || lines[at].empty() || is_copyright(lines[at])) &&
              read_head_line(lines, at, wrapped, article);
  }
  std::string body;
  while (at < lines.size() && label_of(lines[at]).first != Label::tail) {
    if (is_copyright(lines[at])) ++at;
    else if (wrapped && !lines[at].empty()) body.append(paragraph(lines, at)).push_back('\n');
    else body.append(lines[at++]).push_back('\n');
  }
  article.body = std::move(body);
}

Article story_of(Lines lines, bool counted) {
  Article article;
  std::size_t start = 0;
  skip_blank(lines, start);
  lines = lines.subspan(start);
  read_body(lines, read_head(lines, counted, article), counted && has_blank(lines), article);
  return article;
}

// The list of contents that Nexis Uni sets before the first story.
Lines without_contents(Lines lines) {
  for (std::size_t i = 0; i < std::min<std::size_t>(lines.size(), 10); ++i) {
    if (!starts_fold(lines[i], "documents (")) continue;
    // Its entries are numbered; the last one is followed by its search.
    std::size_t last = i;
    for (std::size_t j = i + 1; j < lines.size() && !is_date(lines[j]) && lines[j] != end_of_document; ++j) {
      const std::string_view line = lines[j];
      const std::size_t digits = line.find_first_not_of("0123456789");
      const bool numbered = digits != line.npos && digits > 0 && line[digits] == '.';
      if (numbered || starts_fold(line, "client/matter:") || starts_fold(line, "search terms:") ||
          starts_fold(line, "search type:") || starts_fold(line, "narrowed by:") || starts_fold(line, "content type") ||
          starts_fold(line, "news"))
        last = j;
    }
    return lines.subspan(std::min(last + 1, lines.size()));
  }
  return lines;
}

bool has_labels(Lines lines) {
  return std::any_of(lines.begin(), lines.end(), [](std::string_view line) {
    return (starts_fold(line, "length:") && is_word_count(trim(line.substr(7)))) || starts_fold(line, "load-date:");
  });
}

bool has_mark(Lines lines) {
  return std::any_of(lines.begin(), lines.end(),
                     [](std::string_view line) { return is_counter(line) || line == end_of_document; });
}

int recognise(const Sniff& sniff) {
  std::string storage;
  const std::vector<std::string_view> lines = export_lines(as_utf8(sniff.head, {}, storage));
  return has_mark(lines) && has_labels(lines) ? 86 : 0;
}

Result<void> read(ByteStream& stream, const ReadContext& context, ArticleSink& sink) {
  return read_export(lexisnexis_stories, stream, context, sink);
}

}  // namespace

std::optional<std::vector<Article>> lexisnexis_stories(std::string_view text) {
  const std::vector<std::string_view> all = export_lines(text);
  if (!has_mark(all) || !has_labels(all)) return std::nullopt;
  const bool counted = std::any_of(all.begin(), all.end(), is_counter);
  const Lines lines = counted ? Lines(all) : without_contents(all);
  std::vector<Article> stories;
  std::size_t start = 0;
  bool open = !counted;
  const auto close = [&](std::size_t end) {
    if (!open) return;
    Article story = story_of(lines.subspan(start, end - start), counted);
    if (!trim(story.title).empty() || !trim(story.body).empty()) stories.push_back(std::move(story));
  };
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (counted ? !is_counter(lines[i]) : lines[i] != end_of_document) continue;
    close(i);
    start = i + 1;
    open = true;
  }
  if (start < lines.size()) close(lines.size());
  if (stories.empty()) return std::nullopt;
  return stories;
}

extern const Format lexisnexis_format;
constinit const Format lexisnexis_format{"lexisnexis", "stories downloaded from LexisNexis or Nexis Uni", "txt",
                                         recognise, read};

}  // namespace blotter::reader

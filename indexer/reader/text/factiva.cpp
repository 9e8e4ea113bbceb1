// Downloads of Factiva: stories that end with "Document" and their accession number, with two-letter codes before each
// field ("HD  Headline") or without.
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

constexpr std::size_t min_number = 15;
constexpr std::size_t max_number = 40;
constexpr std::size_t max_facts = 12;  // lines between the count of words and the text
constexpr std::size_t max_fact = 100;

// The accession number of "Document LBA0000020251113elbd000ab", with or without the code AN before it; or empty.
std::string_view accession(std::string_view line) {
  if (line.starts_with("AN ") || line.starts_with("AN\t")) line = trim(line.substr(3));
  if (line.starts_with('|')) line = trim(line.substr(1));
  if (!line.starts_with("Document ")) return {};
  line = trim(line.substr(9));
  const bool plain = std::all_of(line.begin(), line.end(), is_ascii_alnum);
  const bool dated = std::count_if(line.begin(), line.end(), is_digit) >= 8;
  return plain && dated && line.size() >= min_number && line.size() <= max_number ? line : std::string_view();
}

constexpr std::array codes{
    std::string_view("SE"),  std::string_view("HD"),  std::string_view("BY"),  std::string_view("CR"),
    std::string_view("WC"),  std::string_view("PD"),  std::string_view("ET"),  std::string_view("SN"),
    std::string_view("SC"),  std::string_view("ED"),  std::string_view("PG"),  std::string_view("VOL"),
    std::string_view("LA"),  std::string_view("CY"),  std::string_view("LP"),  std::string_view("TD"),
    std::string_view("CT"),  std::string_view("RF"),  std::string_view("ART"), std::string_view("CO"),
    std::string_view("IN"),  std::string_view("NS"),  std::string_view("RE"),  std::string_view("IPC"),
    std::string_view("IPD"), std::string_view("PUB"), std::string_view("AN"),  std::string_view("CLM")};

// The code that begins the line, alone on it or with blanks, or the bar between cells, behind it; and what follows.
std::pair<std::string_view, std::string_view> code_of(std::string_view line) {
  if (line.empty() || line[0] < 'A' || line[0] > 'Z') return {};
  const std::size_t end = std::min(line.find_first_of(" \t|"), line.size());
  const std::string_view code = line.substr(0, end);
  if (std::find(codes.begin(), codes.end(), code) == codes.end()) return {};
  std::string_view value = trim(line.substr(end));
  if (value.starts_with('|')) value = trim(value.substr(1));
  // "IN a statement": two words of capitals, or a sentence; codes are set apart by two blanks, a tab or a bar.
  if (!value.empty() && line[end] == ' ' && code != "AN" && line.substr(end, 2) != "  " &&
      trim(line.substr(end)).front() != '|')
    return {};
  return {code, value};
}

bool is_coded(Lines lines) {
  constexpr std::array needed{std::string_view("HD"), std::string_view("WC"), std::string_view("PD"),
                              std::string_view("SN")};
  std::array<bool, needed.size()> found{};
  for (const std::string_view line : lines) {
    const auto* const at = std::find(needed.begin(), needed.end(), code_of(line).first);
    if (at != needed.end()) found[static_cast<std::size_t>(at - needed.begin())] = true;
  }
  return std::find(found.begin(), found.end(), false) == found.end();
}

Article coded_story(Lines lines) {
  Article article;
  std::string_view code;
  for (const std::string_view line : lines) {
    const auto [begins, rest] = code_of(line);
    if (!begins.empty()) code = begins;
    const std::string_view value = begins.empty() ? line : rest;
    if (value.empty()) continue;
    if (code == "HD") article.title += (article.title.empty() ? "" : " ") + std::string(value);
    else if (code == "BY") add_byline(value, article);
    else if (code == "PD" && article.published.empty()) article.published = day_of(value);
    else if (code == "SN" && article.source.empty()) article.source = value;
    else if (code == "SE") article.keywords.emplace_back(value);
    else if (code == "LP" || code == "TD") article.body.append(value).push_back('\n');
  }
  return article;
}

// Of the lines above the count of words: section, headline, author, of which the headline alone is always there.
void read_headline(const std::vector<std::string_view>& above, Article& article) {
  std::size_t first = 0;
  std::size_t end = above.size();
  if (end > 1 && starts_fold(above.back(), "by ")) add_byline(above[--end], article);
  else if (end > 2) add_byline(above[--end], article);
  else if (end == 2 && above[0].size() > above[1].size()) add_byline(above[--end], article);
  if (end - first > 1 && above[0].size() < above[1].size()) article.keywords.emplace_back(above[first++]);
  for (std::size_t i = first; i < end; ++i) article.title += (i > first ? " " : "") + std::string(above[i]);
}

bool is_time(std::string_view line) {
  return line.size() >= 4 && line.size() <= 12 && is_digit(line.front()) && line.find(':') != line.npos;
}

// Headline, count of words, date, time, publisher, its code, language and rights, each on a line; then the text.
Article plain_story(Lines lines) {
  Article article;
  std::size_t at = 0;
  std::vector<std::string_view> above;
  for (; at < lines.size() && !is_word_count(lines[at]); ++at)
    if (!lines[at].empty()) above.push_back(lines[at]);
  if (at == lines.size()) return article;
  // What another story or a list of searches left above is not a headline.
  if (above.size() > 3) above.erase(above.begin(), above.end() - 3);
  read_headline(above, article);
  const std::size_t facts = ++at;
  const std::size_t last = std::min(lines.size(), facts + max_facts);
  const auto rights = std::find_if(lines.begin() + static_cast<std::ptrdiff_t>(facts),
                                   lines.begin() + static_cast<std::ptrdiff_t>(last), is_copyright);
  const auto end = static_cast<std::size_t>(rights - lines.begin());
  for (; at < end && lines[at].size() <= max_fact && !(lines[at].empty() && end == last && at > facts + 2); ++at) {
    if (lines[at].empty()) continue;
    if (article.published.empty()) article.published = day_of(lines[at]);
    else if (article.source.empty() && !is_time(lines[at])) article.source = lines[at];
  }
  if (end < last) at = end + 1;
  for (; at < lines.size(); ++at) article.body.append(lines[at]).push_back('\n');
  return article;
}

bool is_export(Lines lines) {
  const bool ends = std::any_of(lines.begin(), lines.end(), [](std::string_view l) { return !accession(l).empty(); });
  return (ends && std::any_of(lines.begin(), lines.end(), is_word_count)) || is_coded(lines);
}

int recognise(const Sniff& sniff) {
  std::string storage;
  return is_export(export_lines(as_utf8(sniff.head, {}, storage))) ? 86 : 0;
}

Result<void> read(ByteStream& stream, const ReadContext& context, ArticleSink& sink) {
  return read_export(factiva_stories, stream, context, sink);
}

}  // namespace

std::optional<std::vector<Article>> factiva_stories(std::string_view text) {
  const std::vector<std::string_view> all = export_lines(text);
  const Lines lines = all;
  if (!is_export(lines)) return std::nullopt;
  std::vector<Article> stories;
  std::size_t start = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool last = i + 1 == lines.size();
    const std::string_view number = accession(lines[i]);
    if (number.empty() && !last) continue;
    const Lines own = lines.subspan(start, i + (number.empty() ? 1 : 0) - start);
    start = i + 1;
    Article story = is_coded(own) ? coded_story(own) : plain_story(own);
    if (!number.empty()) story.id = "factiva:" + std::string(number);
    if (!trim(story.title).empty() || !trim(story.body).empty()) stories.push_back(std::move(story));
  }
  if (stories.empty()) return std::nullopt;
  return stories;
}

extern const Format factiva_format;
constinit const Format factiva_format{"factiva", "stories downloaded from Factiva", "txt", recognise, read};

}  // namespace blotter::reader

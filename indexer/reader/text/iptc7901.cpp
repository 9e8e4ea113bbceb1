// IPTC 7901 and ANPA 1312 messages: a header between SOH and STX ("KAR5719 4 CRI 76 CRIME"), the text up to ETX, the
// time ("101639 NOV 25") up to EOT.  Many to a file.
#include "indexer/reader/bytes.hpp"
#include "indexer/reader/dates.hpp"
#include "indexer/reader/emitter.hpp"
#include "indexer/reader/encoding.hpp"
#include "indexer/reader/strings.hpp"
#include "indexer/reader/text/markdown.hpp"
#include "indexer/reader/xml/nitf.hpp"

#include <vector>

namespace blotter::reader {
namespace {

constexpr char soh = '\x01';
constexpr char stx = '\x02';
constexpr char etx = '\x03';
constexpr std::size_t max_trailer = 256;  // bytes between ETX and EOT

// "101639 NOV 25": day, hour, minute, month, year.
std::string day_of_stamp(std::string_view stamp) {
  std::vector<std::string_view> parts;
  split_each(stamp, " \r\n", [&parts](std::string_view part) { parts.push_back(part); });
  for (std::size_t i = 0; i + 2 < parts.size(); ++i)
    if (parts[i].size() >= 4 && is_digit(parts[i][0]) && is_digit(parts[i][1]) && is_ascii_alpha(parts[i + 1][0])) {
      std::string date(parts[i].substr(0, 2));
      date.append(" ")
          .append(parts[i + 1])
          .append(" ")
          .append(parts[i + 2].size() == 2 ? "20" : "")
          .append(parts[i + 2]);
      if (std::string day = day_of(date); !day.empty()) return day;
    }
  return day_of(stamp);
}

// What follows category and word count on the header line.
void read_header(std::string_view header, Article& article) {
  std::size_t n = 0;
  bool counted = false;
  split_each(header, " \r\n", [&](std::string_view part) {
    if (++n <= 2) return;
    const bool number = std::all_of(part.begin(), part.end(), is_digit);
    if (number) counted = true;
    else if (counted || n == 3) article.keywords.push_back(lower(part));
  });
}

// The first line is the headline if a blank line follows it.
void read_text(std::string_view text, Article& article) {
  while (!text.empty()) {
    std::string_view rest = text;
    const std::string_view line = trim(take_line(rest));
    if (line.empty()) {
      text = rest;
      continue;
    }
    const std::string_view below = rest.substr(0, rest.find('\n'));
    const bool apart = trim(below).empty() || (below.starts_with("  ") && !text.starts_with("  "));
    if (apart && line.size() < 160) {
      article.title = line;
      text = rest;
    }
    break;
  }
  std::string_view rest = text;
  std::string_view first = trim(take_line(rest));
  if ((starts_fold(first, "by ") || first.starts_with("Автор")) && first.size() < 60) {
    article.authors.push_back(without_by(first));
    text = rest;
  }
  article.body = unwrap_lines(text);
}

// The frame SOH header STX text, and between the two nothing but a line or two of letters, digits and signs.
int recognise(const Sniff& sniff) {
  const std::string_view head = sniff.head.substr(0, 512);
  const std::size_t start = head.find(soh);
  const std::size_t text = head.find(stx, std::min(start, head.size()));
  if (start >= 16 || text == head.npos || text - start < 8) return 0;
  const auto plain = [](char c) { return is_space(c) || (c >= 0x20 && c < 0x7F); };
  const std::string_view header = head.substr(start + 1, text - start - 1);
  const bool words = std::any_of(header.begin(), header.end(), is_ascii_alpha);
  return words && std::all_of(header.begin(), header.end(), plain) &&
                 std::all_of(head.begin(), head.begin() + static_cast<std::ptrdiff_t>(start), plain)
             ? 90
             : 0;
}

Result<void> read(ByteStream& stream, const ReadContext& context, ArticleSink& sink) {
  Emitter emitter(context, sink, false);
  Emitter many(context, sink, true);
  const auto bytes = read_all(stream, emitter.limits().article_bytes);
  if (!bytes) return tl::unexpected(bytes.error());
  std::string storage;
  std::string_view rest = as_utf8(*bytes, context.charset, storage);
  const bool several = std::count(rest.begin(), rest.end(), soh) > 1;
  for (std::size_t at = rest.find(soh); at != rest.npos; at = rest.find(soh)) {
    rest.remove_prefix(at + 1);
    const std::size_t text_at = std::min(rest.find(stx), rest.size());
    const std::size_t text_end =
        std::min(rest.find_first_of(std::string_view("\x01\x03\x04", 3), text_at), rest.size());
    Article article;
    read_header(rest.substr(0, text_at), article);
    if (text_at < rest.size()) read_text(rest.substr(text_at + 1, text_end - text_at - 1), article);
    if (text_end < rest.size() && rest[text_end] == etx) {
      const std::string_view trailer = rest.substr(text_end + 1, max_trailer);
      article.published = day_of_stamp(trailer.substr(0, trailer.find_first_of(std::string_view("\x01\x04", 2))));
    }
    (several ? many : emitter).emit(std::move(article));
    rest.remove_prefix(text_end);
  }
  return {};
}

}  // namespace

extern const Format iptc7901_format;
constinit const Format iptc7901_format{"iptc7901", "IPTC 7901 and ANPA 1312 messages", "iptc anpa txt", recognise,
                                       read};

}  // namespace blotter::reader

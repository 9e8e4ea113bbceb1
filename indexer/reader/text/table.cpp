// CSV and TSV with a header (RFC 4180; separators ',', ';', tab and '|'): one article a row.  Rows are read in a
// bounded buffer, so a table of any size streams.
#include "indexer/reader/bytes.hpp"
#include "indexer/reader/emitter.hpp"
#include "indexer/reader/encoding.hpp"
#include "indexer/reader/html/html_text.hpp"
#include "indexer/reader/strings.hpp"
#include "indexer/reader/text/front_matter.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <vector>

namespace blotter::reader {
namespace {

using Row = std::vector<std::string>;

// Splits a stream into rows; quoted fields may hold separators, line breaks and doubled quotes.
class RowReader {
 public:
  RowReader(ByteStream& stream, char separator, std::size_t limit)
      : stream_(stream), separator_(separator), limit_(limit) {}

  // The next row; an empty optional at the end.  `too_long` rows are given cut.
  Result<std::optional<Row>> next(bool& too_long) {
    Row row;
    std::string field;
    std::size_t size = 0;
    bool quoted = false;
    bool anything = false;
    too_long = false;
    while (true) {
      const auto c = take();
      if (!c) return tl::unexpected(c.error());
      if (!*c) break;
      anything = true;
      if (++size > limit_) too_long = true;
      if (quoted) {
        if (**c != '"') {
          if (!too_long) field.push_back(**c);
        } else if (peek('"')) {
          if (!too_long) field.push_back('"');
        } else {
          quoted = false;
        }
      } else if (**c == '"' && trim(field).empty() && separator_ != '\t') {
        field.clear();
        quoted = true;
      } else if (**c == separator_) {
        row.push_back(std::move(field));
        field.clear();
      } else if (**c == '\n') {
        break;
      } else if (**c != '\r' && !too_long) {
        field.push_back(**c);
      }
    }
    if (!anything) return std::optional<Row>{};
    row.push_back(std::move(field));
    return std::optional<Row>(std::move(row));
  }

 private:
  Result<std::optional<char>> take() {
    while (piece_.empty()) {
      const auto piece = stream_.next();
      if (!piece) return tl::unexpected(piece.error());
      if (piece->empty()) return std::optional<char>{};
      piece_ = *piece;
    }
    const char c = piece_.front();
    piece_.remove_prefix(1);
    return std::optional<char>(c);
  }
  bool peek(char wanted) {
    while (piece_.empty()) {
      const auto piece = stream_.next();
      if (!piece || piece->empty()) return false;
      piece_ = *piece;
    }
    if (piece_.front() != wanted) return false;
    piece_.remove_prefix(1);
    return true;
  }

  ByteStream& stream_;
  char separator_;
  std::size_t limit_;
  std::string_view piece_;
};

char separator_of(std::string_view head) {
  const std::string_view line = head.substr(0, head.find('\n'));
  char best = ',';
  std::ptrdiff_t most = 0;
  for (const char c : {',', '\t', ';', '|'})
    if (const auto count = std::count(line.begin(), line.end(), c); count > most) {
      most = count;
      best = c;
    }
  return best;
}

std::string_view bare(std::string_view name) {
  name = trim(name);
  if (name.size() >= 2 && name.front() == '"' && name.back() == '"') name = name.substr(1, name.size() - 2);
  return name;
}

int recognise(const Sniff& sniff) {
  std::string_view head = sniff.head;
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  const std::string_view line = head.substr(0, std::min(head.find('\n'), std::size_t{4096}));
  int known = 0;
  bool text = false;
  const char separator = separator_of(head);
  split_each(line, std::string_view(&separator, 1), [&](std::string_view name) {
    Article probe;
    if (!set_field(probe, bare(name), "2025-01-01")) return;
    ++known;
    text |= !probe.title.empty() || !probe.body.empty();
  });
  return known >= 2 && text ? 55 : 0;
}

Result<void> read(ByteStream& stream, const ReadContext& context, ArticleSink& sink) {
  Emitter emitter(context, sink, true);
  Utf8Stream utf8(stream, context.charset);
  PeekStream peek(utf8);
  const auto head = peek.head(4096);
  if (!head) return tl::unexpected(head.error());
  RowReader rows(peek, separator_of(*head), emitter.limits().article_bytes);
  bool too_long = false;
  const auto names = rows.next(too_long);
  if (!names) return tl::unexpected(names.error());
  if (!*names) return {};
  for (std::uint64_t number = 2;; ++number) {
    const auto row = rows.next(too_long);
    if (!row) return tl::unexpected(row.error());
    if (!*row) return {};
    if (too_long) {
      emitter.skip();
      emitter.reject(fmt::format("row {}", number), ErrorCode::limit,
                     fmt::format("larger than {} bytes (limit article_bytes)", emitter.limits().article_bytes));
      continue;
    }
    if ((*row)->size() == 1 && trim((*row)->front()).empty()) continue;
    Article article;
    for (std::size_t i = 0; i < std::min((*row)->size(), (*names)->size()); ++i)
      set_field(article, bare((**names)[i]), (**row)[i]);
    if (looks_like_html(article.body)) article.body = html_fragment_text(article.body);
    if (article.title.empty() && article.body.empty()) {
      emitter.skip();
      emitter.reject(fmt::format("row {}", number), ErrorCode::bad_input, "has neither title nor text");
    } else {
      emitter.emit(std::move(article));
    }
  }
}

}  // namespace

extern const Format table_format;
constinit const Format table_format{"table", "CSV or TSV with a header", "csv tsv tab", recognise, read};

}  // namespace blotter::reader

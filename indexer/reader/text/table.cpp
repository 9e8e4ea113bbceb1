// CSV and TSV with a header (RFC 4180; separators ',', ';', tab and '|'): one article a row.  Rows are read in a
// bounded buffer, so a table of any size streams.
#include "indexer/reader/bytes.hpp"
#include "indexer/reader/dates.hpp"
#include "indexer/reader/emitter.hpp"
#include "indexer/reader/encoding.hpp"
#include "indexer/reader/html/html_text.hpp"
#include "indexer/reader/strings.hpp"
#include "indexer/reader/text/front_matter.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

namespace blotter::reader {
namespace {

using Row = std::vector<std::string>;

// Splits a stream into rows; quoted fields may hold separators, line breaks and doubled quotes.  A quotation mark that
// no separator or line's end follows is a letter of its field, and one that is never closed opens nothing.
class RowReader {
 public:
  RowReader(ByteStream& stream, char separator, std::size_t limit)
      : stream_(stream), separator_(separator), limit_(limit) {}

  struct Read {
    Row row;
    bool too_long = false;    // given truncated
    bool open_quote = false;  // a quotation mark was never closed
  };

  // Passes over what is above the header.
  void skip(std::size_t bytes) {
    if (bytes > 0 && has(bytes - 1)) begin_ += bytes;
  }

  // The next row; nullopt at the end.
  Result<std::optional<Read>> next() {
    Read out;
    field_.clear();
    std::size_t size = 0;
    bool anything = false;
    while (more()) {
      anything = true;
      const char c = take();
      out.too_long |= ++size > limit_;
      if (c == '"' && trim(field_).empty() && separator_ != '\t' && !quotes_off_) {
        field_.clear();
        if (!quoted(size)) out.open_quote = quotes_off_ = true;
      } else if (c == separator_) {
        out.row.push_back(std::move(field_));
        field_.clear();
      } else if (c == '\n' || c == '\r') {
        if (c == '\r' && more() && at() == '\n') (void)take();
        break;
      } else if (!out.too_long) {
        field_.push_back(c);
      }
    }
    if (error_) return tl::unexpected(*error_);
    if (!anything) return std::optional<Read>{};
    out.row.push_back(std::move(field_));
    return std::optional<Read>(std::move(out));
  }

 private:
  // The rest of a quoted field.  False when it is not closed within the limit: everything is as before it then.
  bool quoted(std::size_t& size) {
    std::size_t i = 0;
    std::string text;
    for (; has(i) && size + i <= limit_; ++i) {
      const char c = held_[begin_ + i];
      if (c == '"') {
        std::size_t end = i + 1;
        while (has(end) && held_[begin_ + end] == ' ' && separator_ != ' ') ++end;
        const char after = has(end) ? held_[begin_ + end] : '\n';
        if (after == separator_ || after == '\n' || after == '\r') {
          field_ = std::move(text);
          begin_ += end;
          size += end;
          return true;
        }
        if (has(i + 1) && held_[begin_ + i + 1] == '"') ++i;
      }
      text.push_back(c);
    }
    field_ = '"';
    return false;
  }

  // True when the byte `ahead` of the next one is there; what was read before stays.
  bool has(std::size_t ahead) {
    while (begin_ + ahead >= held_.size()) {
      const auto piece = stream_.next();
      if (!piece) error_ = piece.error();
      if (!piece || piece->empty()) return false;
      if (begin_ > held_.size() / 2) {
        held_.erase(0, begin_);
        begin_ = 0;
      }
      held_.append(*piece);
    }
    return true;
  }
  bool more() { return has(0); }
  [[nodiscard]] char at() const { return held_[begin_]; }
  char take() { return held_[begin_++]; }

  ByteStream& stream_;
  char separator_;
  std::size_t limit_;
  std::string held_;  // from begin_ on not taken yet
  std::size_t begin_ = 0;
  std::string field_;
  bool quotes_off_ = false;  // no quotation mark is closed from here on
  std::optional<Error> error_;
};

std::string_view bare(std::string_view name) {
  name = trim(name);
  if (name.size() >= 2 && name.front() == '"' && name.back() == '"') name = name.substr(1, name.size() - 2);
  return trim(name);
}

// Names at least two columns of an article, title or text among them.
bool is_header(std::string_view line, char separator) {
  int known = 0;
  bool text = false;
  split_each(line, std::string_view(&separator, 1), [&](std::string_view name) {
    const Field field = field_of(bare(name));
    known += field != Field::none ? 1 : 0;
    text |= field == Field::title || field == Field::body;
  });
  return known >= 2 && text;
}

struct Header {
  std::size_t start = 0;  // of its line
  char separator = ',';
};

// Among the first lines: exports put a title, a date or "sep=;" above it.
std::optional<Header> find_header(std::string_view text) {
  constexpr int lines = 12;
  std::size_t start = 0;
  for (int i = 0; i < lines && start < text.size(); ++i) {
    const std::size_t end = std::min(text.find_first_of("\r\n", start), text.size());
    const std::string_view line = text.substr(start, std::min(end - start, std::size_t{4096}));
    for (const char separator : {',', '\t', ';', '|'})
      if (line.find(separator) != line.npos && is_header(line, separator)) return Header{start, separator};
    start = end + 1;
  }
  return std::nullopt;
}

int recognise(const Sniff& sniff) {
  const std::string_view e = sniff.extension;
  if (sniff.discovered && !e.empty() && e != "csv" && e != "tsv" && e != "tab" && e != "txt") return 0;
  std::string storage;
  return find_header(as_utf8(sniff.head.substr(0, 16384), {}, storage)) ? 55 : 0;
}

// Excel's number of a day since 30 December 1899, where a cell of dates holds one that was not formatted.
std::string day_of_cell(std::string_view cell) {
  constexpr double first = 15000;  // in 1941
  constexpr double last = 73050;   // in 2099
  constexpr double day_of_unix = 25569;
  const std::string number(trim(cell));
  if (number.size() < 5 || number.find_first_not_of("0123456789.,") != number.npos) return {};
  const double day = std::strtod(number.c_str(), nullptr);
  return number.find_first_not_of("0123456789") >= 5 && day >= first && day < last
             ? day_of_seconds((std::floor(day) - day_of_unix) * 86400)
             : std::string();
}

void set_cell(Article& article, Field field, const std::string& cell) {
  if (field == Field::date)
    if (std::string day = day_of_cell(cell); !day.empty()) return void(article.published = std::move(day));
  set_field(article, field, cell);
}

void deliver(const RowReader::Read& read, const std::vector<Field>& fields, std::uint64_t number, Emitter& emitter) {
  const std::string where = fmt::format("row {}", number);
  if (read.too_long) {
    emitter.skip();
    return emitter.reject(where, ErrorCode::limit,
                          fmt::format("larger than {} bytes (limit article_bytes)", emitter.limits().article_bytes));
  }
  if (read.open_quote)
    emitter.reject(where, ErrorCode::bad_input, "a quotation mark is never closed; from here on they are letters");
  if (read.row.size() == 1 && trim(read.row.front()).empty()) return;
  Article article;
  for (std::size_t i = 0; i < std::min(read.row.size(), fields.size()); ++i) set_cell(article, fields[i], read.row[i]);
  for (std::string* field : {&article.title, &article.body})
    if (looks_like_html(*field)) *field = html_fragment_text(*field);
  if (article.title.empty() && article.body.empty()) {
    emitter.skip();
    emitter.reject(where, ErrorCode::bad_input, "has neither title nor text");
  } else {
    emitter.emit(std::move(article));
  }
}

Result<void> read(ByteStream& stream, const ReadContext& context, ArticleSink& sink) {
  Emitter emitter(context, sink, true);
  Utf8Stream utf8(stream, context.charset);
  PeekStream peek(utf8);
  const auto head = peek.head(64 << 10);
  if (!head) return tl::unexpected(head.error());
  const Header header = find_header(*head).value_or(Header{});
  RowReader rows(peek, header.separator, emitter.limits().article_bytes);
  rows.skip(header.start);
  const auto names = rows.next();
  if (!names) return tl::unexpected(names.error());
  if (!*names) return {};
  std::vector<Field> fields;
  for (const std::string& name : (*names)->row) fields.push_back(field_of(bare(name)));
  for (std::uint64_t number = 2;; ++number) {
    const auto row = rows.next();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return {};
    deliver(**row, fields, number, emitter);
  }
}

}  // namespace

extern const Format table_format;
constinit const Format table_format{"table", "CSV or TSV with a header", "csv tsv tab", recognise, read};

}  // namespace blotter::reader

// JSON lines (one object a line) and JSON arrays of objects, parsed by simdjson.  Lines are read in a bounded
// buffer, so a file of any size streams; an array is split at its elements by a scan of its brackets first.
#include "indexer/reader/bytes.hpp"
#include "indexer/reader/emitter.hpp"
#include "indexer/reader/encoding.hpp"
#include "indexer/reader/json/json_article.hpp"
#include "indexer/reader/json/json_mend.hpp"
#include "indexer/reader/json/json_split.hpp"
#include "indexer/reader/strings.hpp"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <initializer_list>

namespace blotter::reader {
namespace {

class JsonRecords {
 public:
  JsonRecords(const ReadContext& context, ArticleSink& sink) : emitter_(context, sink, true) {}

  // `record` is followed by at least simdjson's padding.
  void read(std::string_view record, const std::string& where) {
    simdjson::dom::element root;
    auto error = parser_.parse(record.data(), record.size(), false).get(root);
    if (error == simdjson::SUCCESS) return take(root, error, where);
    const std::string mended = mend_json(record);
    error = parser_.parse(mended).get(root);
    if (error == simdjson::SUCCESS || !read_several(mended)) take(root, error, where);
  }
  void reject(const std::string& where, ErrorCode code, std::string message) {
    emitter_.skip();
    emitter_.reject(where, code, std::move(message));
  }
  Emitter& emitter() { return emitter_; }

 private:
  // Objects one after the other in one line, each as an article; false when there is nothing but one broken object.
  bool read_several(std::string_view line) {
    MemoryStream memory(line);
    JsonSplitter splitter(memory, emitter_.limits().article_bytes);
    std::size_t read = 0;
    for (auto next = splitter.next(); next && *next; next = splitter.next()) {
      simdjson::dom::element root;
      const auto error = parser_.parse((*next)->text.data(), (*next)->text.size(), false).get(root);
      if (error != simdjson::SUCCESS && read == 0) return false;
      take(root, error, fmt::format("element {}", ++read));
    }
    return read > 0;
  }

  void take(simdjson::dom::element root, simdjson::error_code error, const std::string& where) {
    if (error != simdjson::SUCCESS)
      return reject(where, ErrorCode::bad_input, fmt::format("not JSON: {}", simdjson::error_message(error)));
    simdjson::dom::object object;
    if (root.get(object) != simdjson::SUCCESS) return reject(where, ErrorCode::bad_input, "not a JSON object");
    Article article;
    fill_from_json(object, article);
    if (article.title.empty() && article.body.empty())
      return reject(where, ErrorCode::bad_input, "has neither \"title\" nor \"body\"");
    emitter_.emit(std::move(article));
  }

  simdjson::dom::parser parser_;
  Emitter emitter_;
};

// A line without its blanks and the record separator of JSON text sequences (RFC 7464).
std::string_view record_of(std::string_view line) {
  line = trim(line);
  return line.starts_with('\x1E') ? trim(line.substr(1)) : line;
}

// What was not named must have an article's members: settings, schemas and package files are JSON as well.
bool has_article_members(const Sniff& sniff) {
  const std::string_view head = sniff.head.substr(0, 16384);
  const auto has = [head](std::initializer_list<std::string_view> names) {
    return std::any_of(names.begin(), names.end(), [head](std::string_view name) {
      for (std::size_t at = head.find(name); at != head.npos; at = head.find(name, at + 1)) {
        const std::string_view value = trim(head.substr(at + name.size(), 8));
        if (at > 0 && head[at - 1] == '"' && value.starts_with("\"") && trim(value.substr(1)).starts_with(':'))
          return true;
      }
      return false;
    });
  };
  const bool body = has({"body", "text", "content", "articleBody", "full_text"});
  const bool title = has({"title", "headline", "published", "datePublished", "date"});
  return sniff.extension == "jsonl" || sniff.extension == "ndjson" ? body || title : body && title;
}

int recognise_opening(const Sniff& sniff) {
  std::string storage;
  std::string_view head = record_of(as_utf8(sniff.head.substr(0, 4096), {}, storage));
  if (head.starts_with('[')) {
    head = trim(head.substr(1));
    return head.starts_with('{') ? 60 : 0;
  }
  if (!head.starts_with('{')) return 0;
  head = trim(head.substr(1));
  return head.starts_with('"') ? 60 : head.starts_with('}') ? 30 : 0;
}

int recognise(const Sniff& sniff) {
  const int certainty = recognise_opening(sniff);
  return certainty > 0 && sniff.discovered && !has_article_members(sniff) ? 0 : certainty;
}

Result<void> read_lines(LineReader& lines, Line line, JsonRecords& records, const Limits& limits) {
  while (true) {
    if (line.too_long)
      records.reject(fmt::format("line {}", line.number), ErrorCode::limit,
                     fmt::format("longer than {} bytes (limit article_bytes)", limits.article_bytes));
    else if (const std::string_view record = record_of(line.text); !record.empty())
      records.read(record, fmt::format("line {}", line.number));
    auto next = lines.next();
    if (!next) return tl::unexpected(next.error());
    if (!*next) return {};
    line = **next;
  }
}

// Everything that is not one object a line: an array, or objects spread over lines.
Result<void> read_elements(ByteStream& stream, JsonRecords& records, const Limits& limits) {
  JsonSplitter splitter(stream, limits.article_bytes);
  while (true) {
    auto element = splitter.next();
    if (!element) return tl::unexpected(element.error());
    if (!*element) return {};
    const std::string where = fmt::format("element {}", (*element)->number);
    if ((*element)->too_long)
      records.reject(where, ErrorCode::limit,
                     fmt::format("longer than {} bytes (limit article_bytes)", limits.article_bytes));
    else records.read((*element)->text, where);
  }
}

// One object a line: the first line with anything on it opens and closes an object.
bool one_a_line(std::string_view head) {
  while (!head.empty()) {
    const bool complete = head.find('\n') != head.npos;
    const std::string_view line = record_of(take_line(head));
    if (line.empty()) continue;
    return line.starts_with('{') && (line.ends_with('}') || !complete);
  }
  return true;
}

Result<void> read(ByteStream& stream, const ReadContext& context, ArticleSink& sink) {
  JsonRecords records(context, sink);
  const Limits& limits = records.emitter().limits();
  PeekStream peek(stream);
  const auto head = peek.head(64 << 10);
  if (!head) return tl::unexpected(head.error());
  const std::string encoding = guess_encoding(*head, "UTF-8");
  const bool lines_follow = one_a_line(*head) && encoding == "UTF-8" && !head->starts_with("\xEF\xBB\xBF");
  if (lines_follow) {
    LineReader lines(peek, limits.article_bytes);
    auto first = lines.next();
    if (!first) return tl::unexpected(first.error());
    return *first ? read_lines(lines, **first, records, limits) : Result<void>{};
  }
  Utf8Stream utf8(peek, "UTF-8");
  PeekStream again(utf8);
  const auto start = again.head(64 << 10);
  if (!start) return tl::unexpected(start.error());
  if (!one_a_line(*start)) return read_elements(again, records, limits);
  LineReader lines(again, limits.article_bytes);
  auto first = lines.next();
  if (!first) return tl::unexpected(first.error());
  return *first ? read_lines(lines, **first, records, limits) : Result<void>{};
}

}  // namespace

extern const Format jsonl_format;
constinit const Format jsonl_format{"jsonl", "JSON lines, or a JSON array, of articles", "jsonl ndjson json", recognise,
                                    read};

}  // namespace blotter::reader

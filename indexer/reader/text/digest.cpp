// Digest: pages of search results pasted as text.  A page has a head (a strip of exchange rates or menu lines, the
// page's date, often a line "Viewing results 1 - 6 of 15"), then stories: a title on a line of its own, a blank line,
// the body.  Several pages may follow one another.
#include "indexer/reader/bytes.hpp"
#include "indexer/reader/dates.hpp"
#include "indexer/reader/emitter.hpp"
#include "indexer/reader/encoding.hpp"
#include "indexer/reader/strings.hpp"
#include "indexer/reader/text/prose.hpp"
#include "indexer/reader/xml/shortcodes.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace blotter::reader {
namespace {

constexpr std::size_t max_title = 250;      // bytes
constexpr std::size_t max_furniture = 80;   // of a menu line, a date, a row of page numbers
constexpr std::size_t min_body = 80;        // of a story's paragraph
constexpr std::size_t min_title_words = 4;  // where nothing but the layout shows a page of results
constexpr std::size_t max_head_lines = 400;

// "Viewing results 1 - 6 of 15", "Results 1-10 of 200", "Showing 1 to 6 of 15 results"
bool is_counter(std::string_view line) {
  if (line.size() > max_furniture) return false;
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
  if (slash == line.npos || slash < 3 || slash + 4 > line.size() || line.size() > max_furniture) return false;
  const auto code = [](std::string_view s) {
    return std::all_of(s.begin(), s.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  };
  return code(line.substr(slash - 3, 3)) && code(line.substr(slash + 1, 3)) && line.find('=', slash) != line.npos;
}

bool ends_like_prose(std::string_view line) {
  for (const std::string_view end :
       {".", "!", "?", "…", ".”", ".\"", "?”", "!”", ":", ";", ",", ".»", "…]", "...]", ".)"})
    if (line.ends_with(end)) return true;
  return false;
}

enum class LineKind : std::uint8_t { text, ticker, counter, date };

struct Line {
  std::string_view text;
  LineKind kind = LineKind::text;
  bool apart = true;  // a blank line, or nothing, follows
  std::string day;    // of a date
};

// The lines that are not blank, one at a time: there may be millions.
class LineReader {
 public:
  explicit LineReader(std::string_view text) : rest_(text) { skip_blank(); }

  std::optional<Line> next() {
    if (rest_.empty()) return std::nullopt;
    Line line;
    line.text = trim(take_line(rest_));
    if (is_ticker(line.text)) line.kind = LineKind::ticker;
    else if (is_counter(line.text)) line.kind = LineKind::counter;
    else if (const auto date = parse_date_line(line.text)) line.day = day_of(*date);
    if (!line.day.empty()) line.kind = LineKind::date;
    line.apart = skip_blank() || rest_.empty();
    return line;
  }

 private:
  // Returns whether a blank line was there.
  bool skip_blank() {
    bool any = false;
    for (std::string_view after = rest_; !rest_.empty() && trim(take_line(after)).empty(); any = true) rest_ = after;
    return any;
  }

  std::string_view rest_;
};

// The lines from one on, as many as are known.
using Lines = std::span<const Line>;

bool is_title(Lines lines) {
  const Line& line = lines.front();
  if (line.kind != LineKind::text || line.text.size() > max_title || ends_like_prose(line.text)) return false;
  // A story's own date may be between title and body.
  const std::size_t next = lines.size() > 1 && lines[1].kind == LineKind::date ? 2 : 1;
  return next < lines.size() && lines[next].kind == LineKind::text && lines[next].text.size() > line.text.size();
}

bool is_body(const Line& line) {
  return line.kind == LineKind::text && line.text.size() >= min_body && ends_like_prose(line.text);
}

// A title as a page of results sets it: a blank line, then the body.
bool opens_story(Lines lines) {
  if (!is_title(lines) || std::string_view("#*->|{[").find(lines.front().text.front()) != std::string_view::npos)
    return false;
  const bool dated = lines[1].kind == LineKind::date;
  return (lines.front().apart || dated) && is_body(lines[dated ? 2 : 1]);
}

std::size_t words_in(std::string_view line) {
  return 1 + static_cast<std::size_t>(std::count(line.begin(), line.end(), ' '));
}

// Whether titles and single paragraphs alternate from the end of the head to the end of the text, as often as the head
// leaves doubt: subheadings in an article look much the same.
bool repeats_layout(Lines lines) {
  std::size_t at = 0;
  std::size_t tickers = 0;
  bool dated = false;
  for (; at < lines.size() && !opens_story(lines.subspan(at)); ++at) {
    if (lines[at].text.size() > max_furniture) return false;
    if (lines[at].kind == LineKind::ticker) ++tickers;
    if (lines[at].kind == LineKind::date) dated = true;
  }
  std::size_t stories = 0;
  bool long_titles = true;
  while (at < lines.size()) {
    if (lines[at].kind != LineKind::text ||
        (stories > 0 && lines[at].text.size() <= max_furniture && !is_title(lines.subspan(at)))) {
      ++at;  // the foot of a page, or the head of the next
      continue;
    }
    if (!opens_story(lines.subspan(at))) {
      if (at + 1 != lines.size()) return false;
      break;  // cut off
    }
    if (words_in(lines[at].text) < min_title_words) long_titles = false;
    ++stories;
    at += lines[at + 1].kind == LineKind::date ? 3 : 2;
  }
  if (tickers >= 2) return stories >= 2;
  if (dated) return stories >= 3;
  return stories >= 4 && long_titles;
}

int recognise(const Sniff& sniff) {
  if (sniff.discovered && !sniff.extension.empty() && sniff.extension != "txt" && sniff.extension != "text") return 0;
  std::string storage;
  std::string_view rest = as_utf8(sniff.head, {}, storage);
  const std::string_view all = rest;
  for (std::size_t lines = 0; lines < max_head_lines && !rest.empty(); ++lines)
    if (is_counter(trim(take_line(rest)))) return !sniff.discovered || is_prose(rest) ? 70 : 0;
  std::vector<Line> lines;
  LineReader reader(all);
  for (auto line = reader.next(); line && lines.size() < max_head_lines; line = reader.next())
    lines.push_back(std::move(*line));
  if (sniff.head.size() >= 4096 && lines.size() > 2) lines.pop_back();  // perhaps cut by the end of the head
  return repeats_layout(lines) && (!sniff.discovered || is_prose(all)) ? 30 : 0;
}

// Parts the lines into stories.
class Pages {
 public:
  Pages(std::string_view text, Emitter& emitter) : reader_(text), emitter_(emitter), counted_(holds_counter(text)) {}

  void read() {
    std::vector<Line> lines;  // one and what shows whether it is a title
    while (true) {
      for (auto line = std::optional<Line>(); lines.size() < 3 && (line = reader_.next());)
        lines.push_back(std::move(*line));
      if (lines.empty()) break;
      switch (lines.front().kind) {
        case LineKind::ticker: begin_head(); break;
        case LineKind::counter: end_head(); break;
        case LineKind::date: date(lines.front()); break;
        case LineKind::text: text(lines); break;
      }
      lines.erase(lines.begin());
    }
    flush();
  }
  [[nodiscard]] bool is_empty() const { return stories_ == 0; }

 private:
  static bool holds_counter(std::string_view text) {
    while (!text.empty())
      if (const std::string_view line = trim(take_line(text)); is_counter(line) && !is_ticker(line)) return true;
    return false;
  }

  // What is above the first line of a page's head, and is not a story, belongs to the foot of the page before.
  void drop_furniture() {
    while (!body_.empty()) {
      std::string_view last(body_.data(), body_.size() - 1);
      last.remove_prefix(last.rfind('\n') + 1);
      if (last.size() > max_furniture || ends_like_prose(last)) return;
      body_.resize(body_.size() - last.size() - 1);
    }
  }
  void add_to_body(std::string_view paragraph) { body_.append(paragraph).push_back('\n'); }
  void begin_head() {
    if (in_head_) return;
    drop_furniture();
    flush();
    in_head_ = true;
    page_day_.clear();
  }
  void end_head() {
    if (!in_head_) {  // a counter below its page, or a head without rates above
      drop_furniture();
      const std::string day = trailing_.day;
      trailing_ = {};
      flush();
      if (!day.empty()) page_day_ = day;
    }
    in_head_ = false;
  }
  void date(const Line& line) {
    if (in_head_) {
      if (page_day_.empty()) page_day_ = line.day;
    } else if (!title_.empty() && body_.empty()) {
      own_day_ = line.day;
    } else {
      trailing_ = line;  // of the story, or of a page that begins
    }
  }
  void text(Lines lines) {
    // Above the first counter menus may look like stories.
    if (in_head_ && (stories_ > 0 || !counted_) && opens_story(lines)) in_head_ = false;
    if (in_head_) return;
    // A title opens a story once the one before has its body.
    if (is_title(lines) && (title_.empty() || !body_.empty())) {
      flush();
      title_ = lines.front().text;
    } else {
      if (!trailing_.text.empty()) add_to_body(trailing_.text);
      trailing_ = {};
      add_to_body(lines.front().text);
    }
  }
  void flush() {
    Article article;
    if (own_day_.empty()) own_day_ = trailing_.day;
    article.title = title_;
    article.body = strip_shortcodes(body_);
    const bool own = !own_day_.empty() && (page_day_.empty() || own_day_ <= page_day_);
    article.published = own ? own_day_ : page_day_;
    article.published_by_page = !own && !page_day_.empty();
    if (!article.title.empty() || !article.body.empty()) {
      emitter_.emit(std::move(article));
      ++stories_;
    }
    title_ = {};
    body_.clear();
    own_day_.clear();
    trailing_ = {};
  }

  LineReader reader_;
  Emitter& emitter_;
  bool counted_;
  bool in_head_ = true;
  std::size_t stories_ = 0;
  std::string page_day_;
  std::string_view title_;
  std::string body_;  // each paragraph with a line break
  std::string own_day_;
  Line trailing_;  // a date below the body
};

Result<void> read(ByteStream& stream, const ReadContext& context, ArticleSink& sink) {
  Emitter emitter(context, sink, true);
  const auto bytes = read_all(stream, emitter.limits().article_bytes);
  if (!bytes) return tl::unexpected(bytes.error());
  std::string storage;
  const std::string_view text = as_utf8(*bytes, {}, storage);
  Pages pages(text, emitter);
  pages.read();
  if (pages.is_empty()) return fail(ErrorCode::bad_input, "no story in the digest");
  return {};
}

}  // namespace

extern const Format digest_format;
constinit const Format digest_format{"digest", "search results pasted as text: title, blank line, body", "", recognise,
                                     read};

}  // namespace blotter::reader

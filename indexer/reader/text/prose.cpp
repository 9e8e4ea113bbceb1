#include "indexer/reader/text/prose.hpp"

#include "common/text/characters.hpp"
#include "common/text/utf8.hpp"
#include "indexer/reader/encoding.hpp"
#include "indexer/reader/strings.hpp"

#include <algorithm>
#include <cstddef>
#include <string>

namespace blotter::reader {
namespace {

constexpr std::size_t max_bytes = 16 << 10;
constexpr std::size_t min_words = 20;
constexpr std::size_t min_run = 6;  // words that follow each other with nothing but blanks and commas between them

struct Counts {
  std::size_t words = 0;
  std::size_t letters = 0;
  std::size_t digits = 0;
  std::size_t code = 0;  // signs that programs are full of
  std::size_t others = 0;
  std::size_t max_run = 0;
  std::size_t in_runs = 0;  // words in runs of min_run or more
  [[nodiscard]] std::size_t all() const { return letters + digits + code + others; }
};

// Between the words of a sentence.
bool joins_words(char32_t c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == ',' || c == '-' || c == '\'' || c == 0x2019 ||
         c == 0x2013 || c == 0x2014 || c == 0xA0 || c == '"' || c == 0xAB || c == 0xBB || c == 0x201C || c == 0x201D ||
         c == 0xAD || (c >= 0x2BB && c <= 0x2BD) || (c >= 0x300 && c < 0x370);
}

class Counter {
 public:
  void add(char32_t c) {
    if (c < 0x80 ? is_ascii_alpha(static_cast<char>(c)) : text::is_letter(c)) {
      ++counts.letters;
      if (!in_word_ || (c >= 0xE00 && text::is_of_unspaced_script(c))) word();
      in_word_ = true;
      return;
    }
    in_word_ = false;
    if (c == '\n' && line_break_) end_run();  // a blank line
    line_break_ = c == '\n' || (line_break_ && (c == ' ' || c == '\r' || c == '\t'));
    if (!joins_words(c) && !(c >= '0' && c <= '9')) end_run();
    if (c < 0x80 && is_space(static_cast<char>(c))) return;
    if (c >= '0' && c <= '9') ++counts.digits;
    else if (c < 0x80 && std::string_view("{}<>;=|\\_#$@^~[]`/*").find(static_cast<char>(c)) != std::string_view::npos)
      ++counts.code;
    else ++counts.others;
  }
  void end_run() {
    counts.max_run = std::max(counts.max_run, run_);
    if (run_ >= min_run) counts.in_runs += run_;
    run_ = 0;
  }
  Counts counts;

 private:
  void word() {
    ++counts.words;
    ++run_;
    line_break_ = false;
  }
  bool in_word_ = false;
  bool line_break_ = false;
  std::size_t run_ = 0;
};

// "2025-11-13 10:00:01 …", "[12.345] …", "Nov 13 10:00:01 host …": most lines begin with a time.
bool is_log(std::string_view text) {
  std::size_t lines = 0;
  std::size_t stamped = 0;
  while (!text.empty()) {
    const std::string_view line = trim(take_line(text));
    if (line.empty()) continue;
    ++lines;
    const std::string_view front = line.substr(0, 24);
    const auto digits = std::count_if(front.begin(), front.end(), is_digit);
    const auto colon = std::count(front.begin(), front.end(), ':');
    stamped += digits >= 5 && (colon >= 1 || front.starts_with('[')) ? 1u : 0u;
  }
  return lines >= 3 && stamped * 2 > lines;
}

}  // namespace

bool is_prose(std::string_view head) {
  std::string storage;
  const std::string_view text = as_utf8(head.substr(0, max_bytes), {}, storage);
  Counter counter;
  for (std::size_t at = 0; at < text.size();) counter.add(text::next_code_point(text, at));
  counter.end_run();
  const Counts& n = counter.counts;
  return n.words >= min_words && n.letters * 10 >= n.all() * 7 && n.digits * 5 <= n.all() && n.code * 20 <= n.all() &&
         n.in_runs * 3 >= n.words && !is_log(text);
}

}  // namespace blotter::reader

#include "indexer/reader/json/json_mend.hpp"

#include "common/text/utf8.hpp"
#include "indexer/reader/strings.hpp"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <charconv>
#include <cstddef>

namespace blotter::reader {
namespace {

constexpr std::size_t max_digits = 18;  // of an integer that surely has 64 bits

bool starts_number(std::string_view word) {
  if (word.starts_with('-') || word.starts_with('+')) word.remove_prefix(1);
  if (word.starts_with('.')) word.remove_prefix(1);
  return !word.empty() && is_digit(word[0]);
}

class Mender {
 public:
  explicit Mender(std::string_view json) : json_(json) { out_.reserve(json.size() + 16); }

  std::string run() {
    while (at_ < json_.size()) {
      const char c = json_[at_];
      if (c == '"') string();
      else if (is_ascii_alpha(c) || c == '-' || c == '+' || c == '.' || is_digit(c)) word();
      else sign(c);
    }
    return std::move(out_);
  }

 private:
  // The code unit of the escape (\u and four hexadecimal digits) at `at`, or -1.
  [[nodiscard]] int code_unit(std::size_t at) const {
    if (at + 6 > json_.size() || json_[at] != '\\' || json_[at + 1] != 'u') return -1;
    int value = 0;
    const char* start = json_.data() + at + 2;
    const auto [end, error] = std::from_chars(start, start + 4, value, 16);
    return error == std::errc() && end == start + 4 ? value : -1;
  }

  void string() {
    out_ += json_[at_++];
    while (at_ < json_.size()) {
      const char c = json_[at_];
      if (c == '\\') {
        escape();
        continue;
      }
      ++at_;
      if (static_cast<unsigned char>(c) < 0x20) out_ += fmt::format("\\u{:04x}", static_cast<int>(c));
      else out_ += c;
      if (c == '"') return;
    }
  }

  void escape() {
    const char next = at_ + 1 < json_.size() ? json_[at_ + 1] : '"';
    if (next == 'u') return unicode_escape();
    if (next == 'x') return hexadecimal_escape();
    if (std::string_view("\"\\/bfnrt").find(next) != std::string_view::npos) out_.append({'\\', next});
    else if (static_cast<unsigned char>(next) >= 0x20) out_ += next;
    at_ += 2;
  }

  void unicode_escape() {
    const int unit = code_unit(at_);
    if (unit < 0) {
      at_ += 2;  // "\u" and no number
      return;
    }
    const bool high = unit >= 0xD800 && unit < 0xDC00;
    const int low = high ? code_unit(at_ + 6) : -1;
    const bool pair = low >= 0xDC00 && low < 0xE000;
    if (pair) out_.append(json_.substr(at_, 12));
    else if (unit >= 0xD800 && unit < 0xE000) out_ += "\\ufffd";
    else out_.append(json_.substr(at_, 6));
    at_ += pair ? 12 : 6;
  }

  // \x27, of JavaScript.
  void hexadecimal_escape() {
    int value = 0;
    const std::string_view digits = json_.substr(std::min(at_ + 2, json_.size()), 2);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
    const bool known = error == std::errc() && end == digits.data() + 2;
    out_ += known ? fmt::format("\\u{:04x}", value) : std::string("x");
    at_ += known ? 4 : 2;
  }

  // A number or a name, up to the next sign or blank.
  void word() {
    std::size_t end = at_;
    while (end < json_.size() && (is_ascii_alnum(json_[end]) || std::string_view("+-._").find(json_[end]) < 4)) ++end;
    const std::string_view word = json_.substr(at_, end - at_);
    at_ = end;
    const std::string_view digits = word.substr(word.starts_with('-') ? 1 : 0);
    const bool integer = !digits.empty() && std::all_of(digits.begin(), digits.end(), is_digit);
    const bool plain = integer && digits.size() <= max_digits && digits[0] != '0';
    if (starts_number(word) && !plain && ((integer && digits.size() > max_digits) || !is_number(word)))
      out_.append("\"").append(word).append("\"");
    else if (equal_fold(word, "true") || equal_fold(word, "false")) out_ += lower(word);
    else if (!digits.empty() && is_ascii_alpha(digits[0])) out_ += "null";  // NaN, Infinity, None, undefined
    else out_ += word;
  }

  void sign(char c) {
    ++at_;
    if (c == '}' || c == ']') {
      std::size_t end = out_.size();
      while (end > 0 && is_space(out_[end - 1])) --end;
      if (end > 0 && out_[end - 1] == ',') out_.erase(end - 1);
    }
    out_ += c;
  }

  // True for a number as JSON writes it and a parser can hold it: not 007, .5, 5. or 1e999.
  bool is_number(std::string_view word) {
    return parser_.parse(simdjson::padded_string(word)).error() == simdjson::SUCCESS;
  }

  simdjson::dom::parser parser_;
  std::string_view json_;
  std::size_t at_ = 0;
  std::string out_;
};

}  // namespace

std::string mend_json(std::string_view json) {
  if (text::is_utf8(json)) return Mender(json).run();
  const std::string repaired = text::repair_utf8(json);
  return Mender(repaired).run();
}

}  // namespace blotter::reader

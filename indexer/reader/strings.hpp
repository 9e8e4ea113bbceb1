// Small ASCII string tools of the readers.  Nothing here depends on the locale.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace blotter::reader {

[[nodiscard]] constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
[[nodiscard]] constexpr bool is_ascii_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
[[nodiscard]] constexpr bool is_ascii_alnum(char c) { return is_digit(c) || is_ascii_alpha(c); }
[[nodiscard]] constexpr bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
[[nodiscard]] constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

[[nodiscard]] constexpr std::string_view trim(std::string_view s) {
  while (!s.empty() && is_space(s.front())) s.remove_prefix(1);
  while (!s.empty() && is_space(s.back())) s.remove_suffix(1);
  return s;
}

[[nodiscard]] inline std::string lower(std::string_view s) {
  std::string out(s);
  for (char& c : out) c = lower(c);
  return out;
}

[[nodiscard]] constexpr bool equal_fold(std::string_view a, std::string_view b) {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == lower(y); });
}
[[nodiscard]] constexpr bool starts_fold(std::string_view s, std::string_view start) {
  return s.size() >= start.size() && equal_fold(s.substr(0, start.size()), start);
}
// Returns the offset of `what` in `s`, ASCII case ignored; npos if it is not there.
[[nodiscard]] constexpr std::size_t find_fold(std::string_view s, std::string_view what, std::size_t from = 0) {
  if (what.empty()) return from <= s.size() ? from : s.npos;
  const char low = lower(what[0]);
  const char up = low >= 'a' && low <= 'z' ? static_cast<char>(low - 32) : low;
  std::size_t at_low = s.find(low, from);
  std::size_t at_up = up == low ? s.npos : s.find(up, from);
  for (std::size_t at = std::min(at_low, at_up); at != s.npos; at = std::min(at_low, at_up)) {
    if (s.size() - at < what.size()) return s.npos;
    if (equal_fold(s.substr(at, what.size()), what)) return at;
    (at == at_low ? at_low : at_up) = s.find(s[at], at + 1);
  }
  return s.npos;
}

// Calls `each(piece)` for the pieces between separators, trimmed, empty ones left out.
template <class Each>
void split_each(std::string_view s, std::string_view separators, Each&& each) {
  while (!s.empty()) {
    const std::size_t end = std::min(s.find_first_of(separators), s.size());
    if (const std::string_view piece = trim(s.substr(0, end)); !piece.empty()) each(piece);
    s.remove_prefix(std::min(end + 1, s.size()));
  }
}

// Takes the next line off `rest` (without its end).
[[nodiscard]] constexpr std::string_view take_line(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('\n'), rest.size());
  std::string_view line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

}  // namespace blotter::reader

#include "common/text/edit_distance.hpp"

#include "common/text/tokeniser.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace blotter::text {

std::uint32_t edit_distance(std::u32string_view a, std::u32string_view b, std::uint32_t limit) {
  const std::size_t gap = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  if (gap > limit) return limit + 1;
  std::array<std::vector<std::uint32_t>, 3> rows;  // two back, one back, this
  for (auto& row : rows) row.resize(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) rows[1][j] = static_cast<std::uint32_t>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto& now = rows[2];
    now[0] = static_cast<std::uint32_t>(i);
    std::uint32_t least = now[0];
    for (std::size_t j = 1; j <= b.size(); ++j) {
      now[j] = std::min({rows[1][j] + 1, now[j - 1] + 1, rows[1][j - 1] + (a[i - 1] == b[j - 1] ? 0u : 1u)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) now[j] = std::min(now[j], rows[0][j - 2] + 1);
      least = std::min(least, now[j]);
    }
    if (least > limit) return limit + 1;
    std::rotate(rows.begin(), rows.begin() + 1, rows.end());
  }
  return std::min(rows[1][b.size()], limit + 1);
}

bool glob_match(std::u32string_view pattern, std::u32string_view text) {
  std::size_t p = 0;
  std::size_t t = 0;
  std::size_t star = pattern.size();  // the last star seen, and where its run began
  std::size_t mark = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == U'*') {
      star = p++;
      mark = t;
    } else if (p < pattern.size() && (pattern[p] == U'?' || pattern[p] == text[t])) {
      ++p;
      ++t;
    } else if (star < pattern.size()) {
      p = star + 1;
      t = ++mark;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == U'*') ++p;
  return p == pattern.size();
}

std::u32string to_characters(std::string_view text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto lead = static_cast<unsigned char>(text[at++]);
    const int more = lead < 0x80 ? 0 : lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : lead >= 0xc0 ? 1 : -1;
    char32_t c = lead < 0x80 ? lead : more > 0 ? lead & (0x3fu >> more) : 0xfffdu;
    for (int i = 0; i < more && at < text.size(); ++i) c = (c << 6) | (static_cast<unsigned char>(text[at++]) & 0x3fu);
    out += c;
  }
  return out;
}

std::string nearest_name(std::string_view typed, const std::vector<std::string>& names) {
  const std::u32string wanted = to_characters(normalise_word(typed));
  if (wanted.empty()) return {};
  std::uint32_t least = std::clamp<std::uint32_t>(static_cast<std::uint32_t>(wanted.size()) / 3, 1, 2) + 1;
  std::string nearest;
  std::string beginning;
  std::size_t beginnings = 0;
  for (const std::string& name : names) {
    const std::u32string characters = to_characters(normalise_word(name));
    if (const std::uint32_t edits = edit_distance(wanted, characters, least - 1); edits < least) {
      least = edits;
      nearest = name;
    }
    if (wanted.size() > 1 && characters.starts_with(wanted) && ++beginnings == 1) beginning = name;
  }
  return nearest.empty() && beginnings == 1 ? beginning : nearest;
}

}  // namespace blotter::text

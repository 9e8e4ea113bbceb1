// Text for the screen: colours, columns, lines.
#pragma once

#include "searcher/answer/answer.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace blotter::present {

// What a piece of text is; colours follow from it.
enum class TextStyle : std::uint8_t { plain, bold, dim, match, good, bad, bar };

// A piece of a line in one style.
struct Span {
  std::string text;  // printable, without escape sequences
  TextStyle style = TextStyle::plain;
  bool reversed = false;
  friend bool operator==(const Span&, const Span&) = default;
};
using StyledLine = std::vector<Span>;

// Returns the text in that style, or as it is without colour.
[[nodiscard]] std::string styled(std::string_view text, TextStyle style, bool color);

// Returns the columns that a text takes on a terminal: wide East Asian characters two, combining ones none (UAX #11,
// through ICU). Escape sequences of ours take none.
[[nodiscard]] std::size_t display_width(std::string_view text);
// Returns the text truncated to that many columns, with an ellipsis when it was longer.  Without escape sequences.
[[nodiscard]] std::string fit(std::string_view text, std::size_t width);
// Returns the text filled up with spaces; escape sequences allowed.
[[nodiscard]] std::string pad(std::string text, std::size_t width);

inline constexpr std::size_t no_mark = static_cast<std::size_t>(-1);
// Returns the snippet made printable, wrapped into lines of at most `width` columns, at most `lines` of them (0: all);
// its marks have the style `match`, and the one of the number `chosen` is reversed.
[[nodiscard]] std::vector<StyledLine> wrap_spans(const search::Snippet& snippet, std::size_t width, std::size_t lines,
                                                 TextStyle base, std::size_t chosen = no_mark);
// Returns the same as text, its marks styled, wrapped into lines of at most `width` columns, at most `lines` of them
// (0: all).
[[nodiscard]] std::vector<std::string> wrap(const search::Snippet& snippet, std::size_t width, std::size_t lines,
                                            TextStyle base, bool color);

// Returns a bar of `share` (0 to 1) of `width` columns in eighths, at least an eighth when share > 0.
[[nodiscard]] std::string bar(double share, std::size_t width);

}  // namespace blotter::present

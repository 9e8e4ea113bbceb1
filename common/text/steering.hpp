// Characters that change how the text around them is shown.
#pragma once

#include <string>
#include <string_view>

namespace blotter::text {

// Returns whether a terminal or a viewer obeys the character and does not show it: controls (C0, DEL, C1), line and
// paragraph separators, the byte order mark, and what directs bidirectional text (UAX #9, section 2; Unicode TR36,
// section 2). No output carries these from an article; joiners (U+200C, U+200D) are letters' own and are not among
// them.
[[nodiscard]] constexpr bool steers_display(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x061C || c == 0x200E || c == 0x200F ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

// Returns the text with what steers the display, and every byte that is not UTF-8, as %XX, one per byte: for
// identifiers and addresses, which programs pass on.
[[nodiscard]] std::string percent_encode_steering(std::string_view bytes);

// Returns the bytes that %XX stand for; what is not an escape stays as it is.
[[nodiscard]] std::string percent_decode(std::string_view text);

}  // namespace blotter::text

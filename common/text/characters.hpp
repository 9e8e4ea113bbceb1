// What a character is, by the Unicode Character Database (UAX #44); a code point that is none is nothing of all this.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace blotter::text {

[[nodiscard]] bool is_letter(char32_t c);
[[nodiscard]] bool is_letter_or_digit(char32_t c);
[[nodiscard]] bool is_lower(char32_t c);
[[nodiscard]] char32_t to_lower(char32_t c);

// A letter of a script that puts no blanks between words (Han, kana, Thai), so that it may be a word alone.
[[nodiscard]] bool is_of_unspaced_script(char32_t c);

// False for what occurs in no text: controls that are not white space, what is not assigned, private use, U+FFFD.
[[nodiscard]] bool is_text(char32_t c);

// Returns the columns that a terminal gives it: 0 for marks, formats and controls, 2 for wide East Asian characters
// (UAX #11).
[[nodiscard]] std::size_t columns_of(char32_t c);

// Lower case of valid UTF-8 by the rules that are of no language.
[[nodiscard]] std::string to_lower(std::string_view valid);

}  // namespace blotter::text

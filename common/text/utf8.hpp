// Bytes from outside become text here: valid UTF-8 (Unicode Standard, section 3.9), Normalization Form C (UAX
// #15), no control characters.  Everything below is linear and touches plain text once.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace blotter::text {

[[nodiscard]] bool is_utf8(std::string_view bytes);

// Valid UTF-8 whatever the bytes: every maximal ill-formed part becomes one U+FFFD (Unicode Standard, table
// 3-8).
[[nodiscard]] std::string repair_utf8(std::string_view bytes);

// Normalization Form C of valid UTF-8.
[[nodiscard]] std::string to_nfc(std::string_view valid);

// Returns what Article::title and other one-line fields hold: repaired, NFC, no controls, single spaces, trimmed.
[[nodiscard]] std::string clean_line(std::string_view bytes);

// Returns what Article::body holds: repaired, NFC, no controls but '\n'; runs of line breaks and the blanks around
// them become one '\n', tabs and no-break spaces become spaces, ends trimmed.
[[nodiscard]] std::string clean_body(std::string_view bytes);
// The same, into a buffer that keeps its capacity.
void clean_body(std::string_view bytes, std::string& out);

void append_utf8(char32_t code_point, std::string& out);

// Returns the code point at `at` (valid UTF-8), which moves behind it.
[[nodiscard]] char32_t next_code_point(std::string_view valid, std::size_t& at);

// Returns the longest prefix of at most `bytes` bytes that does not cut a character.
[[nodiscard]] std::string_view truncate_utf8(std::string_view valid, std::size_t bytes);

}  // namespace blotter::text

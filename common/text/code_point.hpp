// Reads one character of UTF-8 that may be malformed.
#pragma once

#include <cstddef>
#include <string_view>

namespace blotter::text {

struct CodePoint {
  char32_t code = 0;
  std::size_t length = 0;  // bytes; 0: malformed at this byte
};

// Returns the first code point of well-formed UTF-8 (Unicode Standard, table 3-7).
[[nodiscard]] constexpr CodePoint first_code_point(std::string_view text) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  const auto tail = [&](std::size_t i) { return (byte(i) & 0xC0u) == 0x80u; };
  const unsigned lead = byte(0);
  if (text.empty()) return {};
  if (lead < 0x80) return {lead, 1};
  if (lead >= 0xC2 && lead <= 0xDF && tail(1)) return {((lead & 0x1Fu) << 6) | (byte(1) & 0x3Fu), 2};
  if (lead >= 0xE0 && lead <= 0xEF && tail(1) && tail(2)) {
    const char32_t code = ((lead & 0x0Fu) << 12) | ((byte(1) & 0x3Fu) << 6) | (byte(2) & 0x3Fu);
    if (code >= 0x800 && !(code >= 0xD800 && code <= 0xDFFF)) return {code, 3};
  }
  if (lead >= 0xF0 && lead <= 0xF4 && tail(1) && tail(2) && tail(3)) {
    const char32_t code =
        ((lead & 0x07u) << 18) | ((byte(1) & 0x3Fu) << 12) | ((byte(2) & 0x3Fu) << 6) | (byte(3) & 0x3Fu);
    if (code >= 0x10000 && code <= 0x10FFFF) return {code, 4};
  }
  return {};
}

}  // namespace blotter::text

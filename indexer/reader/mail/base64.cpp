#include "indexer/reader/mail/base64.hpp"

#include "indexer/reader/strings.hpp"

#include <cstdint>

namespace blotter::reader {
namespace {

int value_of(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (is_digit(c)) return c - '0' + 52;
  if (c == '+' || c == '-') return 62;
  return c == '/' || c == '_' ? 63 : -1;
}

int hex_of(char c) {
  if (is_digit(c)) return c - '0';
  const char low = lower(c);
  return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

}  // namespace

std::optional<std::string> decode_base64(std::string_view text) {
  std::string out;
  out.reserve(text.size() / 4 * 3);
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    if (is_space(c)) continue;
    if (c == '=') break;
    const int value = value_of(c);
    if (value < 0) return std::nullopt;
    bits = (bits << 6) | static_cast<std::uint32_t>(value);
    if ((count += 6) >= 8) out.push_back(static_cast<char>((bits >> (count -= 8)) & 0xFF));
  }
  return out;
}

std::string decode_quoted_printable(std::string_view text, bool underscores) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i] == '_' && underscores ? ' ' : text[i];
    if (c == '=' && i + 2 < text.size() && hex_of(text[i + 1]) >= 0 && hex_of(text[i + 2]) >= 0) {
      out.push_back(static_cast<char>(hex_of(text[i + 1]) * 16 + hex_of(text[i + 2])));
      i += 2;
    } else if (c == '=' && i + 1 < text.size() && text[i + 1] == '\n') {
      ++i;
    } else if (c == '=' && i + 2 < text.size() && text[i + 1] == '\r' && text[i + 2] == '\n') {
      i += 2;
    } else {
      out.push_back(c);
    }
  }
  return out;
}

}  // namespace blotter::reader

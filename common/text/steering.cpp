#include "common/text/steering.hpp"

#include "common/text/code_point.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>

namespace blotter::text {

std::string percent_encode_steering(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size());
  while (!bytes.empty()) {
    const CodePoint c = first_code_point(bytes);
    const std::string_view character = bytes.substr(0, std::max<std::size_t>(c.length, 1));
    bytes.remove_prefix(character.size());
    if (c.length > 0 && !steers_display(c.code)) out += character;
    else
      for (const char byte : character)
        fmt::format_to(std::back_inserter(out), "%{:02X}", static_cast<unsigned char>(byte));
  }
  return out;
}

std::string percent_decode(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned value = 0;
    const char* const digits = text.data() + i + 1;
    const bool escape =
        text[i] == '%' && i + 2 < text.size() && std::from_chars(digits, digits + 2, value, 16).ptr == digits + 2;
    out += escape ? static_cast<char>(value) : text[i];
    if (escape) i += 2;
  }
  return out;
}

}  // namespace blotter::text

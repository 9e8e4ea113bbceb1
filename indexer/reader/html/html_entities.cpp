#include "indexer/reader/html/html_entities.hpp"

#include <libxml/HTMLparser.h>

#include <array>
#include <charconv>
#include <string>

namespace blotter::reader {
namespace {

constexpr std::array<char16_t, 32> windows_1252 = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                   0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                                   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                   0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

}  // namespace

char32_t character_of_reference(std::string_view reference) {
  if (reference.size() < 2) return 0;
  if (reference[0] != '#') {
    if (reference == "apos") return '\'';
    const htmlEntityDesc* known = htmlEntityLookup(reinterpret_cast<const xmlChar*>(std::string(reference).c_str()));
    return known != nullptr ? known->value : 0;
  }
  const bool hex = reference[1] == 'x' || reference[1] == 'X';
  const std::string_view digits = reference.substr(hex ? 2 : 1);
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, hex ? 16 : 10);
  if (error != std::errc() || end != digits.data() + digits.size() || value == 0 || value > 0x10FFFF) return 0;
  if (value >= 0x80 && value < 0xA0) return windows_1252[value - 0x80];
  return value >= 0xD800 && value < 0xE000 ? U'\uFFFD' : static_cast<char32_t>(value);
}

}  // namespace blotter::reader

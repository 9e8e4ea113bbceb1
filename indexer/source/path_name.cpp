#include "indexer/source/path_name.hpp"

#include "common/text/utf8.hpp"

#include <fmt/format.h>

namespace blotter::source {
namespace {

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F'); }

// Bytes of the UTF-8 character that begins there; 0 when none does.
std::size_t character_at(std::string_view bytes) {
  for (std::size_t size = 1; size <= std::min<std::size_t>(4, bytes.size()); ++size)
    if (text::is_utf8(bytes.substr(0, size))) return size;
  return 0;
}

bool is_control(std::string_view character) {
  const auto first = static_cast<unsigned char>(character.front());
  if (character.size() == 1) return first < 0x20 || first == 0x7F;
  return first == 0xC2 && static_cast<unsigned char>(character[1]) < 0xA0;
}

bool looks_encoded(std::string_view bytes) {
  return bytes.size() >= 3 && bytes[0] == '%' && is_hex(bytes[1]) && is_hex(bytes[2]);
}

}  // namespace

std::string path_name(std::string_view bytes) {
  std::string name;
  name.reserve(bytes.size());
  for (std::size_t at = 0; at < bytes.size();) {
    const std::string_view rest = bytes.substr(at);
    const std::size_t size = character_at(rest);
    const std::string_view character = rest.substr(0, std::max<std::size_t>(size, 1));
    const bool stays = size > 0 && !is_control(character) && !looks_encoded(rest);
    if (stays) name += character;
    else
      for (const char c : character) fmt::format_to(std::back_inserter(name), "%{:02X}", static_cast<unsigned char>(c));
    at += character.size();
  }
  return name;
}

}  // namespace blotter::source

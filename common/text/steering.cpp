#include "common/text/steering.hpp"

#include "common/text/code_point.hpp"

#include <fmt/format.h>

#include <algorithm>
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

}  // namespace blotter::text

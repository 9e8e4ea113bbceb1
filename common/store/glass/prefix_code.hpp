// Huffman codes as deflate has them: canonical, with a limited length.  Source: RFC 1951, 3.2.2.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace blotter::glass {

struct PrefixCode {
  struct Symbol {
    std::uint16_t bits = 0;  // the first bit of the code lowest, as deflate writes them
    std::uint8_t length = 0;
  };
  std::vector<Symbol> symbols;

  // Returns a complete code for symbols of these frequencies (at least two, none 0), none longer than `limit`, which
  // has room.
  [[nodiscard]] static PrefixCode of(std::span<const std::uint32_t> frequencies, unsigned limit);
  // Returns the code of these lengths; 0 for a symbol that does not occur.
  [[nodiscard]] static PrefixCode of_lengths(std::span<const std::uint8_t> lengths);
};

}  // namespace blotter::glass

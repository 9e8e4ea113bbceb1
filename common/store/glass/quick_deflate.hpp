// A deflate coder for many short texts that are like one another, such as stories and termlists.  Source: RFC 1951.
//
// A general coder clears a large table, looks for repetitions and works out a Huffman code for every text.  In a few
// kilobytes there is little repetition to find: nearly all that is gained comes from the Huffman code.  So this one
// codes bytes only, with a code trained on the texts before.  The streams are ordinary ones.
#pragma once

#include "common/store/glass/byte_buffer.hpp"
#include "common/store/glass/prefix_code.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace blotter::glass {

class QuickDeflater {
 public:
  QuickDeflater();

  // Appends `text` to `out` as a whole stream; false, with `out` as it was, if that would not be shorter.
  bool append(ByteBuffer& out, std::string_view text);

 private:
  // A code for bytes and the end, and the bits that introduce it.
  struct Block {
    PrefixCode code;
    std::vector<char> header;       // whole bytes, then…
    std::uint64_t header_rest = 0;  // …these bits
    unsigned header_rest_bits = 0;
  };

  [[nodiscard]] static Block fixed_block();
  [[nodiscard]] Block trained_block() const;
  void train(std::string_view text);

  Block fixed_ = fixed_block();
  Block trained_ = fixed_;
  std::vector<std::uint32_t> counts_;
  std::size_t seen_ = 0;         // bytes since the last update
  std::size_t next_update_ = 0;  // after this many bytes
};

}  // namespace blotter::glass

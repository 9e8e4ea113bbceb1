// One block of a glass B-tree while it is filled in key order.
// Format source: xapian-core 1.4.22, backends/glass/glass_table.h (macros and item layouts).
//
//   0  revision, 4 bytes big-endian        | the directory, two bytes an item, grows up from byte 11;
//   4  level, 0 for a leaf                 | the items themselves fill the block from its end down
//   5  largest free piece, 2 bytes         |
//   7  free bytes in all, 2 bytes          | leaf item:   length - 3 with flags (2), key length (1), key,
//   9  end of the directory, 2 bytes       |              number of the piece (2) unless it is the first, tag
//  11  directory                           | branch item: child (4), key length (1), key, number of the piece
//  (2)
#pragma once

#include "common/store/glass/limits.hpp"
#include "common/store/glass/pack.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace blotter::glass {

// The parts of an item.
inline constexpr std::size_t item_head = 3;   // of a leaf: length with flags, key length
inline constexpr std::size_t piece_size = 2;  // the number of the piece
inline constexpr std::size_t child_size = 4;
inline constexpr std::uint32_t compressed_flag = 0x8000;
inline constexpr std::uint32_t last_flag = 0x4000;
inline constexpr std::uint32_t first_flag = 0x2000;
inline constexpr std::uint32_t length_mask = 0x1fff;

class Block {
 public:
  static constexpr std::size_t header = 11;
  static constexpr std::size_t level_at = 4;
  static constexpr std::size_t directory_end_at = 9;
  static constexpr std::size_t directory_entry = 2;
  static constexpr std::size_t capacity = block_size - header;

  Block() = default;

  void reset() {
    directory_end_ = header;
    items_begin_ = block_size;
  }
  [[nodiscard]] bool empty() const { return directory_end_ == header; }
  [[nodiscard]] std::size_t free_bytes() const { return items_begin_ - directory_end_; }
  [[nodiscard]] bool fits(std::size_t item) const { return item + directory_entry <= free_bytes(); }

  // Room for the next item, which fits.
  char* add(std::size_t item) {
    items_begin_ -= item;
    put_be16(bytes_ + directory_end_, static_cast<std::uint32_t>(items_begin_));
    directory_end_ += directory_entry;
    return bytes_ + items_begin_;
  }

  // Returns the finished block; items stay as they are.
  [[nodiscard]] std::string_view seal(std::uint32_t level) {
    const auto free = static_cast<std::uint32_t>(free_bytes());
    put_be32(bytes_, first_revision);
    bytes_[4] = static_cast<char>(level);
    put_be16(bytes_ + 5, free);
    put_be16(bytes_ + 7, free);
    put_be16(bytes_ + 9, static_cast<std::uint32_t>(directory_end_));
    std::memset(bytes_ + directory_end_, 0, free);
    return {bytes_, block_size};
  }

 private:
  std::size_t directory_end_ = header;
  std::size_t items_begin_ = block_size;
  char bytes_[block_size];
};

}  // namespace blotter::glass

// Reads the items of a stored block, which may be damaged (block.hpp has the layout).  Damage is a
// Xapian::DatabaseCorruptError.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace blotter::glass {

using BlockBytes = std::span<const unsigned char>;

// An item of a branch, which leads to a child, or of a leaf: a tag, or a piece of one.
struct StoredItem {
  std::string_view key;
  std::string_view tag;     // of a leaf
  std::uint32_t child = 0;  // of a branch
  bool is_first = false;    // piece of its tag
  bool is_last = false;
  bool is_compressed = false;
};

[[nodiscard]] std::uint32_t revision_of(BlockBytes block);
[[nodiscard]] std::size_t level_of(BlockBytes block);
// Returns the number of items in the block's directory.
[[nodiscard]] std::size_t count_items(BlockBytes block);
// Returns an item, which refers to the block.
[[nodiscard]] StoredItem item_of(BlockBytes block, std::size_t number);

// Returns the docid that put_sortable() wrote as the end of a key.
[[nodiscard]] std::uint32_t docid_in(std::string_view end_of_key);

[[noreturn]] void throw_damaged();

}  // namespace blotter::glass

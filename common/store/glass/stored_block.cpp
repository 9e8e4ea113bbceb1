#include "common/store/glass/stored_block.hpp"

#include "common/store/database.hpp"
#include "common/store/glass/block.hpp"

#include <bit>

namespace blotter::glass {
namespace {

std::string_view text(BlockBytes block, std::size_t from, std::size_t size) {
  if (from > block.size() || size > block.size() - from) throw_damaged();
  return {reinterpret_cast<const char*>(block.data()) + from, size};
}

std::uint32_t number_at(BlockBytes block, std::size_t at, std::size_t size) {
  std::uint32_t number = 0;
  for (const char byte : text(block, at, size)) number = number << 8U | static_cast<unsigned char>(byte);
  return number;
}

}  // namespace

void throw_damaged() { throw Xapian::DatabaseCorruptError("a table of the index is damaged"); }

std::uint32_t revision_of(BlockBytes block) { return number_at(block, 0, Block::level_at); }

std::size_t level_of(BlockBytes block) { return number_at(block, Block::level_at, 1); }

std::size_t count_items(BlockBytes block) {
  const std::size_t end = number_at(block, Block::directory_end_at, 2);
  if (end < Block::header || end > block.size()) throw_damaged();
  return (end - Block::header) / Block::directory_entry;
}

StoredItem item_of(BlockBytes block, std::size_t number) {
  const std::size_t at = number_at(block, Block::header + number * Block::directory_entry, Block::directory_entry);
  StoredItem item;
  if (level_of(block) > 0) {
    item.child = number_at(block, at, child_size);
    item.key = text(block, at + child_size + 1, number_at(block, at + child_size, 1));
    return item;
  }
  const std::uint32_t length = number_at(block, at, 2);
  const std::size_t key_size = number_at(block, at + 2, 1);
  const std::string_view rest = text(block, at + item_head, length & length_mask);
  item.is_first = (length & first_flag) != 0;
  item.is_last = (length & last_flag) != 0;
  const std::size_t head = key_size + (item.is_first ? 0 : piece_size);
  item.is_compressed = (length & compressed_flag) != 0;
  if (head > rest.size()) throw_damaged();
  item.key = rest.substr(0, key_size);
  item.tag = rest.substr(head);
  return item;
}

// The leading ones of the first byte say how many bytes follow.
std::uint32_t docid_in(std::string_view end_of_key) {
  if (end_of_key.empty()) throw_damaged();
  const auto first = static_cast<unsigned char>(end_of_key[0]);
  const auto ones = static_cast<std::size_t>(std::countl_one(first));
  if (end_of_key.size() != ones + 2 || ones > 3) throw_damaged();
  std::uint32_t value = first & (0xffU >> (ones + 1));
  for (const char byte : end_of_key.substr(1)) value = value << 8U | static_cast<unsigned char>(byte);
  return value;
}

}  // namespace blotter::glass

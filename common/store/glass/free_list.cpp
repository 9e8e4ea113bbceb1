#include "common/store/glass/free_list.hpp"

#include "common/store/glass/block.hpp"
#include "common/store/glass/stored_tables.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace blotter::glass {
namespace {

// A block of the list (xapian-core 1.4.22, backends/glass/glass_freelist.cc): revision (4 bytes), its level (1), three
// bytes, numbers of blocks in 4 bytes each, big end first, and last the number of the list's next block.
constexpr unsigned char free_list_level = 254;
constexpr std::uint64_t first_at = 8;
constexpr std::uint64_t max_unwritten = 1U << 16;

// A position in the list: a block and the offset in it.
struct ListPosition {
  std::uint64_t block = 0;
  std::uint64_t at = 0;
  bool operator==(const ListPosition&) const = default;
};

std::optional<ListPosition> next_position(NumberReader& in) {
  const auto block = in.get();
  const auto quarter = in.get();
  return block && quarter ? std::optional(ListPosition{*block, *quarter * 4}) : std::nullopt;
}

// Blocks of a table, each of which has one use.
class Blocks {
 public:
  explicit Blocks(std::uint64_t count) : used_(count) {}
  // False when there is no such block or it is taken.
  bool take(std::uint64_t number) {
    if (number >= used_.size() || used_[number]) return false;
    used_[number] = true;
    return true;
  }

 private:
  std::vector<bool> used_;
};

// Whether each block of the list from `at` to `end` is free.
bool is_free(const BlockFile& file, std::uint64_t block_size, ListPosition at, const ListPosition& end,
             Blocks& blocks) {
  const std::uint64_t next_at = block_size - 4;
  std::vector<unsigned char> bytes(block_size);
  while (true) {
    if (!blocks.take(at.block) || !file.read(at.block * block_size, bytes) || bytes[Block::level_at] != free_list_level)
      return false;
    const bool last = at.block == end.block;
    const std::uint64_t stop = last ? end.at : next_at;
    if (at.at < first_at || at.at > stop || stop > next_at) return false;
    for (; at.at < stop; at.at += 4)
      if (!blocks.take(number_at(bytes, at.at, 4))) return false;
    if (last) return true;
    at = {number_at(bytes, next_at, 4), first_at};
  }
}

bool is_sound(const std::string& path, const StoredTable& table) {
  NumberReader in(table.free_list);
  (void)in.get();  // revision
  const auto blocks = in.get();
  const auto begin = next_position(in);
  const auto end = next_position(in);
  if (!blocks || !begin || !end) return table.absent;
  if (*begin == *end) return true;
  const BlockFile file(path);
  const std::optional<TreeBlocks> tree = tree_blocks(file, table);
  if (!tree) return true;  // whoever reads it will see
  // A block may be made and freed before it is written.
  if (*blocks > 2 * (file.size() / table.block_size) + max_unwritten) return false;
  Blocks free(*blocks);
  for (const auto* used : {&tree->branches, &tree->leaves})
    for (const std::uint64_t block : *used)
      if (!free.take(block)) return false;
  return is_free(file, table.block_size, *begin, *end, free);
}

}  // namespace

std::optional<std::string> damaged_free_list(const std::string& dir) {
  if (const auto database = stored_tables(dir))
    for (const StoredTable& table : database->tables)
      if (!is_sound(dir + "/" + table.file, table)) return table.file;
  return std::nullopt;
}

}  // namespace blotter::glass

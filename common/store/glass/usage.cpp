#include "common/store/glass/usage.hpp"

#include "common/store/glass/stored_tables.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace blotter::glass {
namespace {

constexpr std::size_t free_at = 7;  // in a block: two bytes, how much of it is free
constexpr std::uint64_t leaf_sample = 512;
// Items do not fill a block to the last byte: what a compaction leaves free as well, of a hundred.
constexpr std::uint64_t usual_slack = 3;

// What the items of the leaves take, by a sample of them.
std::optional<std::uint64_t> bytes_in_leaves(const BlockFile& file, std::uint64_t block_size,
                                             const std::vector<std::uint64_t>& leaves) {
  const std::uint64_t step = 1 + leaves.size() / leaf_sample;
  std::uint64_t used = 0;
  std::uint64_t seen = 0;
  std::vector<unsigned char> header(free_at + 2);
  for (std::uint64_t i = 0; i < leaves.size(); i += step, ++seen) {
    if (!file.read(leaves[i] * block_size, header)) return std::nullopt;
    const std::uint64_t free = number_at(header, free_at, 2);
    if (free > block_size) return std::nullopt;
    used += block_size - free;
  }
  return seen == 0 ? 0 : used * leaves.size() / seen;
}

std::uint64_t reclaimable_in(const std::string& path, const StoredTable& table) {
  const BlockFile file(path);
  const std::optional<TreeBlocks> tree = tree_blocks(file, table);
  if (!tree) return 0;
  const std::optional<std::uint64_t> used = bytes_in_leaves(file, table.block_size, tree->leaves);
  if (!used) return 0;
  const std::uint64_t needed = tree->branches.size() * table.block_size + *used + *used * usual_slack / 100;
  const std::uint64_t size = file.size();
  return size > needed ? size - needed : 0;
}

}  // namespace

std::uint64_t reclaimable_bytes(const std::string& dir) {
  std::uint64_t total = 0;
  if (const auto database = stored_tables(dir))
    for (const StoredTable& table : database->tables) total += reclaimable_in(dir + "/" + table.file, table);
  return total;
}

}  // namespace blotter::glass

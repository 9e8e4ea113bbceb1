// A glass table written from the bottom up: entries come in key order, leaves fill one after the other, and
// each full block is entered in the level above.  Every byte is written once, front to back, and blocks are
// full, as after a compaction.  Format source: xapian-core 1.4.22, backends/glass/glass_table.cc (add,
// enter_key_above_leaf, enter_key_above_branch) and glass_freelist.h.
#pragma once

#include "common/store/glass/block.hpp"
#include "common/store/glass/table_file.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace blotter::glass {

// What the version file says of a table.
struct TableRoot {
  std::uint32_t block = 0;
  std::uint32_t level = 0;
  std::uint64_t entries = 0;
  std::uint32_t blocks = 0;  // 0: the file does not exist
  std::uint32_t compress_minimum = 0;
};

class TableBuilder {
 public:
  // Creates the file.  `compress_minimum` is written down for the library that changes the table later.
  TableBuilder(const std::string& path, std::uint32_t compress_minimum);

  // Appends an entry; keys rise strictly, by bytes.  Throws GlassError for a key out of order or too long, or a
  // tag too large, and when the disk is full.
  void add(std::string_view key, std::string_view tag, bool compressed = false);

  // Writes what remains; the builder is used up.
  TableRoot finish(bool sync);

  [[nodiscard]] std::uint64_t entries() const { return entries_; }

 private:
  struct Branch {
    Block block;
    std::string separator;  // what divides this block from the one before it
    std::uint32_t piece = 0;
    bool any_written = false;
  };

  char* begin_item(std::string_view key, std::uint32_t piece, std::size_t tag_size, std::uint32_t flags);
  [[nodiscard]] std::size_t first_room(std::string_view key) const;
  void add_pieces(std::string_view key, std::string_view tag, std::uint32_t flags);
  void next_leaf(std::string_view key, std::uint32_t piece);
  void close_leaf();
  void enter(std::size_t level, std::uint32_t child, std::string_view separator, std::uint32_t piece);
  void close_branch(std::size_t level);
  std::uint32_t write(Block& block, std::size_t level);

  TableFile file_;
  std::uint32_t compress_minimum_;
  std::uint32_t blocks_ = 0;
  std::uint64_t entries_ = 0;
  Block leaf_;
  std::string leaf_separator_;
  std::uint32_t leaf_piece_ = 0;
  std::vector<std::unique_ptr<Branch>> branches_;  // level 1 first
  std::array<char, max_key_length> last_key_{};
  std::size_t last_length_ = 0;
};

}  // namespace blotter::glass

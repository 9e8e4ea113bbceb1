// Where the blocks of a glass database's tables are, by its version file and the branches of its trees.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace blotter::glass {

// A regular file, read in whole pieces.
class BlockFile {
 public:
  explicit BlockFile(const std::string& path);
  ~BlockFile();
  BlockFile(const BlockFile&) = delete;
  BlockFile& operator=(const BlockFile&) = delete;
  // 0 when it cannot be read.
  [[nodiscard]] std::uint64_t size() const;
  // False unless all of it is there.
  [[nodiscard]] bool read(std::uint64_t offset, std::vector<unsigned char>& bytes) const;

 private:
  int file_;
};

// Returns the number that these bytes of a block hold, big end first.  Inside `block`.
[[nodiscard]] std::uint64_t number_at(const std::vector<unsigned char>& block, std::size_t at, std::size_t size);

// Reads the variable-length numbers of a version file; every get() after its end gives nothing.
class NumberReader {
 public:
  explicit NumberReader(std::vector<unsigned char> bytes, std::size_t at = 0) : bytes_(std::move(bytes)), at_(at) {}
  std::optional<std::uint64_t> get();
  // The next `count` bytes, or as many as there are.
  std::vector<unsigned char> take(std::uint64_t count);

 private:
  std::vector<unsigned char> bytes_;
  std::size_t at_;
};

struct StoredTable {
  std::string file;         // "postlist.glass"
  std::uint64_t block = 0;  // the root
  std::uint64_t level = 0;  // of the root; 0 is a leaf
  std::uint64_t block_size = 0;
  bool absent = true;
  std::vector<unsigned char> free_list;  // its numbers, as the version file has them
};

struct StoredDatabase {
  std::uint64_t revision = 0;
  std::vector<StoredTable> tables;
};

// Returns what the version file in `dir` says; nothing when it cannot be read.
[[nodiscard]] std::optional<StoredDatabase> stored_tables(const std::string& dir);

struct TreeBlocks {
  std::vector<std::uint64_t> branches;
  std::vector<std::uint64_t> leaves;
};

// Returns the blocks that the table's tree reaches, by reading its branches; nothing when it is absent or damaged.
[[nodiscard]] std::optional<TreeBlocks> tree_blocks(const BlockFile& file, const StoredTable& table);

}  // namespace blotter::glass

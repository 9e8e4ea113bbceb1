// Checks every block of Xapian's tables as it is read.
//
// A glass table has no checksums: a flipped bit in a posting list is another list, and a wrong count.  Blotter keeps
// the checksum of every block in a file of its own (index_folder.hpp).  Xapian reads blocks by the C library's
// pread, which this module defines for the whole program (symbol interposition, as an allocator replaces malloc): a
// block that does not have its checksum is not returned, and Xapian reports an error instead.  Only the
// registered tables are checked; all other reading goes straight to the kernel.
//
// Blocks that were written after the checksums were made carry a higher revision and pass unchecked; so do blocks of a
// table's free list, which Xapian changes in place and no reader uses.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <sys/types.h>

namespace blotter::store {

inline constexpr std::size_t table_block = 8192;  // bytes; Xapian's default, which no writer of ours changes

// The checksums of one table.
struct TableChecksums {
  std::string name;                       // "postlist.glass", for messages
  std::span<const std::uint64_t> blocks;  // XXH3, by number
  std::uint64_t revision = 0;             // for which they were made
};

// Returns whether the block was written after the checksums were made, or may have been: it is behind the table's end
// of then, has a higher revision, or belongs to the free list.
[[nodiscard]] bool is_newer(const TableChecksums& table, std::uint64_t number, const char* block);

// Returns whether the block has its checksum, or is newer; `block` has table_block bytes.
[[nodiscard]] bool is_sound(const TableChecksums& table, std::uint64_t number, const char* block);

// Checks all reading of the table that is open as `descriptor`, by whatever part of the program, as long as this object
// lives.  The caller keeps the descriptor and what `table` refers to for as long.  Of several registrations of
// one file the one with the highest revision counts.
class TableGuard {
 public:
  TableGuard(int descriptor, const TableChecksums& table);
  TableGuard(const TableGuard&) = delete;
  TableGuard& operator=(const TableGuard&) = delete;
  ~TableGuard();

 private:
  dev_t device_ = 0;
  ino_t inode_ = 0;
  TableChecksums table_;
};

// Returns and clears the last error of this thread's reads ("block 12 of postlist.glass is damaged").
[[nodiscard]] std::optional<std::string> take_damage();

}  // namespace blotter::store

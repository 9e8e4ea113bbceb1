// A table of an open database, mapped: its blocks are read where they are, where Xapian copies a block for every few
// items that it gives.
#pragma once

#include "common/store/glass/stored_block.hpp"
#include "common/store/index_folder.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace blotter::glass {

// Threads may share one.  A writer uses the blocks of old revisions again: such a block has a higher revision than the
// database that we read, so what was read of a block counts only if check_block() or check_unchanged() passes
// afterwards; these throw Xapian::DatabaseModifiedError.
class MappedTable {
 public:
  // Refers to a table ("postlist.glass") of the database that is open in the folder at `revision`.
  MappedTable(std::shared_ptr<const store::IndexFolder> folder, store::Revision revision, const char* file);
  ~MappedTable();
  MappedTable(const MappedTable&) = delete;
  MappedTable& operator=(const MappedTable&) = delete;

  // Maps the table at the first call.  Returns false where that cannot be done, as when a run has changed the database
  // since it was opened: then Xapian has to read it.  The members below are for when it was done.
  [[nodiscard]] bool map();

  // Returns whether the table has no block at all.
  [[nodiscard]] bool empty() const { return bytes_ == nullptr; }
  [[nodiscard]] std::uint64_t root() const { return root_; }
  [[nodiscard]] std::uint64_t level() const { return level_; }  // of the root; 0 is a leaf
  // Returns a block, which is checked against the index's checksums when it is first asked for.  Throws
  // Xapian::DatabaseCorruptError unless it is sound and of that level.
  [[nodiscard]] BlockBytes block(std::uint64_t number, std::uint64_t level);
  // Throws when a writer has written over this block.
  void check_block(std::uint64_t number) const;
  // Throws when a writer has written over any block that was asked for.
  void check_unchanged() const;

 private:
  struct VersionFile {  // what a commit changes of it
    std::uint64_t inode = 0;
    std::int64_t seconds = 0;
    std::int64_t nanoseconds = 0;
    friend bool operator==(const VersionFile&, const VersionFile&) = default;
  };
  void map_table();
  void unmap();
  [[nodiscard]] VersionFile version_file() const;
  [[nodiscard]] BlockBytes bytes_of(std::uint64_t number) const;

  std::shared_ptr<const store::IndexFolder> folder_;
  store::Revision revision_;
  const char* name_;
  std::once_flag mapped_;
  bool usable_ = false;
  VersionFile version_;
  std::uint64_t root_ = 0;
  std::uint64_t level_ = 0;
  const unsigned char* bytes_ = nullptr;
  std::size_t blocks_ = 0;
  std::optional<store::TableChecksums> checksums_;
  std::unique_ptr<std::atomic<bool>[]> sound_;  // by block: whether it has been checked
};

// Goes through the items of the leaves in the order of their keys.  Every member may throw as MappedTable::block().
class TableCursor {
 public:
  // The table has been mapped, and outlives the cursor.
  explicit TableCursor(MappedTable& table) : table_(&table) {}

  // Moves to the first item whose key is not below `key`.  Returns false at the end.
  bool seek(std::string_view key);
  // Moves to the next item.  Returns false at the end.
  bool next();
  [[nodiscard]] const StoredItem& item() const { return item_; }
  // Appends the tag whose first piece the item is, all its pieces, and moves behind them.  Returns false at the end.
  // Throws Xapian::DatabaseCorruptError for a compressed tag.
  bool take_tag(std::string& tag);
  // Throws when a writer has written over the item's leaf: what was read of the item counts if this passes afterwards.
  void check_leaf() const { table_->check_block(levels_.front().number); }

 private:
  struct Level {
    std::uint64_t number = 0;
    BlockBytes block;
    std::size_t at = 0;  // the item of it that is next
    std::size_t end = 0;
  };
  void load(std::size_t level, std::uint64_t number);
  void descend(std::size_t level);
  [[noreturn]] void fail() const;

  MappedTable* table_;
  std::vector<Level> levels_;  // the leaf first
  StoredItem item_;
};

}  // namespace blotter::glass

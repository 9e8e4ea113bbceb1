// The values of one slot, read where they are in the mapped table.  A phrase asks for the values of thousands of
// documents; Xapian's iterator reads a block, and copies it, for every few of them.
#pragma once

#include "common/store/glass/stored_block.hpp"
#include "common/store/index_folder.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace blotter::glass {

// Threads may share one.  Values are found block by block, when one in the block is first asked for; a
// block is checked then against the index's checksums.
class StoredValues {
 public:
  // Refers to the values of a slot (below 128) in the database that is open at `revision` and has these docids.
  StoredValues(std::shared_ptr<const store::IndexFolder> folder, store::Revision revision, std::uint32_t last_docid,
               std::uint32_t slot);
  ~StoredValues();
  StoredValues(const StoredValues&) = delete;
  StoredValues& operator=(const StoredValues&) = delete;

  // Maps the table at the first call.  Returns false where that cannot be done, as when a run has changed the database
  // since it was opened: then Xapian's iterator has to do.  The members below are for when it was done; these throw
  // Xapian::DatabaseModifiedError and Xapian::DatabaseCorruptError.
  [[nodiscard]] bool map();

  // Returns a document's value, empty if it has none.  It counts only if check_unchanged() passes afterwards.
  [[nodiscard]] std::string_view at(std::uint32_t docid);
  // Has the beginning of the value read into the processor's cache, if it has been found.
  void prefetch(std::uint32_t docid) const;
  // Throws when a run has written over a block that values were read from.
  void check_unchanged();

 private:
  struct VersionFile {  // what a commit changes of it
    std::uint64_t inode = 0;
    std::int64_t seconds = 0;
    std::int64_t nanoseconds = 0;
    friend bool operator==(const VersionFile&, const VersionFile&) = default;
  };
  class ChunkParser;

  void map_table();
  void unmap();
  void find_leaves(std::uint64_t block, std::uint64_t level);
  [[nodiscard]] BlockBytes block(std::uint64_t number, std::uint64_t level);
  void check_revision(std::uint64_t block) const;
  [[nodiscard]] VersionFile version_file() const;
  [[nodiscard]] std::string_view first_key(std::size_t leaf);
  void find(std::uint32_t docid);
  void parse_chunk(std::size_t leaf, std::size_t item);

  std::shared_ptr<const store::IndexFolder> folder_;
  store::Revision revision_;
  std::uint32_t last_docid_;
  std::string prefix_;  // of the slot's keys
  std::once_flag mapped_;
  bool usable_ = false;
  VersionFile version_;
  const unsigned char* bytes_ = nullptr;
  std::size_t blocks_ = 0;
  std::optional<store::TableChecksums> checksums_;
  // By docid: the value behind its length, a varint; null: not asked for yet.  The pages come as they are used.
  std::unique_ptr<const char* [], void (*)(void*)> entries_ { nullptr, std::free };

  std::mutex mutex_;                   // for all below
  std::vector<std::uint32_t> leaves_;  // that may hold the slot's values, in key order
  std::vector<bool> sound_;            // blocks that have been checked
  std::deque<std::string> copies_;     // of values that are in pieces, each behind its length
};

}  // namespace blotter::glass

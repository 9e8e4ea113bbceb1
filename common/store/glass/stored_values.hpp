// The values of one slot, read where they are in the mapped table.  A phrase asks for the values of thousands of
// documents; Xapian's iterator reads a block, and copies it, for every few of them.
#pragma once

#include "common/store/glass/mapped_table.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace blotter::glass {

// Threads may share one.  Values are found block by block, when one in the block is first asked for.
class StoredValues {
 public:
  // Refers to the values of a slot (below 128) in a database that has these docids.
  StoredValues(std::shared_ptr<MappedTable> table, std::uint32_t last_docid, std::uint32_t slot);

  // Maps the table at the first call and finds the leaves that have the slot's values.  Returns false where the table
  // cannot be mapped.  The members below are for when it was done, and throw as those of the table.
  [[nodiscard]] bool map();

  // Returns a document's value, empty if it has none.  It counts only if check_unchanged() passes afterwards.
  [[nodiscard]] std::string_view at(std::uint32_t docid);
  // Has the beginning of the value read into the processor's cache, if it has been found.
  void prefetch(std::uint32_t docid) const;
  // Throws when a run has written over a block that values were read from.
  void check_unchanged() const { table_->check_unchanged(); }

 private:
  class ChunkParser;
  struct Leaf {
    std::uint64_t number = 0;
    std::string_view from;  // no key in it is less
  };

  void find_leaves(std::uint64_t block, std::uint64_t level, std::string_view from);
  void find(std::uint32_t docid);
  void parse_chunk(std::size_t leaf, std::size_t item);

  std::shared_ptr<MappedTable> table_;
  std::uint32_t last_docid_;
  std::string prefix_;  // of the slot's keys
  std::once_flag mapped_;
  bool usable_ = false;
  // By docid: the value behind its length, a varint; null: not asked for yet.  The pages come as they are used.
  std::unique_ptr<const char* [], void (*)(void*)> entries_ { nullptr, std::free };

  std::mutex mutex_;                // for all below
  std::vector<Leaf> leaves_;        // that may hold the slot's values, in key order
  std::deque<std::string> copies_;  // of values that are in pieces, each behind its length
};

}  // namespace blotter::glass

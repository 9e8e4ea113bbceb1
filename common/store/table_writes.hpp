// Notes which blocks of an index's tables this program writes, whatever part of it does, so that only these need to be
// read for new checksums (index_folder.hpp).  Xapian writes blocks by the C library's pwrite, which this module
// defines for the whole program, as table_guard.hpp does for pread.
//
// Before the first block the file `changing` is made in the folder, and after new checksums it goes.  Where a run finds
// it, an earlier one was stopped in between, and has perhaps changed blocks that no revision uses.
#pragma once

#include "common/store/side_file.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <set>

namespace blotter::store {

inline constexpr const char* changing_file = "changing";

class TableWrites {
 public:
  // Begins to note what is written to the tables that the folder has now, until this object goes.  The index in it is
  // at revision `since`.
  TableWrites(int folder, const Revision& since);
  TableWrites(const TableWrites&) = delete;
  TableWrites& operator=(const TableWrites&) = delete;
  ~TableWrites();

  struct Notes;

 private:
  std::unique_ptr<Notes> notes_;
};

// Returns the numbers of the blocks of that table file in the folder that were written since the index was at revision
// `since`, complete or not; nothing when that is not known.
[[nodiscard]] std::optional<std::set<std::uint64_t>> blocks_written(int folder, const char* table,
                                                                    const Revision& since);

// Returns whether the file `changing` is there.
[[nodiscard]] bool is_changing(int folder);
// Takes it away: all that was written has its checksum.
void end_changing(int folder);

}  // namespace blotter::store

// The lists of blocks that Xapian may write over.
#pragma once

#include <optional>
#include <string>

namespace blotter::glass {

// Returns the file ("postlist.glass") whose free list is damaged: one that names a block which the table's tree uses,
// or which it has twice or not at all.  A writer would put new blocks over old ones, and nothing would show it.  Reads
// the branches of each tree whose list is not empty.  `dir` has a database that nobody writes now.
[[nodiscard]] std::optional<std::string> damaged_free_list(const std::string& dir);

}  // namespace blotter::glass

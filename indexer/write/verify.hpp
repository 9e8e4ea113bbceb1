// Reads everything that an index holds and names what is wrong with it.
#pragma once

#include "common/error.hpp"

#include <string>
#include <vector>

namespace blotter {

struct Verification {
  std::vector<std::string> faults;  // a line each; none when the index is sound
  bool without_tables = false;      // Xapian's check was left out: it needs an index that may be written
};

// Returns what is wrong: every block against its checksum, Xapian's own
// check of its tables, every article's record and its terms, and the columns against the terms and values that they are
// made from.  Each of these is done in a process of its own: a damaged table may crash Xapian, which is a finding. An
// error when the index cannot be opened at all.
[[nodiscard]] Result<Verification> verify_index(const std::string& directory);

}  // namespace blotter

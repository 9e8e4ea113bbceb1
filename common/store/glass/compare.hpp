// Tells how two databases differ, through Xapian's public interface.
#pragma once

#include "common/error.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace blotter::glass {

// Walks both from end to end: counts, statistics and bounds, metadata, every document (data, values, terms,
// wdf, positions, length), every posting list (frequencies, wdf bounds, postings, lengths) and value slot.
// Gives what differs, one line each, at most `limit`; nothing if they are equal.  The identity of a database
// is not compared.
[[nodiscard]] Result<std::vector<std::string>> compare_databases(const std::string& left, const std::string& right,
                                                                 std::size_t limit = 20);

}  // namespace blotter::glass

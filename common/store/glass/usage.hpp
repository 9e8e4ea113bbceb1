// How full the tables of a glass database are.
#pragma once

#include <cstdint>
#include <string>

namespace blotter::glass {

// About how many bytes a compaction would give back: blocks that no tree reaches, and the free space in those that one
// does.  Reads the branches of every tree, and of its leaves a sample.  0 when little would be won, or when a table
// cannot be read.
[[nodiscard]] std::uint64_t reclaimable_bytes(const std::string& dir);

}  // namespace blotter::glass

// Position lists: the last position, then, if there are more, a bit stream of the first, the count, and the
// middles in interpolative code.  Format source: xapian-core 1.4.22, backends/glass/glass_positionlist.cc and
// common/bitstream.cc; the code is described in Witten, Moffat, Bell, "Managing Gigabytes", 2nd edition, p.
// 126.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace blotter::glass {

// Returns the bytes that `count` positions take at most.
[[nodiscard]] constexpr std::size_t encoded_positions_bound(std::size_t count) { return 24 + count * 4; }

// Writes the list (not empty, rising strictly) to `out`, which has the room; the end of it.
[[nodiscard]] char* encode_positions(char* out, std::span<const std::uint32_t> positions);

// The list that encode_positions wrote.  Used by the writer that goes through Xapian's own interface; trusts
// its input.
void decode_positions(std::string_view tag, std::vector<std::uint32_t>& positions);

}  // namespace blotter::glass

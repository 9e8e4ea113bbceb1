// Sizes that the glass format fixes.  Format source: xapian-core 1.4.22, backends/glass/glass_table.h and
// glass_postlist.cc, glass_values.cc, glass_version.cc.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace blotter::glass {

inline constexpr std::size_t block_size = 8192;  // the default; the format allows others
inline constexpr std::size_t min_block_size = 2048;
inline constexpr std::size_t max_block_size = 65536;
inline constexpr std::size_t max_levels = 10;         // of a table's tree, leaves included
inline constexpr std::size_t max_key_length = 255;    // one byte holds it
inline constexpr std::size_t max_term_length = 245;   // what Xapian's interface accepts
inline constexpr std::size_t max_components = 65535;  // pieces of one tag: two bytes hold the number
inline constexpr std::size_t chunk_threshold = 2000;  // a posting or value chunk is cut after it has grown to this
inline constexpr std::uint32_t plain_up_to = 18;      // tags of termlists and document data this short stay plain
inline constexpr std::uint32_t never_deflated = 0;  // the size written down instead, by which the library does not try
inline constexpr std::uint32_t first_revision = 1;  // of a database that was committed once

// What keys of postlist.glass that belong to no term begin with; in the order of the table.
inline constexpr std::string_view metadata_mark{"\0\xc0", 2};
inline constexpr std::string_view value_statistics_mark{"\0\xd0", 2};
inline constexpr std::string_view value_chunk_mark{"\0\xd8", 2};
inline constexpr std::string_view length_key_prefix{"\0\xe0", 2};

}  // namespace blotter::glass

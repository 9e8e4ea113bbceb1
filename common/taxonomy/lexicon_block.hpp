// Layout of a compiled lexicon: a header, then sections, each at an 8-byte boundary, in the builder's byte
// order.
#pragma once

#include <array>
#include <cstdint>

namespace blotter::taxonomy {

enum Section : std::uint32_t {
  filter,
  slots,
  words,
  first,
  nodes,
  edges,
  entries,
  neighbours,
  lists,
  values,
  labels,
  strings,
  section_count
};

struct SectionPlace {
  std::uint64_t offset = 0;
  std::uint64_t bytes = 0;
};

struct BlockHeader {
  std::uint64_t magic = 0;
  std::array<SectionPlace, section_count> sections;
};

inline constexpr std::uint64_t block_magic = 0x33786C7265746C42u;  // changes with the layout

}  // namespace blotter::taxonomy

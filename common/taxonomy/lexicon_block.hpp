// Layout of a compiled lexicon: a header, then sections, each at an 8-byte boundary, in the builder's byte
// order.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace blotter::taxonomy {

enum class Section : std::uint32_t {
  filter,
  pattern_starts,
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
  strings
};
inline constexpr std::size_t section_count = 13;

struct SectionPlace {
  std::uint64_t offset = 0;
  std::uint64_t bytes = 0;
};

struct BlockHeader {
  std::uint64_t magic = 0;
  std::array<SectionPlace, section_count> sections;

  [[nodiscard]] SectionPlace& at(Section section) { return sections[static_cast<std::size_t>(section)]; }
  [[nodiscard]] const SectionPlace& at(Section section) const { return sections[static_cast<std::size_t>(section)]; }
};

inline constexpr std::uint64_t block_magic = 0x34786C7265746C42u;  // changes with the layout

}  // namespace blotter::taxonomy

// Groups near-duplicates.
//
// Candidates come from locality-sensitive hashing of the MinHash signatures by bands (Indyk, Motwani, STOC 1998;
// Leskovec, Rajaraman, Ullman, "Mining of Massive Datasets", 3.4), with empty bins filled from others of the same text
// (Shrivastava, "Optimal Densification", ICML 2017); every candidate pair is then compared, and a reprint of a reprint
// is in the same group.  The groups depend on the articles alone, not on the order or the way in which they were
// indexed, so that they are right after any change or removal.
#pragma once

#include "common/text/signature.hpp"

#include <cstdint>
#include <vector>

namespace blotter::store {

// One article that may have near-duplicates.
struct Candidate {
  text::Signature signature;
  std::uint32_t date = 0;  // YYYYMMDD, 0 when unknown
  std::uint32_t rank = 0;  // of its id among all ids: orders the articles of one day
};

// Returns for each candidate the number of its group's first member (the earliest; of one day the one with the least
// id; unknown dates last), or `no_group` for one without near-duplicates.
inline constexpr std::uint32_t no_group = 0xffffffffu;
[[nodiscard]] std::vector<std::uint32_t> group_near_duplicates(const std::vector<Candidate>& candidates);

}  // namespace blotter::store

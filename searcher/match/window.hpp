// Checks positions of words: phrases, words near each other, words that occur several times.
#pragma once

#include "searcher/index/doc_set.hpp"
#include "searcher/index/positions.hpp"

#include <cstdint>
#include <vector>

namespace blotter::match {

// Returns whether there is one position per list such that they rise in the order of the lists and the last is less
// than `distance` behind the first.
[[nodiscard]] bool ordered_within(const std::vector<Positions>& lists, std::uint32_t distance);

// Returns the same in any order, no position used twice.
[[nodiscard]] bool near_within(const std::vector<Positions>& lists, std::uint32_t distance);

// Returns the candidates that match a window (Plan::Op::window); each contains all of its clauses.  May throw
// Xapian::Error.
[[nodiscard]] DocSet match_window(const Shard& shard, const query::Plan& window, const DocSet& candidates);

// Returns the candidates in which the words of Plan::Op::at_least occur often enough.  May throw Xapian::Error.
[[nodiscard]] DocSet match_min_count(const Shard& shard, const query::Plan& plan, const DocSet& candidates);

}  // namespace blotter::match

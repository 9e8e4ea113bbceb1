// Whether words stand together, for what Xapian's position lists cannot tell: in the title, or below it.
#pragma once

#include "searcher/index/doc_set.hpp"
#include "searcher/index/positions.hpp"

#include <cstdint>
#include <vector>

namespace blotter::match {

// Whether places, one of each list, rise in the order of the lists and lie within `distance` places, both ends counted.
[[nodiscard]] bool ordered_within(const std::vector<Positions>& lists, std::uint32_t distance);

// Whether different places, one of each list, lie within `distance` places in any order.
[[nodiscard]] bool near_within(const std::vector<Positions>& lists, std::uint32_t distance);

// The candidates where the parts of a window (Plan::Op::window) stand together.  May throw Xapian::Error.
[[nodiscard]] DocSet match_window(const Xapian::Database& shard, const query::Plan& window, const DocSet& candidates);

// The candidates where the words of Plan::Op::at_least stand as often as that.  May throw Xapian::Error.
[[nodiscard]] DocSet match_min_count(const Xapian::Database& shard, const query::Plan& plan, const DocSet& candidates);

}  // namespace blotter::match

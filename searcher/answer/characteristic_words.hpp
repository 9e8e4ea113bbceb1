// --terms: the characteristic words of all matches, as people write them.
#pragma once

#include "common/error.hpp"
#include "searcher/answer/answer.hpp"
#include "searcher/index/index.hpp"
#include "searcher/match/matcher.hpp"
#include "searcher/query/planner.hpp"

#include <cstddef>

namespace blotter::search {

// Adds at most `limit` words, the most characteristic first.  The query's own words are left out.  When none is
// characteristic (the matches are all articles), a note says so.  ErrorCode::index when an article's record is damaged.
// May throw Xapian::Error.
[[nodiscard]] Result<void> add_characteristic_words(const match::Index& index, const match::ShardSets& documents,
                                                    const query::Planned& planned, std::size_t limit, Answer& answer);

}  // namespace blotter::search

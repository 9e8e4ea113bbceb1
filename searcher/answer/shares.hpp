// --share: of what the counts of a histogram or a cross table are a share.
#pragma once

#include "searcher/answer/answer.hpp"
#include "searcher/index/index.hpp"
#include "searcher/match/counter.hpp"
#include "searcher/match/matcher.hpp"

namespace blotter::search {

// Adds to every period of the histogram the articles of the whole index in that period, and to every row of a cross
// table those with the row's value (or in its period), whatever the query and its filters.  May throw Xapian::Error.
void add_shares(const match::Index& index, match::Matcher& matcher, const match::CountRequest& counted, Answer& answer);

}  // namespace blotter::search

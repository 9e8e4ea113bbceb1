// Short forms of agencies that a text introduces itself: "the Northern Tax Inspectorate (NTI) … NTI officers".
#pragma once

#include "indexer/facets/mention.hpp"

#include <vector>

namespace blotter::facets {

// Gives the short form in parentheses behind a body to that body wherever it is used, also when it is another body's in
// other texts.  Drops bodies whose short form the text explains otherwise ("the International Cricket Council (ICC)").
// `bodies` stay in the order of the text.
void bind_short_forms(const Scan& scan, std::vector<Mention>& bodies);

// «Суд Вены» beside «Земельный суд Вены» is that court: a court of a place without its kind becomes one of that
// place that is named with it.
void join_courts(std::vector<Mention>& bodies);

}  // namespace blotter::facets

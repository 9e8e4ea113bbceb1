// What a story with a dateline is about: where it was written, and what else it is written on.
#pragma once

#include "indexer/facets/mention.hpp"

#include <vector>

namespace blotter::facets {

// Sets the focus of every country in `out` (country_salience's, in order of first mention) for a story of which some
// mention is a dateline.
void choose_by_dateline(const Scan& scan, const std::vector<CountryMention>& mentions, std::vector<Salience>& out);

}  // namespace blotter::facets

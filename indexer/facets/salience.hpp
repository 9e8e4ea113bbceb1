// What a story is about, apart from what it mentions: weights by place in the text.
#pragma once

#include "indexer/facets/mention.hpp"

#include <vector>

namespace blotter::facets {

// Scores and focus of every country mentioned, in order of first mention.
void country_salience(const Scan& scan, const std::vector<CountryMention>& mentions, std::vector<Salience>& out);

// Weight of a mention that begins at `word`: title, lead, then falling with the distance.
[[nodiscard]] double place_weight(const Scan& scan, std::uint32_t word);

}  // namespace blotter::facets

// What a story is about, apart from what it mentions: weights by place in the text and by the part that a
// country plays in its sentence.
#pragma once

#include "indexer/facets/mention.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace blotter::facets {

// Words of a body that say what it is about.
inline constexpr std::uint32_t lead_words = 45;

// Returns the place of a country in `all`; its size when it is not there.
[[nodiscard]] std::size_t index_of(const std::vector<Salience>& all, CountryCode country);

// Scores and focus of every country mentioned, in order of first mention.  `agencies` are the bodies named so far
// (empty on a first pass, whose scores serve to resolve them): a story in which a country's police or courts act
// is likely about that country.
void country_salience(const Scan& scan, const std::vector<CountryMention>& mentions,
                      const std::vector<Mention>& agencies, std::vector<Salience>& out);

// Weight of a mention that begins at `word`: title, lead, then falling with the distance.
[[nodiscard]] double place_weight(const Scan& scan, std::uint32_t word);

}  // namespace blotter::facets

// Distinguishes the countries that a story is about from those that it only mentions, by position in the text and by
// the country's role in its sentence.
#pragma once

#include "indexer/facets/mention.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace blotter::facets {

// Length of the lead: the first words of the body, whose mentions weigh more.
inline constexpr std::uint32_t lead_words = 45;

// Returns the index of a country in `all`, or the size of `all` if the country is not in it.
[[nodiscard]] std::size_t index_of(const std::vector<Salience>& all, CountryCode country);

// Replaces `out` by the scores and focus of every country mentioned, in order of first mention.
void country_salience(const Scan& scan, const std::vector<CountryMention>& mentions, std::vector<Salience>& out);

// The same with the agencies found, which add to the scores of their countries: a story in which a country's police or
// courts act is likely to be about that country.  `plain` is what country_salience() gave for the same mentions, whose
// focus stays where a dateline decides it.
void country_salience(const Scan& scan, const std::vector<CountryMention>& mentions,
                      const std::vector<Mention>& agencies, const std::vector<Salience>& plain,
                      std::vector<Salience>& out);

// Returns the weight of a mention that begins at `word`: highest in the title, then in the lead, then decreasing with
// the distance.
[[nodiscard]] double place_weight(const Scan& scan, std::uint32_t word);

}  // namespace blotter::facets

// Russian adjectives that name a place or a district: «казанского», «Первомайский».
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace blotter::taxonomy {

// Returns the Latin spelling of the masculine nominative of a Russian adjective in -ский, -цкий or -ный, in any of its
// forms, as identifiers have it: «первомайского» → pervomaisky, «басманным» → basmanny.  `form` is normalised; empty
// when it is no such adjective.
[[nodiscard]] std::string adjective_in_latin(std::string_view form);

// Normalised names of places that the adjective in -ский or -цкий may come from, likeliest first: «казанского» → казан,
// казань, казана …  Most are of no real place: look them up.  Empty for other words.
[[nodiscard]] std::vector<std::string> places_of_adjective(std::string_view form);

}  // namespace blotter::taxonomy

// Identifiers of agencies, made of what their names are made of.
#pragma once

#include "indexer/facets/mention.hpp"

#include <string>
#include <string_view>

namespace blotter::facets {

// "kg-" and the slug, or the slug alone where no country is known.
[[nodiscard]] std::string prefixed(CountryCode country, std::string_view slug);

// Returns the country of "kg-border-service"; 0 for "interpol".
[[nodiscard]] CountryCode country_of_id(std::string_view id);

// "Kyiv Regional Prosecutor’s Office" → "kyiv-regional-prosecutors-office"; other alphabets are romanised.  Empty when
// the name has no letter or digit.
[[nodiscard]] std::string slug_of(std::string_view name);

// Returns the same of the words [first, last].
[[nodiscard]] std::string slug_of(const Scan& scan, std::uint32_t first, std::uint32_t last);

// "regional-", "city-" … or nothing.
[[nodiscard]] std::string_view slug_of(AdminLevel level);

}  // namespace blotter::facets

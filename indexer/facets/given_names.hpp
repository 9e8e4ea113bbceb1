// Recognises given names that are also names of countries: "Israel Adesanya", "Kenya Barris", «Чад Смит», "Isroil
// Madrimov".
#pragma once

#include "indexer/facets/scan.hpp"

#include <vector>

namespace blotter::facets {

// Sets `dropped` (one entry for every hit of scan.countries) for names of countries that are given names in this text:
// a surname follows, the surname alone or a pronoun confirms it, and nothing else in the text refers to that country.
void drop_given_names(const Scan& scan, std::vector<bool>& dropped);

}  // namespace blotter::facets

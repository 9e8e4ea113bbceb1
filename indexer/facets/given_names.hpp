// Persons with a country's name: "Israel Adesanya", "Kenya Barris", «Чад Смит», "Isroil Madrimov".
#pragma once

#include "indexer/facets/scan.hpp"

#include <vector>

namespace blotter::facets {

// Marks in `dropped` (one for every hit of scan.countries) the names of countries that are given names here: a surname
// follows, it or a pronoun shows that it is one, and nothing else in the text speaks of that country.
void drop_given_names(const Scan& scan, std::vector<bool>& dropped);

}  // namespace blotter::facets

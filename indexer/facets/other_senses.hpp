// Hits of the country layer that mean no country where they are, whatever their entry: the language, dish or breed of a
// people, a street or a sea that has a country's name, a surname, a name in quotation marks, an everyday word.
#pragma once

#include "indexer/facets/scan.hpp"

#include <vector>

namespace blotter::facets {

// Marks those hits of `scan.countries` in `dropped`, which has one place per hit.
void drop_other_senses(const Scan& scan, std::vector<bool>& dropped);

}  // namespace blotter::facets

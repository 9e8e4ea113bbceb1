// Mentions of crimes that tell of no crime: titles of works, surnames, accidents, exercises, acquittals, statistics,
// old cases.
#pragma once

#include "indexer/facets/mention.hpp"

#include <vector>

namespace blotter::facets {

// Returns whether the match is the name of a work: «Убийство в Восточном экспрессе», "Murder on the Dance Floor", The
// Robbers.
[[nodiscard]] bool names_a_work(const Scan& scan, const AliasMatch& hit);

// Returns whether the match is a person's surname, a capital behind a given name: «Джойс Банда».
[[nodiscard]] bool names_a_person(const Scan& scan, const AliasMatch& hit);

// Drops from `crimes` what was an accident ("a bus fell, killing four") or an exercise, and crimes of which every
// mention is an acquittal, a denial, a statistic or a case of twenty years before the text (Scan::year).
void drop_what_is_no_crime(const Scan& scan, std::vector<Mention>& crimes);

}  // namespace blotter::facets

// Recognises crime words that report no crime: titles of works, surnames, accidents, exercises, acquittals, statistics,
// old cases.
#pragma once

#include "indexer/facets/mention.hpp"

#include <vector>

namespace blotter::facets {

// Returns whether the match is the name of a work: «Убийство в Восточном экспрессе», "Murder on the Dance Floor", The
// Robbers.
[[nodiscard]] bool names_a_work(const Scan& scan, const AliasMatch& hit);

// Returns whether the match is a person's surname, capitalised and after a given name: «Джойс Банда».
[[nodiscard]] bool names_a_person(const Scan& scan, const AliasMatch& hit);

// Returns whether the words right before deny what the word says, or, in languages whose verb comes last, those behind
// the last one: "no one was killed", «никто не убит», «кісі өлтіру болған жоқ».
[[nodiscard]] bool is_denied(const Scan& scan, std::uint32_t first, std::uint32_t last);

// Returns whether the words say that somebody is killed, and those around them that nobody is.
[[nodiscard]] bool kills_nobody(const Scan& scan, std::uint32_t first, std::uint32_t last);

// Removes from `crimes` accidents ("a bus fell, killing four"), exercises, contests ("beaten 24-9") and seized goods
// that are burned, and crimes whose every mention is an acquittal, a denial, a statistic or a case at least twenty
// years older than the text (Scan::year).
void drop_what_is_no_crime(const Scan& scan, std::vector<Mention>& crimes);

}  // namespace blotter::facets

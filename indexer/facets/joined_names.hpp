// Bodies whose names share words: «министерств обороны и юстиции», «полиции Германии и Польши».
#pragma once

#include "indexer/facets/mention.hpp"

#include <cstdint>
#include <vector>

namespace blotter::facets {

// A name that lacks the words it shares with another's.
struct PartialName {
  std::uint32_t first = 0, count = 1;  // words
  std::uint32_t value = 0;             // of the body, or the kind of body, in the lexicon
};

// Returns the bodies and kinds of body that are joined to the one of `body` and share its plural head: «Қаржы және» of
// «Қаржы және Білім министрліктері».
[[nodiscard]] std::vector<PartialName> sharing_head(const Scan& scan, const taxonomy::Lexicon& lexicon,
                                                    const AliasMatch& body);

// Returns the countries that are joined to the one that is beside the name or in it, and so have such an agency too,
// in the order of the text; empty when no country does.
[[nodiscard]] std::vector<const CountryMention*> joined_countries(const Scan& scan,
                                                                  const std::vector<CountryMention>& countries,
                                                                  const Mention& body);

}  // namespace blotter::facets

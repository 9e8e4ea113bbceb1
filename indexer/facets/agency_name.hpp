// Bodies that no table lists, recognised by how their names are built.
#pragma once

#include "indexer/facets/mention.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace blotter::facets {

// English names by their capitals: "Kyiv Regional Prosecutor's Office", "Department for Combating Organized Crime",
// "Federal Authority for Identity and Citizenship", "Culture Ministry".  Adds those that occur where `out` names no
// body yet and sorts `out` by place.  `country` says whose body the words [first, last] name.
void find_by_build(const Scan& scan, const std::vector<CountryMention>& countries,
                   const std::function<CountryCode(std::uint32_t first, std::uint32_t last)>& country,
                   std::vector<Mention>& out);

// Returns whether a word such as "ministry" refers to a body named before, being no part of a longer name itself: not
// "Ministry of Culture", «министерство культуры», «Мәдениет министрлігі».
[[nodiscard]] bool refers_back(const Scan& scan, const AliasMatch& hit);

}  // namespace blotter::facets

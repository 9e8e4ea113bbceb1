// The state of one CountryResolver::resolve() call.  Only the resolver's own source files include it.
#pragma once

#include "indexer/facets/country.hpp"

#include <algorithm>
#include <bit>
#include <unordered_map>
#include <vector>

namespace blotter::facets {

inline constexpr CountryCode united_states = code_of("US");

// Calls `visit` with every entry of the hit whose conditions hold.
template <class F>
void for_each_entry(const AliasMatch& hit, F visit) {
  for (std::uint32_t bits = hit.fitting; bits != 0; bits &= bits - 1) visit(hit.entries[std::countr_zero(bits)]);
}

struct CountryResolver::Context {
  std::vector<CountryMention> mentions;                    // by hit; country 0 = not resolved
  std::vector<bool> dropped;                               // by hit
  std::vector<std::size_t> shared;                         // hits of a demonym that several countries share
  std::unordered_map<CountryCode, std::uint32_t> support;  // number of mentions and cues of each country
  bool by_cues = false;                                    // some country is supported by cues only
  bool local = false;                                      // at least four cues of one country: a local story
  CountryCode only = 0;                // the only country with support; 0 if there is none or several
  std::vector<std::uint32_t> regions;  // region_key() of the US and Canadian states named
  [[nodiscard]] std::uint32_t supported(CountryCode code) const {
    const auto found = support.find(code);
    return found == support.end() ? 0 : found->second;
  }
  void find_only() {
    only = 0;
    for (const auto& [code, count] : support)
      if (count != 0) {
        if (only != 0) {
          only = 0;
          return;
        }
        only = code;
      }
  }
  [[nodiscard]] bool has_region(const taxonomy::Entry& entry) const {
    return entry.region[0] != 0 && std::find(regions.begin(), regions.end(), region_key(entry)) != regions.end();
  }
  static std::uint32_t region_key(const taxonomy::Entry& entry) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(entry.region[0]) << 8 |
                                      static_cast<unsigned char>(entry.region[1]));
  }
  void accept(std::size_t hit, CountryCode code, const taxonomy::Entry& entry) {
    if (mentions[hit].country != 0) --support[mentions[hit].country];
    mentions[hit].country = code;
    mentions[hit].kind = entry.kind;
    mentions[hit].place = entry.label;
    ++support[code];
    if (entry.kind == taxonomy::EntryKind::region && entry.region[0] != 0) regions.push_back(region_key(entry));
  }
};

}  // namespace blotter::facets

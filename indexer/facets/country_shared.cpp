// Names that several countries share: demonyms, towns with a country's name, Georgia, Spanish saints.
#include "common/taxonomy/word_list.hpp"
#include "indexer/facets/country_context.hpp"
#include "indexer/facets/surroundings.hpp"

#include <algorithm>

namespace blotter::facets {

using taxonomy::Entry;
using taxonomy::EntryKind;

namespace {

const taxonomy::WordList near_georgia("near-georgia"), spanish_towns("spanish-towns"),
    spanish_name("spanish-name-start");
constexpr CountryCode georgia_code = code_of("GE");

}  // namespace

// Of the countries that share a name of their people the one that the text names otherwise, else the first listed.
void CountryResolver::shared_names(const Scan& scan, Context& context) const {
  for (const std::size_t i : context.shared) {
    const Entry* chosen = nullptr;
    for_each_entry(scan.countries[i], [&](const Entry& entry) {
      if (!is_country_word(entry)) return;
      if (chosen == nullptr || context.supported(code_[entry.value]) > context.supported(code_[chosen->value]))
        chosen = &entry;
    });
    if (chosen != nullptr && context.mentions[i].country == 0) context.accept(i, code_[chosen->value], *chosen);
  }
}

// Country names that are also U.S. towns (Lebanon, Malta): chooses the town if the text has at least two U.S. cues and
// names no third country.  "Guernsey County" needs one cue.
void CountryResolver::resolve_us_towns(const Scan& scan, Context& context) const {
  constexpr std::uint32_t well_known = 14000;
  const auto american = std::count_if(scan.country_cues.begin(), scan.country_cues.end(),
                                      [&](const CountryCue& cue) { return code_[cue.value] == united_states; });
  if (american == 0) return;
  for (std::size_t i = 0; i < scan.countries.size(); ++i) {
    const AliasMatch& hit = scan.countries[i];
    const CountryCode code = context.mentions[i].country;
    if (code == 0 || code == united_states || context.mentions[i].kind != EntryKind::name) continue;
    const bool alone = std::all_of(context.support.begin(), context.support.end(), [&](const auto& one) {
      return one.second == 0 || one.first == united_states || one.first == code;
    });
    const Entry* town = nullptr;
    for_each_entry(hit, [&](const Entry& entry) {
      if (code_[entry.value] == united_states && entry.kind == EntryKind::city && entry.population >= well_known)
        town = &entry;
    });
    if (is_county(scan, hit)) context.accept(i, united_states, hit.entries[0]);
    else if (town != nullptr && alone && american >= 2) context.accept(i, united_states, *town);
  }
}

CountryCode CountryResolver::georgia(const Scan& scan, const Context& context) const {
  const std::uint32_t states = context.supported(united_states) + static_cast<std::uint32_t>(scan.country_cues.size());
  std::uint32_t caucasus = 3 * context.supported(georgia_code);
  for (const std::string_view neighbour : near_georgia.words())
    caucasus += context.supported(code_of(neighbour)) != 0 ? 1 : 0;
  return caucasus >= states ? georgia_code : united_states;
}

// "San Diego" in a story of Colombia is one that the tables lack; "Valencia" there is a surname, unless a preposition
// precedes it.
bool CountryResolver::is_shared_spanish(const Scan& scan, const Context& context, const AliasMatch& hit,
                                        const Entry& entry) const {
  if (entry.kind == EntryKind::capital || context.supported(united_states) != 0) return false;
  const bool spanish = std::any_of(context.support.begin(), context.support.end(), [](const auto& one) {
    return one.second != 0 && spanish_towns.contains(letters_of(one.first));
  });
  if (!spanish) return false;
  if (hit.count > 1 && spanish_name.contains_any_case(scan.written(hit.first))) return true;
  return spanish_towns.contains(letters_of(code_[entry.value])) && !after_preposition(scan, hit);
}

// "the Indians of the highlands": where Spanish is spoken they are not people of India, unless that is named too.
void CountryResolver::drop_american_indians(const Scan& scan, Context& context) const {
  constexpr CountryCode india = code_of("IN");
  const bool spanish = std::any_of(context.support.begin(), context.support.end(), [](const auto& one) {
    return one.second != 0 && one.first != code_of("ES") && spanish_towns.contains(letters_of(one.first));
  });
  if (!spanish || context.supported(india) == 0) return;
  for (const CountryMention& mention : context.mentions)
    if (mention.country == india && mention.kind != EntryKind::demonym) return;
  for (std::size_t i = 0; i < scan.countries.size(); ++i)
    if (context.mentions[i].country == india) context.mentions[i].country = 0, context.dropped[i] = true;
  context.support.erase(india);
}

}  // namespace blotter::facets

#include "indexer/facets/country.hpp"

#include "common/taxonomy/word_list.hpp"
#include "indexer/facets/country_context.hpp"
#include "indexer/facets/given_names.hpp"
#include "indexer/facets/other_senses.hpp"
#include "indexer/facets/surroundings.hpp"

#include <algorithm>
#include <bit>

namespace blotter::facets {

using taxonomy::Entry;
using taxonomy::EntryKind;

namespace {

const taxonomy::WordList has_counties("has-counties"), region_word("region-word");
// Also a word, a person's name, or in need of more than itself.
constexpr std::uint32_t hard_to_believe = taxonomy::english_word | taxonomy::given_name | taxonomy::may_be_person |
                                          taxonomy::needs_context | taxonomy::needs_preposition | taxonomy::us_state;

constexpr std::uint32_t large_population = 400000;  // a place that readers know without its country

const Entry& first_entry(const AliasMatch& hit) { return hit.entries[std::countr_zero(hit.fitting)]; }

// "Usulutan Department": a region that the text calls one.
bool is_before_region_word(const Scan& scan, const AliasMatch& hit) {
  const std::uint32_t next = hit.last() + 1;
  return next < scan.field_end(hit.first) && scan.words[next].joins &&
         region_word.contains_any_case(scan.written(next));
}

// How well known a place is: its population, and that of a capital four times.
double fame(const Entry& entry) {
  return entry.kind == EntryKind::capital ? 4.0 * entry.population : 1.0 * entry.population;
}

}  // namespace

CountryResolver::CountryResolver(const taxonomy::Lexicon& lexicon)
    : lexicon_(lexicon), code_(countries_of_values(lexicon)) {}

void CountryResolver::resolve_certain(const Scan& scan, Context& context) const {
  constexpr std::uint32_t soft =
      taxonomy::needs_context | taxonomy::needs_preposition | taxonomy::may_be_person | taxonomy::us_state;
  const bool kitchen = scan.cues[static_cast<std::size_t>(Cue::food)] >= 2;
  for (std::size_t i = 0; i < scan.countries.size(); ++i) {
    if (context.dropped[i]) continue;
    const AliasMatch& hit = scan.countries[i];
    const Entry* found = nullptr;
    bool guarded = false, shared = false;
    for_each_entry(hit, [&](const Entry& entry) {
      if (entry.kind == EntryKind::guard) guarded = true;
      if (!is_country_word(entry) || has(entry, soft) || (kitchen && has(entry, taxonomy::english_word))) return;
      if (found == nullptr) found = &entry;
      else if (entry.value != found->value) shared = true;
    });
    // "Congolese", "Dominican": whose they are is decided at the end.
    if (shared) context.shared.push_back(i);
    else if (guarded) context.dropped[i] = true;
    else if (found != nullptr) context.accept(i, code_[found->value], *found);
  }
  resolve_us_towns(scan, context);
}

const Entry* CountryResolver::best(const Context& context, const AliasMatch& hit) const {
  const Entry* found = nullptr;
  double best_score = -1;
  for_each_entry(hit, [&](const Entry& entry) {
    if (has(entry, taxonomy::us_state)) return;
    const CountryCode code = code_[entry.value];
    const std::uint32_t support = context.supported(code);
    double score = static_cast<double>(entry.population) + 1;
    if (entry.kind == EntryKind::capital) score *= 4;
    if (entry.kind == EntryKind::region && entry.population >= 3000000) score *= 1000;  // Ontario is the province
    if (context.has_region(entry)) score *= 1000;
    else if (support != 0)
      score *= code != context.only ? (code == united_states && entry.kind == EntryKind::city ? 5 : 20)
               : context.local      ? 5000
               : context.by_cues    ? 1000
                                    : 100;
    if (score > best_score) best_score = score, found = &entry;
  });
  return found;
}

// Of a town and what follows it, the first entries that fit: the town is in what follows.
CountryResolver::Contained CountryResolver::known_town(const Scan& scan, const Context& context, std::size_t i) const {
  const CountryCode town_country = context.mentions[i].country;
  const CountryCode outer_country = context.mentions[i + 1].country;
  Contained found;
  for_each_entry(scan.countries[i + 1], [&](const Entry& outer) {
    if (outer.kind == EntryKind::city || outer.kind == EntryKind::demonym) return;
    if (outer_country != 0 && outer_country != code_[outer.value]) return;
    if (town_country != 0 && outer.region[0] == 0) return;  // a country's name, listed
    for_each_entry(scan.countries[i], [&](const Entry& town) {
      if (found.town != nullptr || code_[town.value] != code_[outer.value] || is_country_word(town)) return;
      const bool same =
          outer.region[0] == 0 || town.region[0] == 0 || Context::region_key(town) == Context::region_key(outer);
      if (same) found = {&town, &outer};
    });
  });
  return found;
}

// A town too small for the tables, in a state that is named: not the city of that name abroad.
CountryResolver::Contained CountryResolver::unknown_town(const Scan& scan, const Context& context, std::size_t i) {
  const AliasMatch& outer = scan.countries[i + 1];
  const bool letters = has(first_entry(outer), taxonomy::after_comma);
  if (letters && (!scan.capitals_are_significant(outer.first) || !scan.words[outer.first].comma)) return {};
  if (context.mentions[i].country != 0) return {};
  Contained found;
  for_each_entry(outer, [&](const Entry& entry) {
    if (entry.kind == EntryKind::region && !has(entry, taxonomy::us_state) &&
        (entry.region[0] != 0 || is_before_region_word(scan, outer)))
      found = {&entry, &entry};
  });
  return found;
}

// "Paris, Texas", "Almaty, Kazakhstan": the second name decides the first.
void CountryResolver::resolve_contained(const Scan& scan, Context& context) const {
  for (std::size_t i = scan.countries.size(); i-- > 0;) {
    const AliasMatch& hit = scan.countries[i];
    if (context.dropped[i] || i + 1 >= scan.countries.size()) continue;
    const AliasMatch& outer = scan.countries[i + 1];
    if (outer.first != hit.last() + 1 || context.dropped[i + 1]) continue;
    const bool letters = has(first_entry(outer), taxonomy::after_comma);  // "Lowell MA"
    if (!scan.words[outer.first].comma && !letters) continue;
    Contained found = known_town(scan, context, i);
    if (found.town == nullptr) found = unknown_town(scan, context, i);
    if (found.town == nullptr) continue;
    if (context.mentions[i + 1].country == 0) context.accept(i + 1, code_[found.outer->value], *found.outer);
    context.accept(i, code_[found.town->value], *found.town);
  }
}

// Adds support for countries by words that only their outlets use (sheriff, selectmen): two such words set the text
// there.
void CountryResolver::add_cues(const Scan& scan, Context& context) const {
  // A text in Kazakh need not say that Zaisan is in Kazakhstan.
  if (scan.language_country != 0) ++context.support[scan.language_country];
  // Nor a British site that Lancaster is in England.
  else if (scan.site_country != 0) ++context.support[scan.site_country];
  // One such word is enough where no country is named at all.
  const auto enough = context.support.empty() ? 1 : 2;
  for (const CountryCue& cue : scan.country_cues) {
    const CountryCode code = code_[cue.value];
    const auto same = [&](const CountryCue& one) { return code_[one.value] == code; };
    const auto other = [&](const CountryCue& one) { return code_[one.value] != code; };
    const auto count = std::count_if(scan.country_cues.begin(), scan.country_cues.end(), same);
    const auto rival = std::count_if(scan.country_cues.begin(), scan.country_cues.end(), other);
    if (2 * count < rival) continue;
    context.local = context.local || count >= 4;
    if (context.supported(code) == 0 && count >= enough) context.support[code] = 1, context.by_cues = true;
  }
}

// "Jordan Smith", and nowhere "in Jordan".
bool CountryResolver::is_person_throughout(const Scan& scan, std::size_t hit) {
  const AliasMatch& person = scan.countries[hit];
  const Entry& first = person.entries[std::countr_zero(person.fitting)];
  if (!has(first, taxonomy::may_be_person | taxonomy::us_state) || !looks_like_person(scan, person, true)) return false;
  return std::none_of(scan.countries.begin(), scan.countries.end(), [&](const AliasMatch& other) {
    return other.entries == person.entries && after_preposition(scan, other);
  });
}

// A name that is a person's once ("Barack Obama") is a person's in the whole text, except after a preposition.
void CountryResolver::drop_persons(const Scan& scan, Context& context) const {
  for (std::size_t i = 0; i < scan.countries.size(); ++i) {
    if (context.mentions[i].country != 0 || context.dropped[i]) continue;
    const AliasMatch& person = scan.countries[i];
    const bool named = looks_like_person(scan, person, false) || follows_unknown_name(scan, person);
    if (!named && !is_person_throughout(scan, i)) continue;
    for (std::size_t j = 0; j < scan.countries.size(); ++j)
      if (scan.countries[j].entries == person.entries && context.mentions[j].country == 0 &&
          (j == i || !after_preposition(scan, scan.countries[j])))
        context.dropped[j] = true;
  }
}

// "DeKalb County", unless the text is set where else there are counties: an American county by its build.
void CountryResolver::counties(const Scan& scan, Context& context) const {
  for (const std::string_view other : has_counties.words())
    if (context.supported(code_of(other)) != 0) return;
  for (const std::uint32_t i : scan.institutions) {
    if (i == 0) continue;
    const Word& word = scan.words[i];
    const Word& name = scan.words[i - 1];
    if (!word.joins || !name.capital || name.in_country_hit || name.institution || i == scan.body_begin) continue;
    if (name.sentence_start && name.id_count != 0) continue;
    const std::string_view written = scan.written(i);
    if (written != "County" && written != "Township") continue;
    context.mentions.push_back({i - 1, 2, united_states, EntryKind::region, false, 0});
    ++context.support[united_states];
    context.by_cues = true;
  }
}

// No country at all: the most populous of the places that no evidence excludes.
void CountryResolver::last_resort(const Scan& scan, Context& context) const {
  const Entry* found = nullptr;
  for (std::size_t i = 0; i < scan.countries.size(); ++i) {
    const AliasMatch& hit = scan.countries[i];
    if (context.dropped[i] || looks_like_person(scan, hit, true) || inside_longer_name(scan, hit)) continue;
    const Entry* entry = best(context, hit);
    if (entry == nullptr || has(*entry, hard_to_believe) || entry->population < 15000) continue;
    if (found == nullptr || entry->population > found->population) found = entry;
  }
  if (found == nullptr) return;
  for (std::size_t i = 0; i < scan.countries.size(); ++i) {
    const Entry* entry = context.dropped[i] ? nullptr : best(context, scan.countries[i]);
    if (entry != nullptr && code_[entry->value] == code_[found->value] && !has(*entry, hard_to_believe))
      context.accept(i, code_[entry->value], *entry);
  }
}

// States and provinces that are nothing else ("Texas", "Ontario") come before the towns, whose namesakes they decide.
void CountryResolver::states(const Scan& scan, Context& context) const {
  for (std::size_t i = 0; i < scan.countries.size(); ++i) {
    const AliasMatch& hit = scan.countries[i];
    if (context.dropped[i] || context.mentions[i].country != 0) continue;
    const Entry* entry = best(context, hit);
    if (entry == nullptr || entry->kind != EntryKind::region || entry->region[0] == 0 || has(*entry, hard_to_believe))
      continue;
    // Letters of a state come behind a comma, and behind no person ("Laura Chen, MD"); among capitals they need a
    // town.
    if (has(*entry, taxonomy::after_comma) &&
        (!scan.words[hit.first].comma || !scan.capitals_are_significant(hit.first)))
      continue;
    if (looks_like_person(scan, hit, false) || names_a_street(scan, hit)) continue;
    context.accept(i, code_[entry->value], *entry);
  }
}

// Georgia: the state or the country, as the text's other places say.
void CountryResolver::resolve_georgia(const Scan& scan, Context& context, std::size_t i) const {
  const AliasMatch& hit = scan.countries[i];
  if (looks_like_person(scan, hit, true)) return;
  const CountryCode code = georgia(scan, context);
  for_each_entry(hit, [&](const Entry& entry) {
    if (code_[entry.value] == code && context.mentions[i].country == 0) context.accept(i, code, entry);
  });
}

// The place that a mention most likely is, or null.
const Entry* CountryResolver::likely_entry(const Context& context, const AliasMatch& hit, bool dateline) const {
  const Entry* entry = best(context, hit);
  // A dateline without a state or country behind it is the city that everyone knows.
  if (dateline && entry != nullptr && !context.has_region(*entry))
    for_each_entry(hit, [&](const Entry& e) {
      if (e.kind != EntryKind::region && fame(e) >= large_population && fame(e) > 10 * fame(*entry)) entry = &e;
    });
  return entry;
}

// What the text says about a name that may be a place.
struct CountryResolver::Signs {
  bool ambiguous = false;    // also an ordinary word or a person's name
  bool is_word = false;      // also an ordinary English word
  bool supported = false;    // other mentions are of its country
  bool dateline = false;     // the name is a dateline
  bool preposition = false;  // a preposition of place comes before it
};

// Returns whether the name is that of the place.  `second`: the second pass, in which all places that need no other
// mentions are known.
bool CountryResolver::is_likely(const Scan& scan, const AliasMatch& hit, const Entry& entry, const Signs& signs,
                                bool second) {
  const auto [ambiguous, is_word, supported, dateline, preposition] = signs;
  if (has(entry, taxonomy::needs_context)) return supported;
  if (has(entry, taxonomy::needs_preposition)) return supported || preposition || dateline;
  if (has(entry, taxonomy::may_be_person)) return true;
  const bool is_large = entry.population >= large_population;
  if (is_word || (ambiguous && !is_large))
    return (dateline && entry.kind == EntryKind::capital) || (supported && preposition) ||
           (is_large && (preposition || dateline));
  if (is_large) return true;
  if (supported) return second && !inside_longer_name(scan, hit);
  return dateline || (entry.population >= 30000 && preposition && !inside_longer_name(scan, hit));
}

void CountryResolver::resolve_place(const Scan& scan, Context& context, std::size_t i, bool second) const {
  const AliasMatch& hit = scan.countries[i];
  Signs signs;
  signs.dateline = is_dateline(scan, hit.first, hit.last());
  const Entry* entry = likely_entry(context, hit, signs.dateline);
  if (entry == nullptr) return;
  // The marks of English words say nothing in other languages.
  const bool english = scan.language == "en" || scan.language.empty();
  const bool is_given = hit.count == 1 && scan.words[hit.first].given;
  signs.is_word = english && has(*entry, taxonomy::english_word);
  signs.ambiguous = signs.is_word || is_given || (english && has(*entry, taxonomy::given_name)) ||
                    has(*entry, taxonomy::may_be_person);
  if (looks_like_person(scan, hit, signs.ambiguous)) return;
  signs.supported = context.supported(code_[entry->value]) != 0;
  if (!signs.supported && is_shared_spanish(scan, context, hit, *entry)) return;
  if ((!signs.supported || entry->population < 1000000) && names_a_street(scan, hit)) return;
  if (context.supported(united_states) != 0 && is_county(scan, hit)) return context.accept(i, united_states, *entry);
  signs.preposition = after_listed_preposition(scan, i);
  if (is_likely(scan, hit, *entry, signs, second)) context.accept(i, code_[entry->value], *entry);
}

void CountryResolver::resolve_likely(const Scan& scan, Context& context) const {
  // First the places that need no other mentions, then those that need what the first ones add to the context.
  states(scan, context);
  for (const bool second : {false, true})
    for (std::size_t i = 0; i < scan.countries.size(); ++i) {
      const AliasMatch& hit = scan.countries[i];
      if (context.dropped[i] || context.mentions[i].country != 0) continue;
      const bool is_georgia = std::any_of(hit.entries, hit.entries + hit.entry_count,
                                          [](const Entry& e) { return has(e, taxonomy::us_state); });
      if (!is_georgia) resolve_place(scan, context, i, second);
      else if (second) resolve_georgia(scan, context, i);
    }
}

void CountryResolver::resolve(const Scan& scan, std::vector<CountryMention>& out) const {
  Context context;
  context.mentions.resize(scan.countries.size());
  context.dropped.resize(scan.countries.size());
  for (std::size_t i = 0; i < scan.countries.size(); ++i) {
    context.mentions[i].first = scan.countries[i].first;
    context.mentions[i].count = scan.countries[i].count;
  }
  drop_given_names(scan, context.dropped);
  drop_other_senses(scan, context.dropped);
  resolve_certain(scan, context);
  drop_american_indians(scan, context);
  resolve_contained(scan, context);
  counties(scan, context);
  add_cues(scan, context);
  context.find_only();
  drop_persons(scan, context);
  resolve_likely(scan, context);
  shared_names(scan, context);
  if (std::none_of(context.mentions.begin(), context.mentions.end(),
                   [](const CountryMention& m) { return m.country != 0; }))
    last_resort(scan, context);
  out.clear();
  std::stable_sort(context.mentions.begin(), context.mentions.end(),
                   [](const CountryMention& a, const CountryMention& b) { return a.first < b.first; });
  for (CountryMention& mention : context.mentions) {
    if (mention.country == 0) continue;
    mention.dateline = is_dateline(scan, mention.first, mention.first + mention.count - 1);
    out.push_back(mention);
  }
}

}  // namespace blotter::facets

#include "indexer/facets/local_body.hpp"

#include "common/taxonomy/adjective.hpp"
#include "common/taxonomy/word_list.hpp"
#include "common/text/tokeniser.hpp"
#include "indexer/facets/agency_id.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace blotter::facets {

using taxonomy::Entry;
using taxonomy::EntryKind;

namespace {

using taxonomy::WordList;

// words.tsv says what each holds.
const WordList local_link("local-link"), direction("local-direction"), qualifier("local-qualifier"),
    no_name("local-no-name"), singular("local-singular"), owned("local-owned-beginning"),
    named_districts("local-named-districts"), locative("local-locative");

// The rank that a head's own name says: "city-police-department".
AdminLevel level_of(std::string_view head) {
  for (const AdminLevel level : {AdminLevel::regional, AdminLevel::city, AdminLevel::district})
    if (head.starts_with(slug_of(level))) return level;
  return AdminLevel::none;
}

bool is_place_adjective(std::string_view form) {
  return !taxonomy::places_of_adjective(form).empty() || !taxonomy::adjective_in_latin(form).empty();
}

}  // namespace

// What is around a head.
struct LocalBodyFinder::Around {
  std::uint32_t first = 0, last = 0;  // words of the whole name
  AdminLevel level = AdminLevel::none;
  std::uint32_t label = 0;  // of the place (Lexicon::label), or 0
  CountryCode country = 0;  // of the place, or the country that is named
  std::string name;         // of a district, as identifiers have it
  bool adjacent = false;    // the place is right behind the head
  bool adjective = false;   // the place or the name is the adjective before the head, as in a name

  void note(const Word& word) {
    if (word.level != AdminLevel::none) level = word.level;
  }
  // The name of a district that is the adjective at a word; an empty one is none.
  void take_name(std::uint32_t word, std::string adjective_name) {
    if (adjective_name.empty()) return;
    name = std::move(adjective_name);
    first = word;
    adjective = true;
  }
};

LocalBodyFinder::LocalBodyFinder(const taxonomy::Lexicon& lexicon)
    : lexicon_(lexicon), code_(countries_of_values(lexicon)), heads_(lexicon.value_count()) {
  for (std::uint32_t i = 0; i < lexicon.value_count(); ++i) {
    std::string_view value = lexicon.value(i);
    const bool leveled = value.starts_with("leveled\t");
    if (!leveled && !value.starts_with("head\t")) continue;
    value.remove_prefix(value.find('\t') + 1);
    const std::size_t slash = value.find('/');
    heads_[i] = {value.substr(0, slash), slash == std::string_view::npos ? std::string_view() : value.substr(slash + 1),
                 leveled};
  }
}

// The town that a name found in no text stands for: of the countries named first, then the most populous.  The courts
// of districts are called after towns far away as well, Кировский, Московский; but those towns are not beyond the
// countries whose districts have such names: «Токийский окружной суд» is Tokyo's.
const Entry* LocalBodyFinder::town(const Scan& scan, const std::vector<CountryMention>& countries,
                                   std::string_view name, bool district) const {
  constexpr std::uint32_t well_known = 100000, too_large_for_district = 300000;
  const taxonomy::WordId word = lexicon_.exact_word(name).id;
  const taxonomy::NodeId node = word == 0 ? 0 : lexicon_.first(word);
  if (node == 0) return nullptr;
  const Entry* found = nullptr;
  bool found_supported = false;
  for (const Entry& entry : lexicon_.entries(node)) {
    if (entry.layer != taxonomy::Layer::country || entry.label == 0) continue;
    const CountryCode code = code_[entry.value];
    const bool supported =
        code == scan.language_country || code == scan.site_country ||
        std::any_of(countries.begin(), countries.end(), [&](const CountryMention& m) { return m.country == code; });
    const bool district_name = district && named_districts.contains(letters_of(code));
    if (!supported && (district_name || entry.population < well_known)) continue;
    if (district_name && entry.population >= too_large_for_district) continue;
    if (found != nullptr &&
        (supported < found_supported || (supported == found_supported && entry.population <= found->population)))
      continue;
    found = &entry, found_supported = supported;
  }
  return found;
}

// «Пермский», «Стамбульская»: the town's; «Первомайский», «Басманным»: the district's name.
void LocalBodyFinder::read_adjective(const Scan& scan, const std::vector<CountryMention>& countries, std::uint32_t word,
                                     Around& found) const {
  const std::string_view written = scan.written(word);
  if (static_cast<unsigned char>(written[0]) < 0xD0 || no_name.contains_any_case(written)) return;
  const std::string form = text::normalise_word(written);
  const bool district = found.level == AdminLevel::district;
  const bool demonym = mention_at(countries, word) != nullptr;
  if (found.label == 0)
    for (const std::string& name : taxonomy::places_of_adjective(form)) {
      if (district && name.ends_with("ск")) continue;
      const Entry* place = town(scan, countries, name, district);
      if (place == nullptr) continue;
      found.label = place->label;
      found.country = code_[place->value];
      found.first = word;
      found.adjective = scan.words[word].capital || found.level != AdminLevel::none;
      return;
    }
  if (demonym) return;
  const bool starts = scan.words[word].sentence_start;
  if (!scan.words[word].capital || (starts && found.level == AdminLevel::none && found.label == 0)) return;
  found.take_name(word, taxonomy::adjective_in_latin(form));
}

void LocalBodyFinder::look_right(const Scan& scan, const std::vector<CountryMention>& countries, Around& found) const {
  // In Turkic languages a body's place comes before it.
  if (scan.language_country != 0 && scan.language != "tg") return;
  const auto joins = [&](std::uint32_t word) {
    return word < scan.words.size() && word != scan.body_begin && scan.words[word].joins;
  };
  const std::uint32_t begin = found.last + 1;
  std::uint32_t at = begin;
  if (joins(at) && local_link.contains(scan.written(at))) ++at;
  if (joins(at) && scan.written(at) == "the") ++at;
  Around seen = found;
  for (int step = 0; step < 5 && joins(at); ++step) {
    const CountryMention* place = mention_at(countries, at);
    if (place != nullptr && !direction.contains_any_case(scan.written(at))) {
      for (std::uint32_t i = at; i < place->first + place->count; ++i) seen.note(scan.words[i]);
      seen.label = place->place;
      seen.country = place->country;
      seen.last = place->first + place->count - 1;
      seen.adjacent = place->first == begin;
      if (place->place != 0 && joins(seen.last + 1) && scan.words[seen.last + 1].level != AdminLevel::none)
        seen.note(scan.words[++seen.last]);
      found = seen;
      return;
    }
    const bool named = joins(at + 1) && scan.words[at].capital && scan.words[at + 1].level != AdminLevel::none;
    if (scan.words[at].level != AdminLevel::none) {
      seen.note(scan.words[at]);
    } else if (named) {
      if (!direction.contains_any_case(scan.written(at))) {
        const std::string name = taxonomy::adjective_in_latin(text::normalise_word(scan.written(at)));
        if (name.empty()) return;
        seen.name = name;
        seen.note(scan.words[at + 1]);
        seen.last = at + 1;
        found = seen;
      }
    } else {
      return;
    }
    ++at;
  }
}

// The place whose last word is `word`, right before what was found.
void LocalBodyFinder::read_place(const Scan& scan, const std::vector<CountryMention>& countries,
                                 const CountryMention& place, std::uint32_t word, Around& found) const {
  const std::string form = text::normalise_word(scan.written(place.first));
  const bool russian = scan.language_country == 0 && static_cast<unsigned char>(form[0]) >= 0xD0;
  // «Первомайский районный суд» has its name where towns are called so as well.
  if (russian && place.place != 0 && (found.label != 0 || found.level == AdminLevel::district))
    found.take_name(word, taxonomy::adjective_in_latin(form));
  if (found.label != 0 || !found.name.empty()) return;
  // «в Неваде полиция нашла»: in Russian a place before a head has an adjective's ending.
  if (russian && place.place != 0 && !is_place_adjective(form)) return;
  // «Лондонская», «Стамбульская» are of the town before they are of the country.
  if (russian && place.place == 0) read_adjective(scan, countries, word, found);
  if (found.adjective || (place.place == 0 && found.country != 0)) return;
  // "Kern County police": the county has no place of the tables, and is not a country.
  if (place.place == 0 && place.kind == EntryKind::region) {
    found.name = slug_of(scan, place.first, word);
    found.level = AdminLevel::none;
  } else {
    for (std::uint32_t i = place.first; i <= word; ++i) found.note(scan.words[i]);
    found.label = place.place;
  }
  found.country = place.country;
  found.first = place.first;
}

// The name at `word`, which is not a place of the text, right before what was found.
void LocalBodyFinder::read_name(const Scan& scan, const std::vector<CountryMention>& countries, std::uint32_t word,
                                Around& found) const {
  if (found.name.empty()) read_adjective(scan, countries, word, found);
  // «Алмалы аудандық соты»: in Turkic languages the name has no ending of its own.
  // In Turkish an agency is of the district that is before it: «Bakırköy Cumhuriyet Başsavcılığı».
  const bool ranked = found.level == AdminLevel::district || scan.language == "tr";
  if (found.adjective || !ranked || scan.language_country == 0 || found.label != 0) return;
  if (!scan.words[word].capital || scan.words[word].common || !owned.begins(scan.written(found.last))) return;
  found.name = slug_of(scan, word, word);
  found.first = word;
}

void LocalBodyFinder::look_left(const Scan& scan, const std::vector<CountryMention>& countries, Around& found) const {
  const bool capitals_end_headlines = scan.language_country != 0 || scan.language != "en";
  std::uint32_t at = found.first;
  for (int step = 0; step < 4 && at > scan.field_begin(at) && scan.words[at].joins; ++step, --at) {
    // A headline ends where the next line begins with a capital.
    if (capitals_end_headlines && scan.words[at].capital && scan.text_of(at)[scan.words[at].start - 1] == '\n') return;
    const std::uint32_t word = at - 1;
    if (const CountryMention* place = mention_at(countries, word))
      return read_place(scan, countries, *place, word, found);
    const std::string_view written = scan.written(word);
    const bool has_level = scan.words[word].level != AdminLevel::none;
    const bool qualifies =
        qualifier.contains_any_case(written) ||
        (found.level != AdminLevel::none && !scan.words[word].capital && direction.contains_any_case(written));
    if (!has_level && !qualifies) return read_name(scan, countries, word, found);
    found.note(scan.words[word]);
    found.first = word;
  }
}

// «Қалалық сот», «областной прокуратуры»: of the last town, or region, that was named.
void LocalBodyFinder::look_back(const Scan& scan, const std::vector<CountryMention>& countries, Around& found) {
  if (scan.language == "en" || scan.language.empty()) return;
  if (!scan.words[found.first].capital && (scan.language != "ru" || found.level != AdminLevel::regional)) return;
  if (found.level != AdminLevel::city && found.level != AdminLevel::regional) return;
  const EntryKind kind = found.level == AdminLevel::regional ? EntryKind::region : EntryKind::city;
  for (const CountryMention& mention : countries) {
    if (mention.first >= found.first) return;
    const bool fits = mention.kind == kind || (kind == EntryKind::city && mention.kind == EntryKind::capital);
    if (mention.place != 0 && fits) found.label = mention.place, found.country = mention.country;
  }
}

// "district-court"; the police of a city are its department, those of a state the state's, and Britain's counties and
// cities have a "Staffordshire Police".
std::string LocalBodyFinder::local_slug(const Head& head, const Around& found) {
  constexpr std::string_view police = "police";
  std::string_view rank = slug_of(found.level);
  if (head.national == police) {
    if (found.country == code_of("GB") && found.name.empty()) return std::string(police);
    if (found.level == AdminLevel::state) return std::string(rank).append(police);
    if (found.level == AdminLevel::city) rank = {};
  }
  return std::string(head.slug.starts_with(rank) ? std::string_view() : rank).append(head.slug);
}

std::optional<Mention> LocalBodyFinder::find(
    const Scan& scan, const std::vector<CountryMention>& countries, const AliasMatch& hit, std::uint32_t value,
    const std::function<CountryCode(std::uint32_t, std::uint32_t)>& story) const {
  const Head& head = heads_[value];
  Around found;
  found.first = hit.first;
  found.last = hit.last();
  found.level = level_of(head.slug);
  look_right(scan, countries, found);
  look_left(scan, countries, found);
  if (found.label == 0 && found.name.empty() && found.country == 0) look_back(scan, countries, found);
  // "French police", but "in Moscow police found" names a setting and then the police.
  if (scan.language == "en" && found.first < hit.first && found.first > scan.field_begin(hit.first) &&
      !scan.words[hit.first].capital && scan.words[found.first].joins &&
      locative.contains(scan.written(found.first - 1)))
    return std::nullopt;
  std::string id;
  if (found.label != 0 || !found.name.empty()) {
    if (head.slug.empty()) return std::nullopt;
    // «Суд Вены», «красноярского суда», but not "a court in Vienna".
    if (head.leveled && found.level == AdminLevel::none &&
        !((found.adjacent || found.adjective) && singular.contains_any_case(scan.written(hit.first))))
      return std::nullopt;
    id = found.name.empty() ? slug_of(lexicon_.label(found.label)) : found.name;
    id.append("-").append(local_slug(head, found));
  } else if (found.country != 0 && !head.national.empty() && !(hit.first < scan.body_begin && scan.title_case)) {
    id = head.national;
  } else {
    return std::nullopt;
  }
  const CountryCode country = found.country != 0 ? found.country : story(found.first, found.last);
  return Mention{found.first, found.last - found.first + 1, prefixed(country, id)};
}

bool LocalBodyFinder::is_national(std::string_view slug) const {
  return std::any_of(heads_.begin(), heads_.end(), [&](const Head& head) { return head.national == slug; });
}

std::optional<Mention> LocalBodyFinder::of_place(const Scan& scan, const std::vector<CountryMention>& countries,
                                                 const AliasMatch& body, std::string_view slug) const {
  Around found;
  found.first = body.first;
  found.last = body.last();
  const bool court = slug.ends_with("-court");
  const auto may = [&](std::uint32_t word) {
    const CountryMention* place = mention_at(countries, word);
    return place != nullptr && place->place != 0 &&
           (place->kind == EntryKind::region || (court && place->kind == EntryKind::city));
  };
  const std::uint32_t before = body.first;
  // In other languages a place before a body is where it acts.
  const bool owned_before = scan.language == "en" || scan.language.empty();
  if (owned_before && before > scan.field_begin(before) && scan.words[before].joins && may(before - 1)) {
    const CountryMention* place = mention_at(countries, before - 1);
    found.label = place->place, found.country = place->country, found.first = place->first;
  } else {
    if (scan.language_country != 0) return std::nullopt;
    std::uint32_t at = body.last() + 1;
    const auto joins = [&] { return at < scan.field_end(before) && scan.words[at].joins; };
    if (joins() && scan.written(at) == "of") ++at;
    if (joins() && scan.written(at) == "the") ++at;
    while (joins() && scan.words[at].level != AdminLevel::none && mention_at(countries, at) == nullptr) ++at;
    if (joins() && scan.written(at) == "of") ++at;
    if (!joins() || !may(at)) return std::nullopt;
    const CountryMention* place = mention_at(countries, at);
    found.label = place->place, found.country = place->country, found.last = place->first + place->count - 1;
  }
  const std::string name = slug_of(lexicon_.label(found.label));
  if (name.empty()) return std::nullopt;
  return Mention{found.first, found.last - found.first + 1, prefixed(found.country, name + "-" + std::string(slug))};
}

}  // namespace blotter::facets

#include "indexer/facets/other_senses.hpp"

#include "indexer/facets/surroundings.hpp"

#include <algorithm>
#include <bit>
#include <string>

namespace blotter::facets {

using taxonomy::Entry;
using taxonomy::EntryKind;

namespace {

using taxonomy::WordList;

const WordList language_noun("language-noun"), language_start("language-noun-beginning"),
    language_verb("language-verb"), language_filler("language-filler"), goods("goods"), water_behind("water-behind"),
    water_start("water-behind-beginning"), water_of("water-of"), river("river-before"), street_before("street-before"),
    street_behind("street-behind"), street_start("street-behind-beginning"), particle("name-particle"),
    role("person-role"), place_word("place-word"), place_start("place-word-beginning"), link("list-link"),
    others("list-others"), degree("degree"), noble_title("noble-title");

const Entry& first_entry(const AliasMatch& hit) { return hit.entries[std::countr_zero(hit.fitting)]; }

bool is_demonym(const AliasMatch& hit) { return first_entry(hit).kind == EntryKind::demonym; }

// The word before the hit, in its field and with nothing between; the number of words when there is none.
std::uint32_t joined_before(const Scan& scan, std::uint32_t word) {
  const bool joined = word > scan.field_begin(word) && scan.words[word].joins;
  return joined ? word - 1 : static_cast<std::uint32_t>(scan.words.size());
}
std::uint32_t joined_behind(const Scan& scan, const AliasMatch& hit) {
  const std::uint32_t next = hit.last() + 1;
  const bool joined = next < scan.field_end(hit.first) && scan.words[next].joins;
  return joined ? next : static_cast<std::uint32_t>(scan.words.size());
}
bool is_before(const Scan& scan, const AliasMatch& hit, const WordList& list) {
  const std::uint32_t before = joined_before(scan, hit.first);
  return before < scan.words.size() && list.contains_any_case(scan.written(before));
}
// The next word is one of `list`, or begins as one of `start` where endings follow.
bool is_behind(const Scan& scan, const AliasMatch& hit, const WordList& list, const WordList* start = nullptr) {
  const std::uint32_t next = joined_behind(scan, hit);
  if (next >= scan.words.size()) return false;
  const std::string_view written = scan.written(next);
  if (start != nullptr && start->begins(written)) return true;
  // "Philippine Sea" has a capital, "the Moscow street" none; in Russian both are small.
  return list.contains_any_case(written) &&
         (scan.words[next].capital || static_cast<unsigned char>(written[0]) >= 0x80);
}

// The same for nouns that are written small in English.
bool is_common_noun_behind(const Scan& scan, const AliasMatch& hit, const WordList& list,
                           const WordList* start = nullptr) {
  const std::uint32_t next = joined_behind(scan, hit);
  if (next >= scan.words.size()) return false;
  return list.contains_any_case(scan.written(next)) || (start != nullptr && start->begins(scan.written(next)));
}

// The last of the demonyms that are listed from hit `at` on: "English, German and French".
std::size_t end_of_list(const Scan& scan, std::size_t at) {
  while (at + 1 < scan.countries.size()) {
    const std::uint32_t behind = scan.countries[at].last() + 1;
    const AliasMatch& next = scan.countries[at + 1];
    const bool adjacent = next.first == behind && scan.words[behind].comma;
    const bool joined = next.first == behind + 1 && link.contains(scan.written(behind));
    if ((!adjacent && !joined) || !is_demonym(next) || next.first >= scan.field_end(behind - 1)) return at;
    ++at;
  }
  return at;
}

// "speaks Russian, Turkish and a little Korean"; «ба забони русӣ».
bool follows_speech(const Scan& scan, const AliasMatch& hit) {
  constexpr std::uint32_t reach = 10;
  const std::uint32_t begin = scan.field_begin(hit.first);
  for (std::uint32_t at = hit.first; at > begin && hit.first - at < reach && !scan.words[at].sentence_start;) {
    const std::string_view written = scan.written(--at);
    if (language_verb.contains_any_case(written)) return true;
    if (!scan.words[at].in_country_hit && !language_filler.contains(written)) return false;
  }
  return false;
}

// "in English, German and other languages"; «на пяти языках — немецком, …».
bool is_listed_as_language(const Scan& scan, const AliasMatch& first, const AliasMatch& last) {
  std::uint32_t next = last.last() + 1;
  const std::uint32_t end = scan.field_end(first.first);
  if (next + 2 < end && link.contains(scan.written(next)) && others.contains(scan.written(next + 1)) &&
      language_noun.contains(scan.written(next + 2)))
    return true;
  // From the last of the list back to what is before the first.
  const std::uint32_t begin = scan.field_begin(first.first);
  std::uint32_t at = first.first;
  for (; at > begin; --at) {
    const bool linked = at > begin + 1 && link.contains(scan.written(at - 1)) && scan.words[at - 2].in_country_hit;
    if (!linked && !scan.words[at - 1].in_country_hit) break;
  }
  return at > begin && !scan.words[at].joins && language_noun.contains(scan.written(at - 1));
}

// "a note in Russian.", «владеет английским» cannot be distinguished from a demonym, «на английском» is.
bool is_in_language(const Scan& scan, const AliasMatch& hit, const AliasMatch& last) {
  std::uint32_t before = joined_before(scan, hit.first);
  if (before >= scan.words.size() || hit.count != 1) return false;
  // "in English and Spanish"
  if (before > scan.field_begin(before) && link.contains(scan.written(before)) &&
      (scan.words[before - 1].in_country_hit || scan.written(before - 1) == "English"))
    before = joined_before(scan, before - 1);
  if (before >= scan.words.size()) return false;
  const std::uint32_t next = joined_behind(scan, last);
  const bool alone = next >= scan.words.size() || coordinator.contains(scan.written(next));
  const std::string_view preposition = scan.written(before);
  if (scan.language == "en" || scan.language == "it") return alone && preposition == "in";
  if (scan.language == "fr" || scan.language == "es") return alone && preposition == "en";
  if (scan.language == "pt") return alone && preposition == "em";
  return scan.language == "ru" && alone && (preposition == "на" || preposition == "На") &&
         scan.written(hit.first).ends_with("ом");
}

// The language of a people, or what is called by it and comes from everywhere: «болгарский перец».
bool is_language_or_goods(const Scan& scan, std::size_t at) {
  const AliasMatch& hit = scan.countries[at];
  if (!is_demonym(hit)) return false;
  const AliasMatch& last = scan.countries[end_of_list(scan, at)];
  return is_common_noun_behind(scan, last, language_noun, &language_start) || is_listed_as_language(scan, hit, last) ||
         is_common_noun_behind(scan, hit, goods) || follows_speech(scan, hit) || is_in_language(scan, hit, last);
}

// "Sea of Japan", "Philippine Sea", «река Урал», «в Японском море», Meksika Körfezi'nde.
bool is_water(const Scan& scan, const AliasMatch& hit) {
  if (is_behind(scan, hit, water_behind, &water_start)) return true;
  const std::uint32_t of = joined_before(scan, hit.first);
  if (of >= scan.words.size()) return false;
  // Körfez is a town in Turkey, and a gulf where a name is before it.
  const std::string_view written = scan.written(hit.first);
  if (river.contains_any_case(scan.written(of))) return true;
  if (scan.words[of].capital && hit.count == 1 &&
      (water_start.begins(written) || water_behind.contains_any_case(written)))
    return true;
  if (scan.written(of) != "of") return false;
  const std::uint32_t head = joined_before(scan, of);
  return head < scan.words.size() && scan.words[head].capital && water_of.contains_any_case(scan.written(head));
}

// An adjective, by its build, in Russian.
bool is_adjective(std::string_view written) {
  constexpr std::string_view endings[] = {"ий",  "ый",  "ой", "ая", "яя", "ую", "юю", "ое", "ее", "ого", "его",
                                          "ому", "ему", "ым", "им", "ом", "ем", "ые", "ие", "ых", "их",  "ей"};
  return std::any_of(std::begin(endings), std::end(endings), [&](auto ending) { return written.ends_with(ending); });
}

// «улица Киевская», «на Большой Грузинской улице», Ташкент көшесінде, Moskva ko'chasida.  «улицы Ташкента» are in
// Tashkent.
bool is_street(const Scan& scan, const AliasMatch& hit) {
  if (!scan.words[hit.first].capital) return false;
  if (is_behind(scan, hit, street_behind, &street_start)) return true;
  return scan.language != "en" && is_before(scan, hit, street_before) && is_adjective(scan.written(hit.last()));
}

// «Украина», «Ленинград»: a hotel, a band, a team.
bool is_quoted_name(const Scan& scan, const AliasMatch& hit) {
  const std::string_view text = scan.text_of(hit.first);
  const std::size_t from = scan.words[hit.first].start;
  const std::size_t to = scan.words[hit.last()].end;
  constexpr std::string_view opening = "«", closing = "»";
  return from >= opening.size() && text[from - 1] == opening.back() && text.substr(0, from).ends_with(opening) &&
         text.substr(to).starts_with(closing);
}

// «судья Поляк», "Steve Israel", «Татьяна Грузинская».  In Russian and its neighbours demonyms have no capital.
bool is_surname(const Scan& scan, const AliasMatch& hit) {
  const Entry& entry = first_entry(hit);
  if (hit.count != 1 || !scan.words[hit.first].capital || !scan.capitals_are_significant(hit.first)) return false;
  const std::uint32_t before = joined_before(scan, hit.first);
  if (before >= scan.words.size()) return false;
  const Word& word = scan.words[before];
  if (particle.contains(scan.written(before)) && !is_country_word(entry)) return true;
  // «Свидетель Роман Киевский»: a novel has a capital where a sentence begins.
  const bool given = is_given_name(scan, before) && !word.in_country_hit;
  if (entry.kind == EntryKind::demonym && scan.language != "en" && scan.language != "tr") {
    if (is_common_noun_behind(scan, hit, place_word)) return false;
    const std::string_view written = scan.written(hit.first);
    if (given || (role.contains_any_case(scan.written(before)) && (!is_adjective(written) || written.ends_with("ий"))))
      return true;
    return scan.language == "ru" && !is_adjective(written);
  }
  return given && names_country(entry.kind) && !scan.words[hit.first].upper &&
         !(before < scan.body_begin && scan.title_case);
}

// A small place whose name is an everyday word, where a capital says nothing.
bool is_everyday_word(const Scan& scan, const AliasMatch& hit) {
  constexpr std::uint32_t large = 1000000;
  const Word& word = scan.words[hit.first];
  const bool capitals_are_significant =
      scan.capitals_are_significant(hit.first) && !(hit.first < scan.body_begin && scan.title_case);
  if (hit.count != 1 || !word.common || (capitals_are_significant && !word.sentence_start)) return false;
  // POLES carry wires.
  if (is_demonym(hit)) return !scan.capitals_are_significant(hit.first) && scan.written(hit.first).ends_with('S');
  if (after_preposition(scan, hit) || is_before(scan, hit, place_word) ||
      is_common_noun_behind(scan, hit, place_word, &place_start) || is_dateline(scan, hit.first, hit.last()))
    return false;
  for (std::uint32_t bits = hit.fitting; bits != 0; bits &= bits - 1) {
    const Entry& entry = hit.entries[std::countr_zero(bits)];
    if (is_country_word(entry) || entry.kind == EntryKind::capital || entry.population >= large) return false;
  }
  return true;
}

// "Laura Chen, MD".
bool is_degree(const Scan& scan, const AliasMatch& hit) {
  if (hit.count != 1 || !follows_person(scan, hit)) return false;
  std::string letters(scan.written(hit.first));
  std::erase(letters, '.');
  return degree.contains(letters);
}

// "The Duchess of York": a person.
bool is_in_noble_title(const Scan& scan, const AliasMatch& hit) {
  const std::uint32_t of = joined_before(scan, hit.first);
  if (of >= scan.words.size() || scan.written(of) != "of") return false;
  const std::uint32_t title = joined_before(scan, of);
  return title < scan.words.size() && noble_title.contains(scan.written(title));
}

bool has_other_sense(const Scan& scan, std::size_t at) {
  const AliasMatch& hit = scan.countries[at];
  const bool alone = hit.count == 1 && particle.contains(scan.written(hit.first));
  return alone || is_language_or_goods(scan, at) || is_water(scan, hit) || is_street(scan, hit) ||
         is_quoted_name(scan, hit) || is_degree(scan, hit) || is_in_noble_title(scan, hit) ||
         is_everyday_word(scan, hit);
}

}  // namespace

void drop_other_senses(const Scan& scan, std::vector<bool>& dropped) {
  for (std::size_t i = 0; i < scan.countries.size(); ++i) {
    if (dropped[i]) continue;
    if (has_other_sense(scan, i)) {
      dropped[i] = true;
      continue;
    }
    if (!is_surname(scan, scan.countries[i])) continue;
    // "Israel, a lawyer": the surname by itself.
    for (std::size_t j = 0; j < scan.countries.size(); ++j)
      if (scan.countries[j].entries == scan.countries[i].entries && scan.words[scan.countries[j].first].capital &&
          (j == i || !after_preposition(scan, scan.countries[j])))
        dropped[j] = true;
  }
}

}  // namespace blotter::facets

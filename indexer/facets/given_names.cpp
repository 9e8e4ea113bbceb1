#include "indexer/facets/given_names.hpp"

#include "indexer/facets/surroundings.hpp"

#include <bit>

namespace blotter::facets {

using taxonomy::Entry;
using taxonomy::EntryKind;

namespace {

const taxonomy::WordList pronoun("pronoun"), subject("pronoun-subject"), article("article");

// A town that a surname may be, too; "Kenya, Nairobi" is none.
bool is_small_town(const AliasMatch& hit) {
  constexpr std::uint32_t large = 400000;
  const Entry& entry = hit.entries[std::countr_zero(hit.fitting)];
  return hit.count == 1 && entry.kind == EntryKind::city && entry.population < large;
}

// The word behind a hit, when it is built like a surname; the text's size when it is not: "Kenya Airways", "Chad
// President".
std::uint32_t surname_after(const Scan& scan, std::size_t at) {
  const auto none = static_cast<std::uint32_t>(scan.words.size());
  const std::uint32_t next = scan.countries[at].last() + 1;
  if (next >= none || next == scan.body_begin) return none;
  const Word& word = scan.words[next];
  const bool built_so = word.joins && word.capital && !word.upper && !word.digit && word.end - word.start > 2;
  if (!built_so || word.institution || word.person_title || word.street || body_noun.contains(scan.written(next)))
    return none;
  if (!word.in_country_hit) return next;
  const bool town =
      at + 1 < scan.countries.size() && scan.countries[at + 1].first == next && is_small_town(scan.countries[at + 1]);
  return town ? next : none;
}

// "Qodirov" and "Qodirovni", «Гудинг» and «Гудинга»: one name, perhaps with an ending.
bool is_same_name(std::string_view a, std::string_view b) {
  constexpr std::size_t at_least = 4, ending = 8;  // bytes
  const auto [shorter, longer] = std::minmax(a, b, [](auto x, auto y) { return x.size() < y.size(); });
  return shorter.size() >= at_least && longer.size() - shorter.size() <= ending && longer.starts_with(shorter);
}

// "he", "her": in English companies and parties have names of that build too, and occur without the country as well
// ("China Evergrande").
bool pronoun_follows(const Scan& scan, std::uint32_t surname) {
  constexpr std::uint32_t reach = 20;
  const auto end = std::min(static_cast<std::uint32_t>(scan.words.size()), surname + reach);
  for (std::uint32_t i = surname + 1; i < end; ++i)
    if (pronoun.contains(scan.written(i))) return true;
  return false;
}

// "Barris said": the name stands for the person without the given name.
bool recurs_alone(const Scan& scan, std::uint32_t surname) {
  const bool english = scan.language == "en" || scan.language.empty();
  const std::string_view name = scan.written(surname);
  for (std::uint32_t i = scan.body_begin; i < scan.words.size(); ++i) {
    if (i == surname || !scan.words[i].capital || !is_same_name(scan.written(i), name)) continue;
    const bool bound = i > scan.body_begin && scan.words[i].joins &&
                       (scan.words[i - 1].in_country_hit || article.contains(scan.written(i - 1)));
    if (!bound && (!english || pronoun_follows(scan, i) || pronoun_follows(scan, surname))) return true;
  }
  return false;
}

// "…, 34,", "…, who", "… after she": a person is spoken of in the same sentence.
bool is_spoken_of_as_person(const Scan& scan, std::uint32_t surname) {
  constexpr std::uint32_t reach = 10;
  const auto size = static_cast<std::uint32_t>(scan.words.size());
  for (std::uint32_t i = surname + 1; i < size && i <= surname + reach; ++i) {
    if (i == scan.body_begin || scan.words[i].sentence_start) return false;
    const std::string_view word = scan.written(i);
    if (i == surname + 1 && scan.words[i].comma && ((word.size() == 2 && scan.words[i].digit) || word == "who"))
      return true;
    if (subject.contains(word)) return true;
  }
  return false;
}

bool stands_for(const AliasMatch& hit, std::uint32_t value) {
  constexpr std::uint32_t well_known = 100000;
  for (std::uint32_t bits = hit.fitting; bits != 0; bits &= bits - 1) {
    const Entry& entry = hit.entries[std::countr_zero(bits)];
    if (entry.value == value && (entry.kind != EntryKind::city || entry.population >= well_known)) return true;
  }
  return false;
}

// Another name of the country, or this one after a preposition and without a surname.
bool is_spoken_of_as_country(const Scan& scan, const AliasMatch& name, std::uint32_t value) {
  for (std::size_t i = 0; i < scan.countries.size(); ++i) {
    const AliasMatch& other = scan.countries[i];
    const bool same = other.entries == name.entries;
    if (same ? after_preposition(scan, other) && surname_after(scan, i) == scan.words.size() : stands_for(other, value))
      return true;
  }
  return false;
}

bool is_person(const Scan& scan, std::size_t at) {
  const std::uint32_t surname = surname_after(scan, at);
  return surname != scan.words.size() && (recurs_alone(scan, surname) || is_spoken_of_as_person(scan, surname));
}

}  // namespace

void drop_given_names(const Scan& scan, std::vector<bool>& dropped) {
  for (std::size_t i = 0; i < scan.countries.size(); ++i) {
    const AliasMatch& hit = scan.countries[i];
    if (dropped[i] || hit.count != 1 || !has(hit.entries[std::countr_zero(hit.fitting)], taxonomy::namesake)) continue;
    const Entry& entry = hit.entries[std::countr_zero(hit.fitting)];
    if (entry.kind != EntryKind::name || !is_person(scan, i) || is_spoken_of_as_country(scan, hit, entry.value))
      continue;
    for (std::size_t j = 0; j < scan.countries.size(); ++j)
      if (scan.countries[j].entries == hit.entries) dropped[j] = true;
  }
}

}  // namespace blotter::facets

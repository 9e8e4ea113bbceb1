#include "indexer/facets/surroundings.hpp"

#include <algorithm>
#include <bit>

namespace blotter::facets {

using taxonomy::Entry;
using taxonomy::EntryKind;

namespace {

const taxonomy::WordList says("says"), kin("kin"), act("person-act"), apposition("person-apposition"),
    state("state-word"), money("money"), surname_ending("surname-ending"), of_surname("surname-apposition");

// "J.", «А. Г.»: one capital letter and a full stop.
bool is_initial(const Scan& scan, std::uint32_t word) {
  const std::string_view written = scan.written(word);
  const std::string_view text = scan.text_of(word);
  const std::size_t end = scan.words[word].end;
  const bool letter = written.size() == 1 || (written.size() == 2 && static_cast<unsigned char>(written[0]) >= 0xC0);
  return scan.words[word].capital && letter && end < text.size() && text[end] == '.';
}

// A name that is a person's too ("Jordan", "Chad", "Togo") does what persons do: "my sister Georgia", "Jordan scored",
// "Chad, a plumber", "Togo the sled dog".
bool acts_like_person(const Scan& scan, const AliasMatch& hit) {
  const std::uint32_t floor = hit.first < scan.body_begin ? 0 : scan.body_begin;
  const auto ceiling = static_cast<std::uint32_t>(hit.first < scan.body_begin ? scan.body_begin : scan.words.size());
  if (hit.first > floor && scan.words[hit.first].joins && kin.contains(scan.written(hit.first - 1))) return true;
  const std::uint32_t next = hit.last() + 1;
  if (next >= ceiling || after_preposition(scan, hit)) return false;
  const Word& after = scan.words[next];
  const std::string_view written = scan.written(next);
  if (after.joins) return act.contains(written);
  if (!after.comma) return false;
  const bool age = written.size() == 2 && written[0] >= '1' && written[0] <= '9';
  if (!age && !apposition.contains(written)) return false;
  for (std::uint32_t at = next; at < ceiling && at < next + 6; ++at)
    if (state.contains(scan.written(at))) return false;
  return true;
}

// «Дмитров и Белов осуждены», «Пушкин, их сосед, оправдан»: a name that is built as a surname begins the sentence, and
// is beside another, or before what is said of a person.
bool begins_as_surname(const Scan& scan, const AliasMatch& hit) {
  const std::uint32_t next = hit.last() + 1;
  if (hit.count != 1 || !scan.words[hit.first].sentence_start || next >= scan.field_end(hit.first) ||
      !surname_ending.ends(scan.written(hit.first)))
    return false;
  const std::string_view written = scan.written(next);
  if (scan.words[next].comma) return of_surname.contains(written) || (scan.words[next].digit && written.size() == 2);
  const std::uint32_t other = next + 1;
  return other < scan.field_end(hit.first) && scan.words[next].joins && scan.words[other].joins &&
         coordinator.contains(written) && scan.words[other].capital && scan.words[other].id_count == 0 &&
         surname_ending.ends(scan.written(other));
}

// Neither a country, a capital nor a city of a million: people have such names sooner than those.
bool is_small_place(const Entry& entry) {
  return !is_country_word(entry) && entry.kind != EntryKind::capital && entry.population < 1000000;
}

// The words before the hit make it a surname: "Michael Jordan", "Judge Houston".
bool ends_persons_name(const Scan& scan, const AliasMatch& hit, bool small) {
  if (hit.first == scan.field_begin(hit.first) || !scan.words[hit.first].joins) return false;
  const std::uint32_t last = hit.first - 1;
  const Word& before = scan.words[last];
  // Of two such names side by side neither is a place: "Chad Jordan", "Mali Harper".
  if (before.person_title || before.person_country) return true;
  // "CESAR GAVIRIA TRUJILLO", «А. Г. Николаева».
  if (small && before.id_count == 0 && follows_person(scan, hit)) return true;
  const Entry& first = hit.entries[std::countr_zero(hit.fitting)];
  if ((small || has(first, taxonomy::may_be_person | taxonomy::namesake)) && is_initial(scan, last)) return true;
  return (small || !before.in_country_hit) && is_given_name(scan, last);
}

// The word behind the hit, `next`, makes it a given name: "Jordan Smith".
bool begins_persons_name(const Scan& scan, const AliasMatch& hit, std::uint32_t next) {
  const Word& after = scan.words[next];
  if (!after.capital) return false;
  if (hit.first < scan.body_begin && scan.title_case) return after.given;
  if (after.person_title || body_noun.contains(scan.written(next))) return false;
  const Entry& first = hit.entries[std::countr_zero(hit.fitting)];
  return !after.in_country_hit || has(first, taxonomy::may_be_person | taxonomy::us_state);
}

}  // namespace

bool is_given_name(const Scan& scan, std::uint32_t word) {
  const Word& one = scan.words[word];
  const bool is_name = scan.language == "en" || (scan.capitals_are_significant(word) && !one.sentence_start);
  return one.given && one.capital && (!one.common || is_name);
}

bool looks_like_person(const Scan& scan, const AliasMatch& hit, bool also_given) {
  const Entry& first = hit.entries[std::countr_zero(hit.fitting)];
  const bool small = is_small_place(first);
  if (small && begins_as_surname(scan, hit)) return true;
  if (ends_persons_name(scan, hit, small)) return true;
  if (has(first, taxonomy::may_be_person | taxonomy::us_state) && acts_like_person(scan, hit)) return true;
  // "Torres said": towns do not speak.
  const std::uint32_t next = hit.last() + 1;
  if (next >= scan.field_end(hit.first) || !scan.words[next].joins) return false;
  if (small && says.contains(scan.written(next))) return true;
  return also_given && begins_persons_name(scan, hit, next);
}

bool follows_unknown_name(const Scan& scan, const AliasMatch& hit) {
  const bool english = scan.language == "en" || scan.language.empty();
  if (!english || hit.first == 0 || hit.first == scan.body_begin || hit.count != 1) return false;
  if (hit.first < scan.body_begin && scan.title_case) return false;
  const Entry& first = hit.entries[std::countr_zero(hit.fitting)];
  if (is_country_word(first) || first.kind == EntryKind::capital || first.population >= 400000) return false;
  const Word& before = scan.words[hit.first - 1];
  return scan.words[hit.first].joins && before.capital && !before.upper && !before.sentence_start &&
         before.id_count == 0 && before.end - before.start > 2;
}

bool follows_person(const Scan& scan, const AliasMatch& hit) {
  const std::uint32_t begin = scan.field_begin(hit.first);
  if (hit.first < begin + 2) return false;
  const Word& surname = scan.words[hit.first - 1];
  const Word& given = scan.words[hit.first - 2];
  return surname.capital && surname.joins && !surname.institution && is_given_name(scan, hit.first - 2) &&
         !given.in_country_hit;
}

bool after_preposition(const Scan& scan, const AliasMatch& hit) {
  return hit.first != 0 && hit.first != scan.body_begin && scan.words[hit.first].joins &&
         scan.words[hit.first - 1].preposition;
}

bool after_listed_preposition(const Scan& scan, std::size_t at) {
  const AliasMatch* hit = &scan.countries[at];
  while (!after_preposition(scan, *hit) && at > 0) {
    const AliasMatch& before = scan.countries[--at];
    const bool joined = before.last() + 2 == hit->first && coordinator.contains(scan.written(hit->first - 1));
    const bool listed = before.last() + 1 == hit->first && scan.words[hit->first].comma;
    if ((!joined && !listed) || before.first < scan.field_begin(hit->first)) return false;
    hit = &before;
  }
  return after_preposition(scan, *hit);
}

// Whether the name of a body begins there: "Çanakkale Cumhuriyet Başsavcılığı".
bool begins_body(const Scan& scan, std::uint32_t word) {
  const auto at = std::partition_point(scan.agencies.begin(), scan.agencies.end(),
                                       [word](const AliasMatch& body) { return body.first < word; });
  return at != scan.agencies.end() && at->first == word;
}

bool inside_longer_name(const Scan& scan, const AliasMatch& hit) {
  if (hit.first < scan.body_begin && scan.title_case) return false;
  const bool has_before = hit.first != 0 && hit.first != scan.body_begin;
  if (has_before && scan.words[hit.first].joins) {
    const Word& before = scan.words[hit.first - 1];
    if (before.capital && !before.in_country_hit && !before.preposition && !before.sentence_start &&
        before.end - before.start > 2)
      return true;
  }
  const std::uint32_t next = hit.last() + 1;
  if (next >= scan.words.size() || next == scan.body_begin) return false;
  const Word& after = scan.words[next];
  return after.joins && after.capital && !after.in_country_hit && !after.institution && !after.street &&
         !begins_body(scan, next);
}

bool names_a_street(const Scan& scan, const AliasMatch& hit) {
  const std::uint32_t next = hit.last() + 1;
  return next < scan.words.size() && next != scan.body_begin && scan.words[next].joins && scan.words[next].street;
}

bool names_money(const Scan& scan, std::uint32_t first, std::uint32_t last) {
  const std::uint32_t next = last + 1;
  if (next < scan.field_end(first) && money.contains_any_case(scan.written(next))) return true;
  // «500 долларов США»; in English the country comes first.
  return scan.language != "en" && first > scan.field_begin(first) && scan.words[first].joins &&
         money.contains_any_case(scan.written(first - 1));
}

bool is_dateline(const Scan& scan, std::uint32_t first, std::uint32_t last) {
  if (first < scan.body_begin || last + 1 >= scan.words.size()) return false;
  const bool at_start = first <= scan.body_begin + 3;
  if (!at_start && (first > scan.body_begin + 60 || !scan.words[first].upper || !scan.words[first].sentence_start))
    return false;
  const std::string_view rest = scan.body.substr(scan.words[last].end, at_start ? 40 : 24);
  const std::size_t at =
      std::min({rest.find(" -"), rest.find("- "), rest.find("\xE2\x80\x94"), rest.find("\xE2\x80\x93")});
  return at != std::string_view::npos && at < rest.find(". ");
}

bool is_county(const Scan& scan, const AliasMatch& hit) {
  const std::uint32_t next = hit.last() + 1;
  return next < scan.words.size() && next != scan.body_begin && scan.words[next].joins &&
         scan.written(next) == "County";
}

}  // namespace blotter::facets

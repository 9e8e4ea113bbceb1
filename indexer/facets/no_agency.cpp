#include "indexer/facets/no_agency.hpp"

#include "common/taxonomy/word_list.hpp"

#include <algorithm>
#include <string_view>

namespace blotter::facets {

namespace {

const taxonomy::WordList contact("contact"), everyday("everyday-acronym"), no_firm("before-no-firm"),
    company_form("company-form");

// "WHO: Sheriff Roe", "WHERE: …": an acronym that is an everyday word as well, alone before the colon; "THOSE, WHO
// FLED" among capitals.
bool is_word_like_acronym(const Scan& scan, const Mention& body) {
  if (body.count != 1 || !everyday.contains_any_case(scan.written(body.first))) return false;
  if (!scan.capitals_are_significant(body.first)) return true;
  const Word& word = scan.words[body.first];
  const std::string_view text = scan.text_of(body.first);
  if (word.end >= text.size() || text[word.end] != ':') return false;
  const std::size_t before = text.substr(0, word.start).find_last_not_of(" \t*");
  return before == std::string_view::npos || text[before] == '\n';
}

// "Barclays National Bank", "First National Bank of Boston", "Michigan National Bank": firms.  No state of America has
// one of its own.
bool is_firm(const Scan& scan, const Mention& body) {
  if (!body.value.ends_with("national-bank")) return false;
  if (body.value.starts_with("us-")) return true;
  if (body.first == scan.field_begin(body.first)) return false;
  const Word& before = scan.words[body.first - 1];
  if (!scan.words[body.first].joins || before.in_country_hit) return false;
  return before.capital && !no_firm.contains_any_case(scan.written(body.first - 1));
}

// "Federal Paper Board Co Inc".
bool is_company(const Scan& scan, const Mention& body) {
  const std::uint32_t next = body.first + body.count;
  return next < scan.field_end(body.first) && scan.words[next].joins && company_form.contains(scan.written(next));
}

// "Laptops for ministries of education": of no country that the sentence names.
bool is_anybodys(const Scan& scan, const Mention& body) {
  constexpr std::string_view plural = "ministries";
  constexpr std::uint32_t reach = 12;  // words before and behind
  if (scan.written(body.first) != plural && scan.written(body.first + body.count - 1) != plural) return false;
  const std::uint32_t begin = scan.field_begin(body.first);
  std::uint32_t at = body.first;
  while (at > begin && body.first - at < reach && !scan.words[at].sentence_start) --at;
  const std::uint32_t end = std::min(scan.field_end(body.first), body.first + body.count + reach);
  for (; at < end && !(at > body.first && scan.words[at].sentence_start); ++at)
    if (scan.words[at].in_country_hit) return false;
  return true;
}

// "Media contact: Ministry of Justice press office, +996 …": whom to ask, not who does something.
bool is_in_contacts(const Scan& scan, const Mention& body) {
  constexpr std::uint32_t max_reach = 10, max_heading = 4;  // words before the mention, and before the colon
  const std::string_view text = scan.text_of(body.first);
  const std::uint32_t begin = scan.field_begin(body.first);
  std::uint32_t heading = 0;  // the word behind the colon
  for (std::uint32_t at = body.first; at > begin && body.first - at < max_reach; --at) {
    const std::size_t end = scan.words[at - 1].end;
    const std::string_view gap = text.substr(end, scan.words[at].start - end);
    if (gap.find_first_of("\n.") != std::string_view::npos) return false;
    if (gap.find(':') != std::string_view::npos) heading = at;
    if (heading == 0) continue;
    if (heading - at >= max_heading) return false;
    if (contact.contains_any_case(scan.written(at - 1))) return true;
  }
  return false;
}

}  // namespace

bool is_no_agency(const Scan& scan, const Mention& body) {
  return is_word_like_acronym(scan, body) || is_firm(scan, body) || is_company(scan, body) || is_anybodys(scan, body) ||
         is_in_contacts(scan, body);
}

}  // namespace blotter::facets

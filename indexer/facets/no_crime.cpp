#include "indexer/facets/no_crime.hpp"

#include "common/taxonomy/word_list.hpp"
#include "indexer/facets/charge.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace blotter::facets {

namespace {

using taxonomy::WordList;

// words.tsv says what each holds.
const WordList accident("accident"), attack("attack"), kill("kill-beginning"), exercise("exercise"),
    acquittal("acquittal-beginning"), conviction("conviction-beginning"), overturned("overturned-beginning"),
    cleared("cleared"), cleared_of("cleared-of"), statistic("statistic"), statistic_of("statistic-of"),
    year_before("year-before"), year_behind("year-behind"), law_part("law-part"), no_crime("no-crime"),
    no_evidence("no-evidence"), charge("charge-beginning"), not_done("not-done"), hardly("hardly"),
    ruled_out_start("ruled-out-beginning"), ruled_out("ruled-out"), undone("undone"), undone_verb("undone-verb"),
    undone_start("undone-beginning"), seized("seized-beginning"), killed("killed-beginning"),
    contest_deed("contest-deed-beginning"), contest("contest"), contest_start("contest-beginning"),
    contest_aside("contest-aside");

// The words of the sentence of a mention, and of the sentence before it if that is asked for; both are cut at a length.
struct Span {
  std::uint32_t begin = 0, end = 0;
};

Span sentence_of(const Scan& scan, const Mention& mention, bool with_previous) {
  constexpr std::uint32_t longest = 40;  // words before and behind
  Span span{mention.first, mention.first + mention.count};
  const std::uint32_t begin = scan.field_begin(mention.first), end = scan.field_end(mention.first);
  int starts = with_previous ? 2 : 1;
  while (span.begin > begin && mention.first - span.begin < longest) {
    if (scan.words[span.begin].sentence_start && --starts == 0) break;
    --span.begin;
  }
  while (span.end < end && span.end - mention.first < longest && !scan.words[span.end].sentence_start) ++span.end;
  return span;
}

template <class Test>
bool any_in(const Scan& scan, Span span, Test is_sought) {
  for (std::uint32_t at = span.begin; at < span.end; ++at)
    if (is_sought(scan.written(at))) return true;
  return false;
}

bool contains_any(const Scan& scan, Span span, const WordList& list) {
  return any_in(scan, span, [&](std::string_view word) { return list.contains_any_case(word); });
}

bool is_charged(const Scan& scan, Span span) {
  return any_in(scan, span, [](std::string_view word) { return charge.begins(word); });
}

bool is_accident(const Scan& scan, const Mention& mention) {
  if (mention.value != "homicide" || !kill.begins(scan.written(mention.first))) return false;
  const Span span = sentence_of(scan, mention, true);
  return contains_any(scan, span, accident) && !contains_any(scan, span, attack) && !is_charged(scan, span);
}

bool is_exercise(const Scan& scan, const Mention& mention) {
  const Span span = sentence_of(scan, mention, true);
  return contains_any(scan, span, exercise) && !is_charged(scan, span);
}

// What the police seized, they burn: "set fire to a heap of confiscated cigarettes".
bool is_destruction(const Scan& scan, const Mention& mention) {
  return mention.value == "arson" &&
         any_in(scan, sentence_of(scan, mention, false), [](std::string_view word) { return seized.begins(word); });
}

// "24-9": a score.
bool is_score(const Scan& scan, std::uint32_t at, std::uint32_t end) {
  if (at + 1 >= end || !scan.words[at].digit || !scan.words[at + 1].digit) return false;
  const std::string_view gap =
      scan.text_of(at).substr(scan.words[at].end, scan.words[at + 1].start - scan.words[at].end);
  return gap == "-" || gap == "\xE2\x80\x93" || gap == ":";
}

// "England were beaten 24-9", "beaten in the final", but not "beaten after the final".
bool is_contest(const Scan& scan, const Mention& mention) {
  constexpr std::uint32_t score_reach = 5, aside_reach = 3;  // words behind the deed, before the contest
  const std::uint32_t last = mention.first + mention.count - 1;
  if (mention.value != "assault" || !contest_deed.begins(scan.written(last))) return false;
  const Span span = sentence_of(scan, mention, false);
  const auto is_aside = [&](std::uint32_t at) {  // "after the semi-final"
    const std::uint32_t begin = std::max(span.begin, at - std::min(at, aside_reach));
    return any_in(scan, {begin, at}, [](std::string_view word) { return contest_aside.contains(word); });
  };
  for (std::uint32_t at = span.begin; at < span.end; ++at) {
    if (at > last && at <= last + score_reach && is_score(scan, at, span.end)) return true;
    const std::string_view word = scan.written(at);
    if ((contest.contains_any_case(word) || contest_start.begins(word)) && !is_aside(at)) return true;
  }
  return false;
}

// "Acquitted of bribery", "cleared of all charges of theft", «оправдан по делу о взятке», but not "acquitted of murder
// and convicted of theft": the nearer word decides.
bool is_acquittal(const Scan& scan, const Mention& mention) {
  constexpr std::uint32_t reach = 12, close = 8;  // words; between "acquitted" and "of" may be whom
  const Span span = sentence_of(scan, mention, false);
  bool preposition = false, acquitted = false;
  for (std::uint32_t at = mention.first; at > span.begin && mention.first - at < reach; --at) {
    const std::string_view word = scan.written(at - 1);
    if (overturned.begins(word) || (!acquitted && conviction.begins(word))) return false;
    preposition = preposition || cleared_of.contains(word);
    const bool near = mention.first - at < close;
    acquitted = acquitted || ((near || preposition) && acquittal.begins(word)) ||
                (near && preposition && cleared.contains(word));
  }
  if (acquitted) return true;
  // In Turkic languages and Tajik the verb comes last.
  const std::uint32_t end = mention.first + mention.count;
  for (std::uint32_t at = end; scan.language_country != 0 && at < span.end && at < end + close && !scan.words[at].comma;
       ++at) {
    if (conviction.begins(scan.written(at))) return false;
    if (acquittal.begins(scan.written(at))) return true;
  }
  return false;
}

// "Some 20 million people worldwide are in forced labour", "robberies per year".
bool is_statistic(const Scan& scan, const Mention& mention) {
  bool found = false;
  const Span span = sentence_of(scan, mention, false);
  for (std::uint32_t at = span.begin; at < span.end; ++at) {
    const std::string_view word = scan.written(at);
    if (charge.begins(word)) return false;
    if (!statistic.contains_any_case(word)) continue;
    found = found || word != "per" || (at + 1 < span.end && statistic_of.contains(scan.written(at + 1)));
  }
  return found;
}

bool is_old(const Scan& scan, const Mention& mention) {
  constexpr int old = 20;  // years
  if (scan.year == 0) return false;
  int last = 0;
  const Span span = sentence_of(scan, mention, false);
  for (std::uint32_t at = span.begin; at < span.end; ++at) {
    const std::string_view word = scan.written(at);
    if (!scan.words[at].digit || word.size() != 4) continue;
    const bool is_year = (at > span.begin && year_before.contains(scan.written(at - 1))) ||
                         (at + 1 < span.end && year_behind.contains(scan.written(at + 1)));
    if (!is_year) continue;
    int year = 0;
    for (const char c : word) year = c >= '0' && c <= '9' ? 10 * year + (c - '0') : 0;
    if (year >= 1800 && year <= scan.year) last = std::max(last, year);
  }
  return last != 0 && last <= scan.year - old && !is_charged(scan, span);
}

// "No bribe was paid", "no one was killed", "found no evidence of organ trafficking", «исключили убийство».
bool is_denied_before(const Scan& scan, std::uint32_t first) {
  constexpr std::uint32_t reach = 6;  // words
  const std::uint32_t begin = scan.field_begin(first);
  for (std::uint32_t at = first; at > begin && first - at < reach && !scan.words[at].sentence_start; --at) {
    const std::string_view word = scan.written(at - 1);
    const bool negated = at > begin + 1 && not_done.contains(scan.written(at - 2));
    if (no_crime.contains(word)) return true;
    if (at == first && not_done.contains(word)) return at == begin + 1 || !hardly.contains(scan.written(at - 2));
    if (at == first && ruled_out_start.begins(word)) return !negated;
    if (at == first && word == "out" && at > begin + 1 && ruled_out.contains(scan.written(at - 2)))
      return at < begin + 3 || !not_done.contains(scan.written(at - 3));
    // An adjective may be between, and "evidence of".
    if (at != first && !no_evidence.contains(word)) return false;
  }
  return false;
}

// «Кісі өлтіру болған жоқ», «парақорлық фактісі анықталмады».
bool is_denied_behind(const Scan& scan, std::uint32_t last) {
  constexpr std::uint32_t reach = 3;  // words
  if (scan.language_country == 0) return false;
  const std::uint32_t end = std::min(scan.field_end(last), last + 1 + reach);
  for (std::uint32_t at = last + 1; at < end && scan.words[at].joins; ++at) {
    const std::string_view word = scan.written(at);
    if (undone_start.begins(word)) return true;
    if (undone_verb.contains(word)) return at + 1 < scan.field_end(last) && undone.contains(scan.written(at + 1));
  }
  return false;
}

constexpr std::string_view opening[] = {"\"", "\xC2\xAB", "\xE2\x80\x9C", "\xE2\x80\x9E", "\xE2\x80\x98"};
constexpr std::string_view closing[] = {"\"", "\xC2\xBB", "\xE2\x80\x9D", "\xE2\x80\x9C", "\xE2\x80\x99"};

bool ends_with_opening(std::string_view text) {
  return std::any_of(std::begin(opening), std::end(opening), [&](std::string_view c) { return text.ends_with(c); });
}
bool starts_with_closing(std::string_view text) {
  return std::any_of(std::begin(closing), std::end(closing), [&](std::string_view c) { return text.starts_with(c); });
}

// A short quotation that begins with a capital and ends without a mark of its own, around several words: a title,
// unless a part of the law is quoted.
bool is_in_quoted_title(const Scan& scan, const AliasMatch& hit) {
  constexpr std::uint32_t longest = 8;  // words
  const std::string_view field = scan.text_of(hit.first);
  const std::uint32_t begin = scan.field_begin(hit.first), end = scan.field_end(hit.first);
  std::uint32_t first = hit.first, last = hit.last();
  while (!ends_with_opening(field.substr(0, scan.words[first].start))) {
    if (first == begin || hit.first - first >= longest || !scan.words[first].joins) return false;
    --first;
  }
  while (!starts_with_closing(field.substr(scan.words[last].end))) {
    if (last + 1 >= end || last - hit.first >= longest || !scan.words[last + 1].joins) return false;
    ++last;
  }
  if (first == last || !scan.words[first].capital) return false;
  for (std::uint32_t at = first; at > begin && first - at < 4; --at)
    if (law_part.contains(scan.written(at - 1)) || scan.words[at - 1].digit) return false;
  // «Алдамчылык» беренеси: Turkic languages have the word behind the part's name.
  const bool turkic = scan.language_country != 0;
  return !(turkic && last + 1 < end && law_part.contains(scan.written(last + 1)));
}

}  // namespace

bool is_denied(const Scan& scan, std::uint32_t first, std::uint32_t last) {
  return is_denied_before(scan, first) || is_denied_behind(scan, last);
}

bool kills_nobody(const Scan& scan, std::uint32_t first, std::uint32_t last) {
  if (!killed.begins(scan.written(first))) return false;
  const bool undone_behind =
      last + 1 < scan.field_end(last) && scan.words[last + 1].joins && undone.contains(scan.written(last + 1));
  return undone_behind || is_denied(scan, first, last);
}

bool names_a_work(const Scan& scan, const AliasMatch& hit) {
  if (is_in_quoted_title(scan, hit)) return true;
  const bool english = scan.language == "en" || scan.language.empty();
  if (!english || hit.first < scan.body_begin || !scan.words[hit.first].capital || scan.body_in_capitals) return false;
  std::uint32_t first = hit.first;
  while (first > scan.body_begin && scan.words[first].joins && scan.words[first - 1].capital) --first;
  if (first != hit.first && !scan.words[first].sentence_start && scan.written(first) == "The") return true;
  // "Borrowed Kidnapped and Treasure Island": a deed has a capital in a text without law only where it is a name.
  const bool lawless = scan.cues[static_cast<std::size_t>(Cue::law)] == 0;
  return lawless && hit.count == 1 && first == hit.first && !scan.words[first].sentence_start;
}

bool names_a_person(const Scan& scan, const AliasMatch& hit) {
  const Word& word = scan.words[hit.first];
  if (hit.count != 1 || hit.first == scan.field_begin(hit.first) || !word.capital || !word.joins) return false;
  if (!scan.capitals_are_significant(hit.first) || (hit.first < scan.body_begin && scan.title_case)) return false;
  const Word& before = scan.words[hit.first - 1];
  // In Russian a crime is written small inside a sentence.
  const bool unknown = scan.language == "ru" && before.id_count == 0 && !before.sentence_start;
  return before.capital && (unknown || (before.given && !before.common));
}

void drop_what_is_no_crime(const Scan& scan, std::vector<Mention>& crimes) {
  std::erase_if(crimes, [&](const Mention& one) {
    return is_accident(scan, one) || is_exercise(scan, one) || is_destruction(scan, one) || is_contest(scan, one);
  });
  std::vector<std::string> reported;  // crimes with a mention that reports a case
  const auto is_reported = [&](const Mention& one) {
    return std::find(reported.begin(), reported.end(), one.value) != reported.end();
  };
  for (const Mention& one : crimes)
    if (!is_reported(one) && !is_acquittal(scan, one) && !is_denied(scan, one.first, one.first + one.count - 1) &&
        !is_statistic(scan, one) && !is_old(scan, one))
      reported.push_back(one.value);
  std::erase_if(crimes, [&](const Mention& one) { return !is_reported(one); });
}

}  // namespace blotter::facets

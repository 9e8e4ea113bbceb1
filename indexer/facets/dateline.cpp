// A wire story is filed where it happens or where those sit who speak of it, so its dateline's country is a focus
// unless the story is clearly elsewhere.  Whether it is about another country too is computed in points: what the
// title says, how often and how early the country is named, and by what.  A country's own name counts most; its demonym
// ("Japanese") half as much, as does a name inside another ("Bank of Japan"); a sum of its money does not count
// ("40 mln Canadian dollars").
//
// The points come from a logistic regression over the labelled stories of Reuters-21578's training part (two thirds of
// them at a time, tried on the rest), rounded.  No word has a weight of its own.
#include "indexer/facets/dateline.hpp"

#include "common/taxonomy/word_list.hpp"
#include "indexer/facets/salience.hpp"
#include "indexer/facets/surroundings.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace blotter::facets {
namespace {

using taxonomy::EntryKind;

const taxonomy::WordList company("company");

// How one country is spoken of, its datelines apart.
struct CountryEvidence {
  bool dateline = false;
  bool title = false, title_name = false, title_people = false, lead = false;
  std::uint32_t mentions = 0;                           // title and body
  std::uint32_t names = 0, demonyms = 0, in_names = 0;  // body
  std::uint32_t money = 0, sentences = 0, listed = 0;
  std::uint32_t first = 0, last_sentence = 0;  // body: words to the first mention that counts; 0: none
};

// "Bank of Japan", "Unicorp Canada Corp": part of a name.  "Matsushita Ltd of Japan" says where it is from.
bool is_in_name(const Scan& scan, const CountryMention& mention) {
  if (mention.kind == EntryKind::demonym) return false;
  const auto joined_capital = [&](std::uint32_t word) {
    return scan.words[word].capital && !scan.words[word].in_country_hit;
  };
  const std::uint32_t next = mention.first + mention.count;
  if (next < scan.words.size() && scan.words[next].joins && joined_capital(next)) return true;
  if (mention.first <= scan.body_begin || !scan.words[mention.first].joins) return false;
  const std::uint32_t before = mention.first - 1;
  if (joined_capital(before))
    return !scan.words[before].sentence_start && scan.words[before].end - scan.words[before].start > 2;
  return before > scan.body_begin && scan.written(before) == "of" && scan.words[before].joins &&
         scan.words[before - 1].capital && !company.contains_any_case(scan.written(before - 1));
}

// Another country is named beside it: "talks between France, Italy and Spain".
bool is_listed(const std::vector<CountryMention>& mentions, std::size_t at, std::uint32_t body_begin) {
  constexpr std::uint32_t reach = 4;
  const auto near = [&](std::size_t other) {
    const auto [from, to] = std::minmax(mentions[at].first, mentions[other].first);
    return mentions[other].country != mentions[at].country && to - from <= reach &&
           (from < body_begin) == (to < body_begin);
  };
  return (at != 0 && near(at - 1)) || (at + 1 < mentions.size() && near(at + 1));
}

void add_body(const Scan& scan, const CountryMention& mention, std::uint32_t sentence, CountryEvidence& evidence) {
  const std::uint32_t position = mention.first - scan.body_begin;
  evidence.lead = evidence.lead || position < lead_words;
  if (evidence.last_sentence != sentence) ++evidence.sentences;
  evidence.last_sentence = sentence;
  if (names_money(scan, mention.first, mention.first + mention.count - 1)) {
    ++evidence.money;
    return;
  }
  if (is_in_name(scan, mention)) {
    ++evidence.in_names;
    return;
  }
  if (evidence.first == 0) evidence.first = position + 1;
  if (names_country(mention.kind)) ++evidence.names;
  else if (mention.kind == EntryKind::demonym) ++evidence.demonyms;
}

std::vector<CountryEvidence> gather(const Scan& scan, const std::vector<CountryMention>& mentions,
                                    const std::vector<Salience>& out) {
  std::vector<CountryEvidence> found(out.size());
  std::uint32_t sentence = 1, word = 0;
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    const CountryMention& mention = mentions[i];
    for (; word < mention.first; ++word) sentence += scan.words[word + 1].sentence_start ? 1 : 0;
    CountryEvidence& evidence = found[index_of(out, mention.country)];
    if (mention.dateline) {
      evidence.dateline = true;
      continue;
    }
    ++evidence.mentions;
    if (is_listed(mentions, i, scan.body_begin)) ++evidence.listed;
    if (mention.first >= scan.body_begin) {
      add_body(scan, mention, sentence, evidence);
      continue;
    }
    evidence.title = true;
    evidence.title_name = evidence.title_name || names_country(mention.kind);
    evidence.title_people = evidence.title_people || mention.kind == EntryKind::demonym;
  }
  return found;
}

// log(1 + count); of small counts, which nearly all are, from a table.
double logarithm(std::uint32_t count) {
  static const auto small = [] {
    std::array<double, 256> values{};
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = std::log1p(static_cast<double>(i));
    return values;
  }();
  return count < small.size() ? small[count] : std::log1p(static_cast<double>(count));
}

double points(const Scan& scan, const std::vector<CountryEvidence>& all, std::size_t at) {
  const CountryEvidence& one = all[at];
  double sum = 0;
  if (one.title_name) sum += 2.3;
  else if (one.title_people) sum += 1.9;
  else if (one.title) sum += 0.85;
  sum += 1.85 * logarithm(one.names) + 0.85 * logarithm(one.demonyms) + 0.85 * logarithm(one.in_names);
  sum += 0.45 * logarithm(one.sentences) - 1.0 * logarithm(one.money);
  const auto length = static_cast<std::uint32_t>(scan.words.size()) - scan.body_begin;
  sum -= 0.57 * logarithm(one.first != 0 ? one.first - 1 : length);
  // Where many are named, each has its part; where the title names another, that one has.
  constexpr std::size_t many = 13;
  sum += 0.57 * std::log(static_cast<double>(std::min(all.size(), many)));
  sum += 0.3 * one.listed / std::max(1u, one.mentions);
  for (std::size_t i = 0; i < all.size(); ++i)
    if (i != at && all[i].title) return sum - 0.4;
  return sum;
}

// "VIENNA, Oct 24 - ": a dateline from which the story is far, being about a country that title, lead and text name
// again and again.
bool is_far(const Scan& scan, const std::vector<CountryEvidence>& all, std::size_t at) {
  constexpr std::uint32_t often = 8, at_least = 4, words_apart = 12;
  if (all[at].title || all[at].mentions > 1) return false;
  return std::any_of(all.begin(), all.end(), [&](const CountryEvidence& other) {
    const bool dense = other.mentions >= at_least && other.mentions * words_apart >= scan.words.size();
    return other.title && other.lead && (other.mentions >= often || dense);
  });
}

}  // namespace

void choose_by_dateline(const Scan& scan, const std::vector<CountryMention>& mentions, std::vector<Salience>& out) {
  constexpr double enough = 0.45;
  const std::vector<CountryEvidence> evidence = gather(scan, mentions, out);
  for (std::size_t i = 0; i < out.size(); ++i)
    out[i].focus = evidence[i].dateline ? !is_far(scan, evidence, i) : points(scan, evidence, i) >= enough;
}

}  // namespace blotter::facets

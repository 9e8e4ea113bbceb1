#include "indexer/facets/joined_names.hpp"

#include "common/taxonomy/word_list.hpp"
#include "indexer/facets/surroundings.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <string_view>

namespace blotter::facets {

namespace {

using taxonomy::EntryKind;
using taxonomy::Lexicon;
using taxonomy::NodeId;
using taxonomy::WordList;

// words.tsv says what each holds.
const WordList plural_head("plural-head"), plural_head_start("plural-head-beginning"), with("joined-with"),
    country_link("country-link"), no_genitive_end("nominative-ending");

// The kind of body whose whole name these words are.
std::optional<std::uint32_t> kind_of_body(const Scan& scan, const Lexicon& lexicon,
                                          std::span<const std::uint32_t> words, NodeId node) {
  if (words.empty()) {
    for (const taxonomy::Entry& entry : lexicon.entries(node))
      if (entry.layer == taxonomy::Layer::agency && (entry.kind == EntryKind::generic || entry.kind == EntryKind::name))
        return entry.value;
    return std::nullopt;
  }
  for (const taxonomy::WordId id : scan.ids_of(scan.words[words.front()])) {
    const NodeId next = node == 0 ? lexicon.first(id) : lexicon.step(node, id);
    if (next == 0) continue;
    if (const auto found = kind_of_body(scan, lexicon, words.subspan(1), next)) return found;
  }
  return std::nullopt;
}

// A name of at most four words that begins, or ends, at a word, once the head is added to it.
// `head`: the words of the whole name that the others share, its last one or its first ones.
std::optional<PartialName> part_at(const Scan& scan, const Lexicon& lexicon, std::uint32_t at, bool begins,
                                   std::span<const std::uint32_t> head) {
  constexpr std::uint32_t longest = 4;
  for (std::uint32_t count = longest; count > 0; --count) {
    if (begins ? at + count > scan.field_end(at) : at + 1 < scan.field_begin(at) + count) continue;
    const std::uint32_t first = begins ? at : at + 1 - count;
    std::vector<std::uint32_t> words;
    bool joins = true;
    for (std::uint32_t i = first; i < first + count; ++i) {
      joins = joins && (i == first || scan.words[i].joins);
      words.push_back(i);
    }
    if (!joins) continue;
    words.insert(begins ? words.begin() : words.end(), head.begin(), head.end());
    if (const auto value = kind_of_body(scan, lexicon, words, 0)) return PartialName{first, count, *value};
  }
  return std::nullopt;
}

bool is_country(const CountryMention* mention) {
  return mention != nullptr && mention->place == 0 && mention->kind != EntryKind::region;
}

// "Германии", "США", but not «Польша» of «полиция Германии и Польша».
bool may_own(const Scan& scan, const CountryMention& country) {
  if (scan.language != "ru") return true;
  const std::uint32_t last = country.first + country.count - 1;
  return scan.words[last].upper || !no_genitive_end.ends(scan.written(last));
}

bool joins(const Scan& scan, std::uint32_t word) {
  return word < scan.words.size() && word != scan.body_begin && scan.words[word].joins;
}

// The countries of a list that goes on behind `end`; it ends with "and".
std::vector<const CountryMention*> behind(const Scan& scan, const std::vector<CountryMention>& countries,
                                          std::uint32_t end) {
  std::vector<const CountryMention*> found;
  for (std::uint32_t at = end; at < scan.words.size() && at != scan.body_begin;) {
    const bool last = joins(scan, at) && coordinator.contains(scan.written(at));
    if (!last && !scan.words[at].comma) return {};
    if (last) ++at;
    if (joins(scan, at) && scan.written(at) == "the") ++at;
    const CountryMention* country = at < scan.words.size() ? mention_at(countries, at) : nullptr;
    if (!is_country(country) || country->first != at || !may_own(scan, *country)) return {};
    found.push_back(country);
    at += country->count;
    if (!last) continue;
    // "The Supreme Court of Canada and the United States Senate": the second has a body of its own.
    const bool goes_on = scan.language == "en" && joins(scan, at) && scan.words[at].capital;
    return goes_on ? std::vector<const CountryMention*>{} : found;
  }
  return {};
}

// The countries of a list that ends with the one that begins at `begin`, as Turkic languages have them before a body,
// and Russian its adjectives.
std::vector<const CountryMention*> countries_before(const Scan& scan, const std::vector<CountryMention>& countries,
                                                    const CountryMention& owner) {
  std::vector<const CountryMention*> found;
  const std::string_view ending = scan.written(owner.first);
  for (std::uint32_t at = owner.first; at > scan.field_begin(owner.first);) {
    const bool last = found.empty() && scan.words[at].joins && with.contains(scan.written(at - 1));
    if (last ? at < scan.field_begin(at) + 2 || !scan.words[at - 1].joins : found.empty() || !scan.words[at].comma)
      break;
    const CountryMention* country = mention_at(countries, last ? at - 2 : at - 1);
    if (!is_country(country)) break;
    // "German and French police", «немецкая и французская полиция», but not «в России и французская полиция».
    constexpr std::size_t letters = 4;  // bytes
    if (scan.language_country == 0 && country->kind != EntryKind::demonym) break;
    if (scan.language == "ru" &&
        !scan.written(country->first).ends_with(ending.substr(ending.size() - std::min(letters, ending.size()))))
      break;
    found.insert(found.begin(), country);
    at = country->first;
  }
  return found;
}

}  // namespace

std::vector<PartialName> sharing_head(const Scan& scan, const Lexicon& lexicon, const AliasMatch& body) {
  std::vector<PartialName> found;
  if (plural_head_start.begins(scan.written(body.last()))) {
    const std::uint32_t head[] = {body.last()};
    std::uint32_t at = body.first;
    while (at > scan.field_begin(at)) {
      const bool linked = scan.words[at].joins && coordinator.contains(scan.written(at - 1));
      if ((!linked && !scan.words[at].comma) || at < scan.field_begin(at) + 1U + linked) break;
      const auto part = part_at(scan, lexicon, linked ? at - 2 : at - 1, false, head);
      if (!part) break;
      found.push_back(*part);
      at = part->first;
    }
  } else if (plural_head.contains(scan.written(body.first))) {
    // "Ministries of" is the head of an English name.
    const std::uint32_t head[] = {body.first, body.first + 1};
    const bool with_of = body.count > 2 && scan.written(body.first + 1) == "of";
    std::uint32_t at = body.last() + 1;
    while (at < scan.field_end(body.first)) {
      const bool linked = scan.words[at].joins && coordinator.contains(scan.written(at));
      if ((!linked && !scan.words[at].comma) || at + linked >= scan.field_end(body.first)) break;
      const auto part = part_at(scan, lexicon, at + linked, true, std::span(head).first(with_of ? 2 : 1));
      if (!part) break;
      found.push_back(*part);
      at = part->first + part->count;
    }
  }
  return found;
}

std::vector<const CountryMention*> joined_countries(const Scan& scan, const std::vector<CountryMention>& countries,
                                                    const Mention& body) {
  const std::uint32_t last = body.first + body.count - 1;
  const bool place_first = scan.language_country != 0 && scan.language != "tg";
  if (!place_first && !is_country(mention_at(countries, body.first))) {
    const CountryMention* owner = mention_at(countries, last);
    std::uint32_t at = last + 1;
    if (owner == nullptr && joins(scan, at) && country_link.contains(scan.written(at))) ++at;
    if (owner == nullptr && joins(scan, at) && scan.written(at) == "the") ++at;
    if (owner == nullptr && joins(scan, at)) owner = mention_at(countries, at);
    if (is_country(owner)) return behind(scan, countries, owner->first + owner->count);
  }
  const CountryMention* owner = mention_at(countries, body.first);
  if (owner == nullptr && body.first > scan.field_begin(body.first) && scan.words[body.first].joins)
    owner = mention_at(countries, body.first - 1);
  const bool several = body.value.ends_with("-police") || plural_head_start.begins(scan.written(last));
  if (!is_country(owner) || (place_first && !several)) return {};
  return countries_before(scan, countries, *owner);
}

}  // namespace blotter::facets

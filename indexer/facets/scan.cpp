#include "indexer/facets/scan.hpp"

#include "common/taxonomy/word_list.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace blotter::facets {

using taxonomy::Entry;
using taxonomy::EntryKind;
using taxonomy::Layer;
using taxonomy::Lexicon;
using taxonomy::NodeId;
using taxonomy::WordId;

namespace {

const taxonomy::WordList ordinal_street("ordinal-street"), numbered_street("numbered-street");

constexpr std::uint32_t max_topic_words = 64;  // of one topic; a text with as many is about it

// Longest first, in the order found among those of one length.  There are few.
void sort_by_length(std::vector<LexiconMatch>& found) {
  for (std::size_t i = 1; i < found.size(); ++i)
    for (std::size_t j = i; j > 0 && found[j].count > found[j - 1].count; --j) std::swap(found[j], found[j - 1]);
}

// "Paris, Tex.", "Lowell, MA", "Lowell MA": letters of a state by where they are.  Among capitals "IN" is one only
// where the clause ends behind it; "AR-15" and "La Reina" are none.
bool may_be_state_letters(const Scan& scan, std::uint32_t at) {
  const Word& word = scan.words[at];
  if (at == scan.field_begin(at) || !scan.words[at - 1].capital) return false;
  const bool significant = scan.capitals_are_significant(at);
  if (!word.comma && !(word.joins && word.upper && significant && scan.words[at - 1].in_country_hit)) return false;
  if (at + 1 >= scan.field_end(at) || !scan.words[at + 1].joins) return true;
  const char behind = scan.text_of(at)[word.end];
  if (behind == '.') return true;
  return significant && behind != '-' && (word.upper || !scan.words[at + 1].capital);
}

}  // namespace

bool Scan::is_any(std::uint32_t word, taxonomy::Range list, const Lexicon& lexicon) const {
  for (const WordId id : ids_of(words[word]))
    if (lexicon.lists(list, id)) return true;
  return false;
}

Scanner::Scanner(const Lexicon& lexicon, const Lexicon& watch)
    : lexicon_(lexicon), watch_(watch), cue_of_value_(lexicon.value_count()) {
  for (std::uint32_t i = 0; i < lexicon.value_count(); ++i) {
    const std::string_view value = lexicon.value(i);
    if (!value.starts_with("cue\t")) continue;
    const std::string_view name = value.substr(4);
    if (name == "US") american_cue_ = i;
    cue_of_value_[i] = name == "law"           ? CueKind::law
                       : name == "sport"       ? CueKind::sport
                       : name == "film"        ? CueKind::film
                       : name == "food"        ? CueKind::food
                       : name == "fitness"     ? CueKind::fitness
                       : name == "science"     ? CueKind::science
                       : name == "weather"     ? CueKind::weather
                       : name == "given"       ? CueKind::given
                       : name == "title"       ? CueKind::person_title
                       : name == "preposition" ? CueKind::preposition
                       : name == "street"      ? CueKind::street
                       : name == "institution" ? CueKind::institution
                       : name == "state"       ? CueKind::state
                       : name == "regional"    ? CueKind::regional
                       : name == "city"        ? CueKind::city
                       : name == "district"    ? CueKind::district
                                               : CueKind::country;
  }
}

std::span<const WordId> Scanner::ids_of(const Scan& scan, const Word& word, Ids which) {
  switch (which) {
    case Ids::names: return {scan.ids + word.ids, word.id_count};
    case Ids::patterns: return {scan.ids + word.ids + word.id_count, word.pattern_id_count};
    case Ids::watched: break;
  }
  return {scan.watch_ids + word.watch_ids, word.watch_id_count};
}

void Scanner::walk(const Lexicon& lexicon, const Scan& scan, Ids which, std::uint32_t at, NodeId node,
                   std::uint32_t depth, Matches& found) {
  const taxonomy::TrieNode& here = lexicon.node(node);
  if (here.entry_count != 0) found.push_back({node, depth});
  if (here.edge_count == 0 || at >= scan.words.size() || at == scan.body_begin || depth >= 12) return;
  const Word& word = scan.words[at];
  // A comma may be inside a long name ("Ministry of Labour, Migration and Employment"), not after one or
  // two words.
  // "Папуа — Новая Гвинея" has a dash.
  if (!word.joins && !word.dash && !(word.comma && depth >= 3)) return;
  for (const WordId id : ids_of(scan, word, which))
    if (const NodeId next = lexicon.step(node, id)) walk(lexicon, scan, which, at + 1, next, depth + 1, found);
}

bool Scanner::is_given_name(const Scan& scan, const Word& word) const {
  const auto is_cue = [&](const Entry& entry) {
    return entry.kind == EntryKind::cue && cue_of_value_[entry.value] == CueKind::given;
  };
  const auto ids = scan.ids_of(word);
  return std::any_of(ids.begin(), ids.end(), [&](WordId id) {
    const NodeId node = lexicon_.first(id);
    if (node == 0) return false;
    const auto entries = lexicon_.entries(node);
    return std::any_of(entries.begin(), entries.end(), is_cue);
  });
}

bool Scanner::fits(const Lexicon& lexicon, const Scan& scan, std::uint32_t first, std::uint32_t count,
                   const Entry& entry) const {
  const Word& word = scan.words[first];
  const bool capitals_are_significant = scan.capitals_are_significant(first);
  if ((entry.conditions & taxonomy::needs_upper) != 0 && !word.upper) return false;
  // Among capitals "US" and "WHO" are acronyms where a sentence begins, and pronouns elsewhere.
  if ((entry.conditions & taxonomy::needs_upper) != 0 && !capitals_are_significant && word.common && word.joins)
    return false;
  if ((entry.conditions & taxonomy::needs_capital) != 0 && !word.capital) return false;
  if ((entry.conditions & taxonomy::after_comma) != 0 && !may_be_state_letters(scan, first)) return false;
  if ((entry.conditions & taxonomy::regional_text) != 0 && (scan.language == "en" || scan.language == "ru"))
    return false;
  if (entry.language[0] != 0 && scan.language != std::string_view(entry.language, 2)) return false;
  const bool has_before = first != 0 && first != scan.body_begin;
  const std::uint32_t next = first + count;
  const bool has_after = next < scan.words.size() && next != scan.body_begin;
  if ((entry.conditions & taxonomy::not_before_name) != 0 && has_before && word.joins && scan.words[first - 1].given &&
      scan.words[first - 1].capital)
    return false;
  if ((entry.conditions & taxonomy::not_after_name) != 0 && capitals_are_significant && has_after &&
      scan.words[next].joins && scan.words[next].capital &&
      (scan.words[next].id_count == 0 || is_given_name(scan, scan.words[next])))
    return false;
  if (entry.neighbours == 0) return true;
  const taxonomy::Neighbours& around = lexicon.neighbours(entry.neighbours);
  const bool before_listed = has_before && scan.is_any(first - 1, around.before, lexicon);
  const bool after_listed = has_after && scan.is_any(next, around.after, lexicon);
  if (around.before.begin != around.before.end && !before_listed) return false;
  if (around.after.begin != around.after.end && !after_listed) return false;
  if (has_before && word.joins && scan.is_any(first - 1, around.not_before, lexicon)) return false;
  return !(has_after && scan.words[next].joins && scan.is_any(next, around.not_after, lexicon));
}

std::uint32_t Scanner::fitting(const Lexicon& lexicon, const Scan& scan, std::uint32_t first, std::uint32_t count,
                               std::span<const Entry> entries, Layer layer) const {
  std::uint32_t mask = 0;
  for (std::size_t i = 0; i < entries.size() && i < 32; ++i)
    if (entries[i].layer == layer && entries[i].kind != EntryKind::cue && fits(lexicon, scan, first, count, entries[i]))
      mask |= 1u << i;
  return mask;
}

// `topic`: no longer match from the same word has decided the topic yet ("crime fiction" is not a crime).
void Scanner::note_cues(Scan& scan, std::uint32_t first, std::uint32_t count, std::span<const Entry> entries,
                        bool& topic) const {
  const auto note = [&](Cue cue) {
    if (!std::exchange(topic, false)) return;
    const auto kind = static_cast<std::size_t>(cue);
    ++scan.cues[kind];
    if (cue == Cue::law || scan.topics[kind] >= max_topic_words) return;
    const Entry* const word = entries.data();
    if (std::find(scan.topic_words.begin(), scan.topic_words.end(), word) != scan.topic_words.end()) return;
    scan.topic_words.push_back(word);
    ++scan.topics[kind];
  };
  for (const Entry& entry : entries) {
    if (entry.kind != EntryKind::cue) continue;
    if ((entry.conditions & taxonomy::needs_upper) != 0 && !scan.words[first].upper) continue;
    switch (cue_of_value_[entry.value]) {
      case CueKind::law: note(Cue::law); break;
      case CueKind::sport: note(Cue::sport); break;
      case CueKind::film: note(Cue::film); break;
      case CueKind::food: note(Cue::food); break;
      case CueKind::fitness: note(Cue::fitness); break;
      case CueKind::science: note(Cue::science); break;
      case CueKind::weather: note(Cue::weather); break;
      case CueKind::given: scan.words[first].given = true; break;
      case CueKind::person_title: scan.words[first].person_title = scan.words[first].capital; break;
      case CueKind::preposition: scan.words[first + count - 1].preposition = true; break;
      case CueKind::institution:
        if (scan.words[first].capital && !std::exchange(scan.words[first].institution, true))
          scan.institutions.push_back(first);
        break;
      case CueKind::street:
        if (scan.words[first].capital && !std::exchange(scan.words[first].street, true)) scan.streets.push_back(first);
        break;
      case CueKind::state: scan.words[first].level = AdminLevel::state; break;
      case CueKind::regional: scan.words[first].level = AdminLevel::regional; break;
      case CueKind::city: scan.words[first].level = AdminLevel::city; break;
      case CueKind::district: scan.words[first].level = AdminLevel::district; break;
      case CueKind::country: scan.country_cues.push_back({entry.value, first}); break;
      case CueKind::none: break;
    }
  }
}

void Scanner::match_layers(Scan& scan) const {
  struct LayerState {
    Layer layer;
    std::vector<AliasMatch>* hits;
    std::uint32_t free_from = 0;
  };
  LayerState layers[] = {
      {Layer::country, &scan.countries}, {Layer::agency, &scan.agencies}, {Layer::crime, &scan.crimes}};
  Matches& found = scan.matches;
  const auto size = static_cast<std::uint32_t>(scan.words.size());
  for (std::uint32_t at = 0; at < size; ++at) {
    found.clear();
    const Word& word = scan.words[at];
    if (!word.starts) continue;
    for (const WordId id : scan.ids_of(word))
      if (const NodeId node = lexicon_.first(id)) walk(lexicon_, scan, Ids::names, at + 1, node, 1, found);
    if (found.empty()) continue;
    sort_by_length(found);
    bool topic = true;
    std::uint8_t present = 0;
    for (const LexiconMatch& match : found) {
      const taxonomy::TrieNode& node = lexicon_.node(match.node);
      present |= node.layers;
      if (node.has_cue) note_cues(scan, at, match.count, lexicon_.entries(match.node), topic);
    }
    if (present == 0) continue;
    for (LayerState& state : layers) {
      const std::uint8_t bit = static_cast<std::uint8_t>(1u << static_cast<unsigned>(state.layer));
      if (at < state.free_from || (present & bit) == 0) continue;
      for (const LexiconMatch& match : found) {
        if ((lexicon_.node(match.node).layers & bit) == 0) continue;
        const auto entries = lexicon_.entries(match.node);
        const std::uint32_t mask = fitting(lexicon_, scan, at, match.count, entries, state.layer);
        if (mask == 0) continue;
        state.hits->push_back({at, match.count, entries.data(), static_cast<std::uint32_t>(entries.size()), mask});
        state.free_from = at + match.count;
        if (state.layer == Layer::country) {
          for (std::uint32_t i = at; i < at + match.count; ++i) scan.words[i].in_country_hit = true;
          const taxonomy::Entry& first = entries[static_cast<std::size_t>(std::countr_zero(mask))];
          scan.words[at].person_country =
              match.count == 1 && first.kind == EntryKind::name && (first.conditions & taxonomy::may_be_person) != 0;
        }
        break;
      }
    }
  }
}

// The ways in which only American papers write an address: "197 N. Cedar St.", "33rd Avenue", "the 600 block of …".
// Each is a cue of the United States.
void Scanner::note_addresses(Scan& scan) const {
  for (const std::uint32_t i : scan.streets) {
    if (i <= scan.body_begin || !scan.words[i].joins) continue;
    const std::string_view written = scan.written(i);
    const std::string_view before = scan.written(i - 1);
    const bool ordinal = before.size() > 2 && scan.words[i - 1].digit && before.back() > '9';
    bool found = ordinal && ordinal_street.contains(written);
    if (!found && numbered_street.contains(written))
      for (std::uint32_t at = i; !found && at > scan.body_begin && i - at < 4 && scan.words[at].joins; --at)
        found = scan.words[at - 1].digit;
    if (found) scan.country_cues.push_back({american_cue_, i});
  }
  for (const std::uint32_t number : scan.numbers)
    if (number >= scan.body_begin && number + 2 < scan.words.size() && scan.words[number + 1].joins &&
        scan.written(number + 1) == "block" && scan.written(number + 2) == "of")
      scan.country_cues.push_back({american_cue_, number + 1});
}

void Scanner::match_watch(Scan& scan) const {
  Matches found;
  std::uint32_t free_from = 0;
  const auto size = static_cast<std::uint32_t>(scan.words.size());
  for (std::uint32_t at = 0; at < size; ++at) {
    const Word& word = scan.words[at];
    if (word.watch_id_count == 0 || at < free_from) continue;
    found.clear();
    for (const WordId id : ids_of(scan, word, Ids::watched))
      if (const NodeId node = watch_.first(id)) walk(watch_, scan, Ids::watched, at + 1, node, 1, found);
    sort_by_length(found);
    for (const LexiconMatch& match : found) {
      const auto entries = watch_.entries(match.node);
      std::uint32_t mask = 0;
      for (std::size_t i = 0; i < entries.size() && i < 32; ++i)
        if (fits(watch_, scan, at, match.count, entries[i])) mask |= 1u << i;
      if (mask == 0) continue;
      scan.watched.push_back({at, match.count, entries.data(), static_cast<std::uint32_t>(entries.size()), mask});
      free_from = at + match.count;
      break;
    }
  }
}

// Every match counts, also one inside another: what makes an element is decided where its parts are together.
void Scanner::match_patterns(Scan& scan) const {
  Matches& found = scan.matches;
  const auto size = static_cast<std::uint32_t>(scan.words.size());
  for (std::uint32_t at = 0; at < size; ++at) {
    const Word& word = scan.words[at];
    if (!word.starts_pattern) continue;
    found.clear();
    for (const WordId id : ids_of(scan, word, Ids::patterns))
      if (const NodeId node = lexicon_.first(id)) walk(lexicon_, scan, Ids::patterns, at + 1, node, 1, found);
    for (const LexiconMatch& match : found)
      for (const Entry& entry : lexicon_.entries(match.node))
        if (entry.layer == Layer::element && scan.language == std::string_view(entry.language, 2))
          scan.parts.push_back({at, match.count, entry.value});
  }
}

void Scanner::scan(const text::TokenStream& title, const text::TokenStream& body, std::string_view language, Scan& out,
                   Scratch& scratch) const {
  scratch.known.bound();
  scratch.watched.bound();
  out.words.clear();
  out.countries.clear();
  out.agencies.clear();
  out.crimes.clear();
  out.watched.clear();
  out.parts.clear();
  out.country_cues.clear();
  out.institutions.clear();
  out.streets.clear();
  out.numbers.clear();
  out.cues.fill(0);
  out.topics.fill(0);
  out.topic_words.clear();
  out.language = language;
  out.title = title.source;
  out.body = body.source;
  add_words(title, out, scratch);
  out.body_begin = static_cast<std::uint32_t>(out.words.size());
  std::size_t capitals = 0, uppers = 0;
  for (const Word& word : out.words) capitals += word.capital, uppers += word.upper;
  out.title_in_capitals = out.words.size() > 1 && uppers * 10 >= (out.words.size() - out.numbers.size()) * 8;
  out.title_case = capitals * 10 >= out.words.size() * 6;
  add_words(body, out, scratch);
  out.ids = scratch.known.ids();
  out.watch_ids = scratch.watched.ids();
  capitals = uppers = 0;
  for (std::size_t i = out.body_begin; i < out.words.size(); ++i)
    capitals += out.words[i].capital, uppers += out.words[i].upper;
  out.body_in_capitals = capitals > 3 && uppers * 10 >= (out.words.size() - out.body_begin - out.numbers.size()) * 8;
  match_layers(out);
  match_patterns(out);
  if (language == "en" || language.empty()) note_addresses(out);
  if (!watch_.empty()) match_watch(out);
}

}  // namespace blotter::facets

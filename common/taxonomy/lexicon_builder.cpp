#include "common/taxonomy/lexicon_builder.hpp"

#include "common/taxonomy/lexicon_block.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace blotter::taxonomy {
namespace {

// Bytes of the character that starts at `at`.
std::size_t char_length(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  return std::min(length, text.size() - at);
}

// Whether the first `count` letters of a word as written are capitals: folding changed them.  The form of an acronym
// (U.S.) has no full stops, that of Gʻijduvon no apostrophe.
bool capitals(std::string written, std::string_view form, int count) {
  for (const std::string_view mark : {".", "'", "ʻ", "ʼ", "‘", "’"})
    for (std::size_t at = written.find(mark); at != std::string::npos; at = written.find(mark))
      written.erase(at, mark.size());
  std::size_t at = 0;
  for (int i = 0; i < count; ++i) {
    if (at >= written.size() || at >= form.size()) return i > 0;
    const std::size_t length = char_length(written, at);
    // A fold that changes lengths (İ) puts the later characters out of step: only ASCII is sure then.
    const bool ascii = length == 1;
    if (ascii ? written[at] < 'A' || written[at] > 'Z'
              : std::string_view(written).substr(at, length) == form.substr(at, length))
      return false;
    at += length;
  }
  return true;
}

struct BlockWriter {
  BlockHeader header{block_magic, {}};
  std::vector<std::byte> bytes = std::vector<std::byte>(sizeof(BlockHeader));

  template <class T>
  void section(Section number, const std::vector<T>& items) {
    bytes.resize((bytes.size() + 7) / 8 * 8);
    header.at(number) = {bytes.size(), items.size() * sizeof(T)};
    const auto* const from = reinterpret_cast<const std::byte*>(items.data());
    bytes.insert(bytes.end(), from, from + items.size() * sizeof(T));
  }
  std::vector<std::byte> finish() {
    std::memcpy(bytes.data(), &header, sizeof header);
    return std::move(bytes);
  }
};

}  // namespace

std::uint32_t LexiconBuilder::value(std::string_view name) { return values_.intern(name).first; }

std::uint32_t LexiconBuilder::label(std::string_view name) { return name.empty() ? 0 : labels_.intern(name).first + 1; }

void LexiconBuilder::link(std::string_view form, WordId id) {
  std::vector<WordId>& ids = forms_[std::string(form)];
  if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
}

WordId LexiconBuilder::word(std::string_view form, Declension russian) {
  const auto [found, fresh] = ids_.try_emplace(std::string(form), static_cast<WordId>(ids_.size() + 1));
  const WordId id = found->second;
  if (fresh) {
    std::vector<WordId>& ids = forms_[std::string(form)];
    ids.insert(ids.begin(), id);
  }
  std::uint8_t& declined = declined_[std::string(form)];
  const auto bit = static_cast<std::uint8_t>(1u << static_cast<unsigned>(russian));
  if ((declined & bit) == 0) {
    declined = static_cast<std::uint8_t>(declined | bit);
    for (const std::string& other : russian_forms(form, russian)) link(other, id);
  }
  return id;
}

void LexiconBuilder::mark_common(std::string_view form, std::uint8_t language) {
  std::uint8_t& languages = common_[std::string(form)];
  languages = static_cast<std::uint8_t>(languages | language);
}

void LexiconBuilder::add(std::string_view alias, Entry entry, Declension russian, bool any_case) {
  tokeniser_.tokenise(alias, stream_);
  if (stream_.tokens.empty()) return;
  if (!any_case) {
    const text::Token& head = stream_.tokens.front();
    const std::string_view written = stream_.written(head);
    const std::string_view form = stream_.form(head);
    if (capitals(std::string(written), form, 1)) entry.conditions |= needs_capital;
    if (stream_.tokens.size() == 1 && capitals(std::string(written), form, 2) && written.size() <= 14)
      entry.conditions |= needs_upper;
  }
  NodeId node = 0;
  for (const text::Token& token : stream_.tokens) {
    const WordId id = word(stream_.form(token), russian);
    const auto [edge, fresh] = nodes_[node].edges.try_emplace(id, static_cast<NodeId>(nodes_.size()));
    node = edge->second;
    if (fresh) nodes_.emplace_back();
  }
  std::vector<Entry>& entries = nodes_[node].entries;
  for (Entry& old : entries)
    if (old.value == entry.value && old.layer == entry.layer && std::memcmp(old.region, entry.region, 4) == 0 &&
        std::memcmp(old.language, entry.language, 2) == 0) {
      // Stated first wins (hand-written tables are read before generated ones), with the greater weight.
      old.population = std::max(old.population, entry.population);
      // A capital in a region of its name (Wellington) is the capital.
      if (old.kind == EntryKind::region && entry.kind == EntryKind::capital) old.kind = EntryKind::capital;
      return;
    }
  entries.push_back(entry);
}

void LexiconBuilder::add_part(std::string_view phrase, const Entry& entry) {
  tokeniser_.tokenise(phrase, stream_);
  if (stream_.tokens.empty()) return;
  NodeId node = 0;
  for (const text::Token& token : stream_.tokens) {
    const bool beginning = token.end < phrase.size() && phrase[token.end] == beginning_mark;
    std::string marked(stream_.form(token));
    const std::size_t start = pattern_start(marked);
    pattern_starts_[start / 64] |= std::uint64_t{1} << start % 64;
    marked += beginning ? beginning_mark : whole_word_mark;
    const auto [edge, fresh] =
        nodes_[node].edges.try_emplace(word(marked, Declension::none), static_cast<NodeId>(nodes_.size()));
    node = edge->second;
    if (fresh) nodes_.emplace_back();
  }
  nodes_[node].entries.push_back(entry);
}

Range LexiconBuilder::list(std::string_view words) {
  const auto begin = static_cast<std::uint32_t>(lists_.size());
  while (!words.empty()) {
    const std::size_t comma = std::min(words.find(','), words.size());
    const std::string form = text::normalise_word(words.substr(0, comma));
    if (!form.empty()) lists_.push_back(word(form, Declension::none));
    words.remove_prefix(std::min(comma + 1, words.size()));
  }
  return {begin, static_cast<std::uint32_t>(lists_.size())};
}

std::uint32_t LexiconBuilder::neighbours(std::string_view before, std::string_view after, std::string_view not_before,
                                         std::string_view not_after) {
  if (before.empty() && after.empty() && not_before.empty() && not_after.empty()) return 0;
  neighbours_.push_back({list(before), list(after), list(not_before), list(not_after)});
  return static_cast<std::uint32_t>(neighbours_.size());
}

std::vector<std::string> LexiconBuilder::name_forms() const {
  const auto names = [&](WordId id) {
    const auto edge = nodes_[0].edges.find(id);
    if (edge == nodes_[0].edges.end()) return false;
    const std::vector<Entry>& entries = nodes_[edge->second].entries;
    return std::any_of(entries.begin(), entries.end(), [](const Entry& entry) {
      return entry.layer == Layer::country && (entry.conditions & needs_capital) != 0 && entry.kind != EntryKind::guard;
    });
  };
  std::vector<std::string> found;
  for (const auto& [form, ids] : forms_)
    if (std::any_of(ids.begin(), ids.end(), names)) found.push_back(form);
  std::sort(found.begin(), found.end());
  return found;
}

std::vector<std::byte> LexiconBuilder::finish() {
  std::vector<TrieNode> nodes(nodes_.size());
  std::vector<Edge> edges;
  std::vector<Entry> entries;
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    const Draft& draft = nodes_[i];
    nodes[i] = {static_cast<std::uint32_t>(edges.size()), static_cast<std::uint32_t>(entries.size()),
                // The root's edges are the `first` table.
                static_cast<std::uint16_t>(i == 0 ? 0 : draft.edges.size()),
                static_cast<std::uint16_t>(draft.entries.size()), 0, 0, false};
    if (i != 0)
      for (const auto& [id, to] : draft.edges) {
        edges.push_back({id, to});
        nodes[i].edge_words |= edge_bit(id);
      }
    for (const Entry& entry : draft.entries) {
      if (entry.kind == EntryKind::cue) nodes[i].has_cue = true;
      else nodes[i].layers = static_cast<std::uint8_t>(nodes[i].layers | 1u << static_cast<unsigned>(entry.layer));
    }
    entries.insert(entries.end(), draft.entries.begin(), draft.entries.end());
  }
  std::vector<NodeId> first(ids_.size() + 1);
  for (const auto& [id, to] : nodes_[0].edges) first[id] = to;

  const std::size_t slot_count = std::bit_ceil(std::max<std::size_t>(16, forms_.size() * 3 / 2));
  std::vector<std::uint64_t> filter_bits(std::bit_ceil(std::max<std::size_t>(64, forms_.size() * 12)) / 64);
  std::vector<FormSlot> slots(slot_count);
  std::vector<WordId> words;
  std::vector<char> strings;
  std::vector<std::string_view> ordered;
  for (const auto& [form, ids] : forms_) ordered.push_back(form);
  std::sort(ordered.begin(), ordered.end());  // the block does not depend on the hash map's order
  for (const std::string_view form : ordered) {
    const std::vector<WordId>& ids = forms_.at(std::string(form));
    const std::uint64_t hash = hash_form(form);
    const std::uint64_t bit = hash & (filter_bits.size() * 64 - 1);
    filter_bits[bit >> 6] |= std::uint64_t{1} << (bit & 63);
    std::size_t at = (hash >> 20) & (slot_count - 1);
    while (slots[at].word_count != 0) at = (at + 1) & (slot_count - 1);
    const auto count = static_cast<std::uint8_t>(std::min<std::size_t>(ids.size(), 255));
    const auto own = ids_.find(std::string(form));
    const auto common = common_.find(std::string(form));
    slots[at] = {
        static_cast<std::uint32_t>(hash >> 32),          static_cast<std::uint32_t>(strings.size()),
        static_cast<std::uint16_t>(form.size()),         count,
        own != ids_.end() && own->second == ids.front(), common == common_.end() ? std::uint8_t{0} : common->second,
        static_cast<std::uint32_t>(words.size())};
    strings.insert(strings.end(), form.begin(), form.end());
    words.insert(words.end(), ids.begin(), ids.begin() + count);
  }
  const auto place = [&strings](const text::Interner& names) {
    std::vector<std::uint32_t> places;
    for (std::uint32_t id = 0; id < names.size(); ++id) {
      const std::string_view name = names.text(id);
      places.push_back(static_cast<std::uint32_t>(strings.size()));
      places.push_back(static_cast<std::uint32_t>(name.size()));
      strings.insert(strings.end(), name.begin(), name.end());
    }
    return places;
  };
  BlockWriter out;
  out.section(Section::filter, filter_bits);
  out.section(Section::pattern_starts, pattern_starts_);
  out.section(Section::slots, slots);
  out.section(Section::words, words);
  out.section(Section::first, first);
  out.section(Section::nodes, nodes);
  out.section(Section::edges, edges);
  out.section(Section::entries, entries);
  out.section(Section::neighbours, neighbours_);
  out.section(Section::lists, lists_);
  out.section(Section::values, place(values_));
  out.section(Section::labels, place(labels_));
  out.section(Section::strings, strings);
  return out.finish();
}

}  // namespace blotter::taxonomy

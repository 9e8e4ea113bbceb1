// The lexicon: every alias of every facet value as one trie over word ids, in one flat block of memory that
// the build compiles into the program.  A text word costs one filter probe and, when it may be known, one
// hash look-up.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace blotter::taxonomy {

using WordId = std::uint32_t;  // 0 is not a word
using NodeId = std::uint32_t;  // 0 is the root

enum class Layer : std::uint8_t { country, agency, crime, watch, element };

enum class EntryKind : std::uint8_t {
  name,          // of a country, an agency or a watch-list value
  old,           // a former name or a former state
  abbreviation,  // matched as written
  demonym,       // adjective or inhabitant
  capital,
  city,
  region,
  guard,    // takes its words away from the layer: "Brazil nuts", "daylight robbery"
  cue,      // shows that a text is set in a country without naming it: "sheriff", "tenge"
  generic,  // a body that every country has: "Interior Ministry"
  head,     // what a local body is: "prosecutor's office"
  ref,      // refers back to the last body of that kind: "the ministry"
  phrase,   // names a crime
  part,     // one part of an element's pattern: "passports" of "passports + took away"
};

// What must hold around a match.
enum Condition : std::uint32_t {
  needs_capital = 1u << 0,      // the first word begins with a capital
  needs_upper = 1u << 1,        // the first word is written in capitals
  needs_context = 1u << 2,      // counts only when other evidence has put its value into the text
  needs_preposition = 1u << 3,  // in, from, to, near … before it, or context
  may_be_person = 1u << 4,      // also a given name or a surname
  us_state = 1u << 5,           // Georgia: the state or the country
  english_word = 1u << 6,       // also an English dictionary word
  given_name = 1u << 7,         // also a given name
  not_after_name = 1u << 8,     // a capitalised word that is not a place must not follow
  not_before_name = 1u << 9,    // a given name must not come before
  exact_only = 1u << 10,        // no inflected forms at run time
  regional_text = 1u << 12,     // not in an English or Russian text
  after_comma = 1u << 11,       // only after a capitalised word and a comma: "Paris, Tex."
  namesake = 1u << 13,          // a country's name that is a given name: "Israel Adesanya"
};

// Word-id lists that conditions hold neighbours against, as ranges of Lexicon::lists(): [begin, end).
struct Range {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};
struct Neighbours {
  Range before, after, not_before, not_after;
};

struct Entry {
  std::uint32_t value = 0;       // index into Lexicon::value
  std::uint32_t population = 0;  // of a place, else 0
  std::uint32_t conditions = 0;  // Condition bits
  std::uint32_t neighbours = 0;  // 1 + index of Neighbours, or 0
  Layer layer = Layer::country;
  EntryKind kind = EntryKind::name;
  char language[2] = {};    // counts only in texts of that language, when set
  char region[4] = {};      // first-level region of a place in the US or Canada
  std::uint32_t label = 0;  // a place: 1 + number of its name in identifiers (Lexicon::label), or 0
};

struct TrieNode {
  std::uint32_t edges = 0;    // first of its edges
  std::uint32_t entries = 0;  // first of its entries
  std::uint16_t edge_count = 0;
  std::uint16_t entry_count = 0;
  std::uint32_t edge_words = 0;  // edge_bit() of every edge: most words that lead nowhere are refused without a search
  std::uint8_t layers = 0;       // bit of every layer that has an entry here, cues apart
  bool has_cue = false;
};

[[nodiscard]] constexpr std::uint32_t edge_bit(WordId word) { return 1u << ((word * 0x9E3779B9u) >> 27); }

struct Edge {
  WordId word = 0;
  NodeId to = 0;
};

// One word form and the words that it can be a form of.
struct FormSlot {
  std::uint32_t hash = 0;
  std::uint32_t form = 0;  // offset in the string pool
  std::uint16_t form_length = 0;
  std::uint8_t word_count = 0;  // 0: an empty slot
  bool exact = false;           // the first word is the form itself, not a declension of another
  std::uint8_t common = 0;      // common_bit() of every language in which it is an everyday word too
  std::uint32_t words = 0;      // first in the word lists
};

// Returns the bit of a language whose everyday words common_words.tsv lists (ISO 639-1); 0 for other languages.
[[nodiscard]] constexpr std::uint8_t common_bit(std::string_view language) {
  constexpr std::string_view languages = "en ru kk ky uz tg tk tr";
  const std::size_t at = language.size() == 2 ? languages.find(language) : std::string_view::npos;
  return at == std::string_view::npos ? std::uint8_t{0} : static_cast<std::uint8_t>(1u << (at / 3));
}

// A word of an element's pattern is kept as its form and one of these: "took$", "passport*".
inline constexpr char whole_word_mark = '$';
inline constexpr char beginning_mark = '*';

// Hash of a normalised form, eight bytes at a time.
[[nodiscard]] inline std::uint64_t hash_form(std::string_view form) {
  constexpr std::uint64_t multiplier = 0x9FB21C651E98DF25u;
  // The size is spread over all bits: beside the bytes alone "so" would be "roo".
  std::uint64_t hash = 0x9E3779B97F4A7C15u * (2 * form.size() + 1);
  const char* at = form.data();
  std::size_t left = form.size();
  const auto mix = [&](std::uint64_t bytes) {
    hash = (hash ^ bytes) * multiplier;
    hash ^= hash >> 32;
  };
  for (; left >= 8; at += 8, left -= 8) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, at, 8);
    mix(bytes);
  }
  if (left >= 4) {  // the last four may overlap the first four
    std::uint32_t low = 0;
    std::uint32_t high = 0;
    std::memcpy(&low, at, 4);
    std::memcpy(&high, at + left - 4, 4);
    mix(std::uint64_t{high} << 32 | low);
  } else if (left != 0) {
    const auto byte = [&](std::size_t i) { return std::uint64_t{static_cast<unsigned char>(at[i])}; };
    mix(byte(0) | byte(left / 2) << 8 | byte(left - 1) << 16);
  }
  hash *= 0xD6E8FEB86659FD93u;
  return hash ^ (hash >> 29);
}

// The number of a word's start among the starts of the words of elements' patterns: of its first four bytes, or of all
// of a shorter one.
inline constexpr std::size_t pattern_start_bits = 1u << 16;
[[nodiscard]] inline std::size_t pattern_start(std::string_view word) {
  std::uint32_t bytes = 0;
  std::memcpy(&bytes, word.data(), std::min<std::size_t>(word.size(), sizeof bytes));
  return bytes * 0x9E3779B1u >> 16;  // Fibonacci hashing: Knuth, TAOCP 3, 6.4
}

// A read-only view of a compiled block; the block outlives it.
class Lexicon {
 public:
  Lexicon() = default;
  // `block` must come from LexiconBuilder::finish, 8-byte aligned.  An empty block is an empty lexicon.
  explicit Lexicon(std::span<const std::byte> block);

  // Returns the words that `form` can be, exact word first; empty for an unknown form.
  [[nodiscard]] std::span<const WordId> words_of(std::string_view form) const {
    return words_of(form, hash_form(form)).ids;
  }
  // What is known of a form; `hash` is hash_form(form).
  struct Form {
    std::span<const WordId> ids;
    bool exact = false;       // the first id is the form itself
    std::uint8_t common = 0;  // common_bit() of the languages in which it is an everyday word
  };
  [[nodiscard]] Form words_of(std::string_view form, std::uint64_t hash) const {
    if (slot_mask_ == 0) return {};
    const std::uint64_t bit = hash & filter_mask_;
    if ((filter_[bit >> 6] >> (bit & 63) & 1) == 0) return {};
    const auto tag = static_cast<std::uint32_t>(hash >> 32);
    for (std::uint64_t at = (hash >> 20) & slot_mask_;; at = (at + 1) & slot_mask_) {
      const FormSlot& slot = slots_[at];
      if (slot.word_count == 0) return {};
      if (slot.hash == tag && string(slot.form, slot.form_length) == form)
        return {{words_ + slot.words, slot.word_count}, slot.exact, slot.common};
    }
  }

  // The words of elements' patterns that a form may be, appended to `out`: those of its beginnings ("passport*") and of
  // the form itself, which are kept apart from the words of names.
  void add_pattern_words(std::string_view form, std::vector<WordId>& out) const;

  // The word of exactly that form, or 0; beside it the languages in which the form is common.
  struct ExactWord {
    WordId id = 0;
    std::uint8_t common = 0;
  };
  [[nodiscard]] ExactWord exact_word(std::string_view form) const {
    const Form found = words_of(form, hash_form(form));
    return found.exact ? ExactWord{found.ids.front(), found.common} : ExactWord{};
  }

  // Returns the node that `word` leads to from `from`, or 0.
  [[nodiscard]] NodeId step(NodeId from, WordId word) const {
    return (nodes_[from].edge_words & edge_bit(word)) == 0 ? NodeId{0} : find_edge(from, word);
  }
  [[nodiscard]] NodeId first(WordId word) const { return word < first_count_ ? first_[word] : 0; }
  [[nodiscard]] std::span<const Entry> entries(NodeId node) const {
    return {entries_ + nodes_[node].entries, nodes_[node].entry_count};
  }
  [[nodiscard]] const TrieNode& node(NodeId node) const { return nodes_[node]; }
  [[nodiscard]] const Neighbours& neighbours(std::uint32_t number) const { return neighbours_[number - 1]; }
  // Returns whether a word is in a neighbour list.
  [[nodiscard]] bool lists(Range range, WordId word) const;

  // Facet values: "country\tUZ" split into its parts.
  [[nodiscard]] std::string_view value(std::uint32_t index) const {
    return string(values_[2 * std::size_t{index}], values_[2 * std::size_t{index} + 1]);
  }
  // Returns a place's name in the identifiers of its bodies, by Entry::label.
  [[nodiscard]] std::string_view label(std::uint32_t number) const {
    return string(labels_[2 * std::size_t{number} - 2], labels_[2 * std::size_t{number} - 1]);
  }
  [[nodiscard]] std::uint32_t value_count() const { return value_count_; }
  [[nodiscard]] bool empty() const { return slot_mask_ == 0; }

  struct Header;

 private:
  [[nodiscard]] NodeId find_edge(NodeId from, WordId word) const;
  [[nodiscard]] std::string_view string(std::uint32_t offset, std::uint32_t length) const {
    return {strings_ + offset, length};
  }

  std::uint64_t slot_mask_ = 0, filter_mask_ = 0;
  const std::uint64_t* filter_ = nullptr;
  const std::uint64_t* pattern_starts_ = nullptr;
  const FormSlot* slots_ = nullptr;
  const WordId* words_ = nullptr;
  const NodeId* first_ = nullptr;
  const TrieNode* nodes_ = nullptr;
  const Edge* edges_ = nullptr;
  const Entry* entries_ = nullptr;
  const Neighbours* neighbours_ = nullptr;
  const WordId* lists_ = nullptr;
  const std::uint32_t* values_ = nullptr;
  const std::uint32_t* labels_ = nullptr;
  const char* strings_ = nullptr;
  std::uint32_t first_count_ = 0, value_count_ = 0;
};

// Returns the lexicon that the build compiled from data/*.tsv.
[[nodiscard]] const Lexicon& embedded_lexicon();

}  // namespace blotter::taxonomy

// Step one of tagging: the words of an article against the lexicon's trie.  Title and body become one
// sequence, in which every layer (countries, agencies, crimes, watch lists) takes its longest matches from
// left to right.
#pragma once

#include "common/article.hpp"
#include "common/taxonomy/lexicon.hpp"
#include "common/text/token.hpp"
#include "indexer/facets/known_words.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace blotter::facets {

// The rank of a place, as the names of local bodies say it.
enum class AdminLevel : std::uint8_t { none, state, regional, city, district };

// What is known of one word of the article.
struct Word {
  std::uint32_t start = 0, end = 0;      // bytes in its field
  std::uint32_t ids = 0, watch_ids = 0;  // first in Scan::ids, Scan::watch_ids
  std::uint8_t id_count = 0, watch_id_count = 0;
  std::uint8_t pattern_id_count = 0;  // words of elements' patterns; their ids follow those of names
  bool capital = false;               // begins with a capital
  bool upper = false;                 // so does its second letter, or it has only one
  bool joins = false;                 // nothing but space or a hyphen parts it from the word before
  bool comma = false;                 // a comma does
  bool starts = false;                // begins an alias of the lexicon
  bool starts_pattern = false;        // begins a pattern of an element
  bool digit = false;                 // begins with a digit
  bool sentence_start = false;
  bool given = false;         // a given name
  bool person_title = false;  // Mr, Judge …
  bool preposition = false;
  bool street = false;       // Road, Hotel …: what stands before it is its name
  bool institution = false;  // Police, University …: what stands before it is where it is
  bool in_country_hit = false;
  bool person_country = false;          // Jordan, Chad …: a country and a given name
  bool dash = false;                    // a dash with spaces around it parts it from the word before
  bool common = false;                  // an everyday word of the text's language too: common_words.tsv
  AdminLevel level = AdminLevel::none;  // region, city …: what stands beside it is a place of that rank
};

// Returns whether a word as it is written is one of some.
[[nodiscard]] inline bool is_any_of(std::string_view written, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), written) != words.end();
}

// A match of the lexicon in the text.
struct AliasMatch {
  std::uint32_t first = 0;  // word
  std::uint32_t count = 1;  // words
  const taxonomy::Entry* entries = nullptr;
  std::uint32_t entry_count = 0;
  std::uint32_t fitting = 0;  // bit i: entry i belongs to the layer and its conditions on the neighbours hold
  [[nodiscard]] std::uint32_t last() const { return first + count - 1; }
};

// What a text's words say it is about: law, and topics that speak of crimes in figures.
enum class Cue : std::uint8_t { law, sport, film, food, fitness, science, weather, count };

// A part of an element's pattern in the text.
struct PatternPart {
  std::uint32_t first = 0, count = 1;  // words
  std::uint32_t value = 0;             // of the lexicon
};

struct CountryCue {
  std::uint32_t value = 0;  // of the lexicon
  std::uint32_t word = 0;
};

// A node that the words from one on lead to.
struct LexiconMatch {
  taxonomy::NodeId node = 0;
  std::uint32_t count = 0;  // words
};

struct Scan {
  std::vector<Word> words;       // title, then body
  std::uint32_t body_begin = 0;  // first word of the body
  bool title_in_capitals = false;
  bool title_case = false;  // most words of the title have a capital, so capitals there tell nothing
  bool body_in_capitals = false;
  std::string_view language, title, body;
  std::uint16_t site_country = 0;      // the country of the web site (a CountryCode), or 0
  std::uint16_t language_country = 0;  // the country of the language (a CountryCode), or 0
  int year = 0;                        // of publication, or 0

  const taxonomy::WordId* ids = nullptr;        // of the words, in KnownWords
  const taxonomy::WordId* watch_ids = nullptr;  // those of the watch lists
  std::vector<AliasMatch> countries, agencies, crimes, watched;
  std::vector<PatternPart> parts;  // of elements' patterns, in text order; none where nothing speaks of crime
  std::array<std::uint32_t, static_cast<std::size_t>(Cue::count)> cues{};    // mentions
  std::array<std::uint32_t, static_cast<std::size_t>(Cue::count)> topics{};  // different words; none for law
  std::vector<const taxonomy::Entry*> topic_words;                           // those counted in `topics`
  std::vector<CountryCue> country_cues;
  // Words with these marks, in text order.
  std::vector<std::uint32_t> institutions, streets, numbers;
  std::vector<LexiconMatch> matches;  // from one word on, longest first

  [[nodiscard]] TextField field_of(std::uint32_t word) const {
    return word < body_begin ? TextField::title : TextField::body;
  }
  // Returns the text that the word's offsets are in.
  [[nodiscard]] std::string_view text_of(std::uint32_t word) const { return word < body_begin ? title : body; }
  // Returns whether capitals say anything where that word is.
  [[nodiscard]] bool capitals_tell(std::uint32_t word) const {
    return word < body_begin ? !title_in_capitals : !body_in_capitals;
  }
  // Returns the first word of the title or the body that `word` is in, and the one after its last.
  [[nodiscard]] std::uint32_t field_begin(std::uint32_t word) const { return word < body_begin ? 0 : body_begin; }
  [[nodiscard]] std::uint32_t field_end(std::uint32_t word) const {
    return word < body_begin ? body_begin : static_cast<std::uint32_t>(words.size());
  }
  [[nodiscard]] std::string_view written(std::uint32_t word) const {
    return text_of(word).substr(words[word].start, words[word].end - words[word].start);
  }
  [[nodiscard]] std::span<const taxonomy::WordId> ids_of(const Word& word) const {
    return {ids + word.ids, word.id_count};
  }
  [[nodiscard]] bool is_any(std::uint32_t word, taxonomy::Range list, const taxonomy::Lexicon& lexicon) const;
};

class Scanner {
 public:
  // Both lexicons outlive the scanner; `watch` may be empty.
  Scanner(const taxonomy::Lexicon& lexicon, const taxonomy::Lexicon& watch);

  // What the lexicons know of words, and buffers; one thread's.  A Scan points into it until the next scan.
  struct Scratch {
    KnownWords known, watched;
    std::vector<taxonomy::WordId> ids;  // of one look-up
    std::vector<std::uint64_t> hashes;  // of one text's forms
  };
  void scan(const text::TokenStream& title, const text::TokenStream& body, std::string_view language, Scan& out,
            Scratch& scratch) const;

 private:
  using Matches = std::vector<LexiconMatch>;
  void add_words(const text::TokenStream& stream, Scan& out, Scratch& scratch) const;
  // Which of a word's ids are looked at.
  enum class Ids : std::uint8_t { names, patterns, watched };
  void walk(const taxonomy::Lexicon& lexicon, const Scan& scan, Ids which, std::uint32_t at, taxonomy::NodeId node,
            std::uint32_t depth, Matches& found) const;
  static std::span<const taxonomy::WordId> ids_of(const Scan& scan, const Word& word, Ids which);
  std::uint32_t fitting(const taxonomy::Lexicon& lexicon, const Scan& scan, std::uint32_t first, std::uint32_t count,
                        std::span<const taxonomy::Entry> entries, taxonomy::Layer layer) const;
  bool is_given_name(const Scan& scan, const Word& word) const;
  bool fits(const taxonomy::Lexicon& lexicon, const Scan& scan, std::uint32_t first, std::uint32_t count,
            const taxonomy::Entry& entry) const;
  void note_cues(Scan& scan, std::uint32_t first, std::uint32_t count, std::span<const taxonomy::Entry> entries,
                 bool& topic) const;
  void match_layers(Scan& scan) const;
  void note_addresses(Scan& scan) const;
  void match_watch(Scan& scan) const;
  void match_patterns(Scan& scan) const;

  const taxonomy::Lexicon& lexicon_;
  const taxonomy::Lexicon& watch_;
  // What a cue's value number stands for; codes beyond the table are countries' cues.
  enum class CueKind : std::uint8_t {
    none,
    law,
    sport,
    film,
    food,
    fitness,
    science,
    weather,
    given,
    person_title,
    preposition,
    street,
    institution,
    state,
    regional,
    city,
    district,
    country
  };
  std::vector<CueKind> cue_of_value_;
  std::uint32_t american_cue_ = 0;  // the value of the cues of the United States
};

}  // namespace blotter::facets

// The first step of tagging: matches the words of an article with the names in the lexicon (taxonomy::Lexicon).
// Title and body form one sequence of words.  Each layer (countries, agencies, crimes, watch lists) takes its longest
// matches from left to right: matches of one layer do not overlap, those of two layers may.
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

// The administrative level of a place, from a word beside its name: "region", "city".
enum class AdminLevel : std::uint8_t { none, state, regional, city, district };

// One word of the article, and what the lexicon says about it.
struct Word {
  std::uint32_t start = 0, end = 0;      // byte offsets in its field
  std::uint32_t ids = 0, watch_ids = 0;  // index of its first id in Scan::ids, Scan::watch_ids
  std::uint8_t id_count = 0, watch_id_count = 0;
  std::uint8_t pattern_id_count = 0;  // its ids in patterns of elements, stored after the ids in names
  bool capital = false;               // begins with a capital
  bool upper = false;                 // the second letter is a capital too, or there is none
  bool joins = false;                 // only white space or a hyphen is between it and the word before
  bool comma = false;                 // a comma is between them
  bool starts = false;                // is the first word of a name in the lexicon
  bool starts_pattern = false;        // is the first word of a pattern of an element
  bool digit = false;                 // begins with a digit
  bool sentence_start = false;
  bool given = false;         // a given name
  bool person_title = false;  // Mr, Judge …
  bool preposition = false;
  bool street = false;                  // Road, Hotel …: the words before it are the name of a street or building
  bool institution = false;             // Police, University …: the words before it name the place where it is
  bool in_country_hit = false;          // is part of a match in Scan::countries
  bool person_country = false;          // Jordan, Chad …: both a country and a given name
  bool dash = false;                    // a dash with spaces around it is between it and the word before
  bool common = false;                  // also an everyday word of the text's language (common_words.tsv)
  AdminLevel level = AdminLevel::none;  // region, city …: the name beside it is a place of this level
};

// Returns whether `written` is one of `words`, compared byte by byte.
[[nodiscard]] inline bool is_any_of(std::string_view written, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), written) != words.end();
}

// A name of the lexicon that occurs in the text, with all values that it can stand for.
struct AliasMatch {
  std::uint32_t first = 0;                   // index of its first word in Scan::words
  std::uint32_t count = 1;                   // number of words
  const taxonomy::Entry* entries = nullptr;  // in the lexicon, which outlives the match
  std::uint32_t entry_count = 0;
  std::uint32_t fitting = 0;  // bit i: entry i is of the layer, and its conditions on the words around it hold
  [[nodiscard]] std::uint32_t last() const { return first + count - 1; }
};

// Subjects that single words point to: law, and topics in which names of crimes are figures of speech.
enum class Cue : std::uint8_t { law, sport, film, food, fitness, science, weather, count };

// A part of an element's pattern (element.hpp) that occurs in the text.
struct PatternPart {
  std::uint32_t first = 0, count = 1;  // first word, number of words
  std::uint32_t value = 0;             // the lexicon's value number
};

// A word that is used in one country only: "sheriff" in the United States.
struct CountryCue {
  std::uint32_t value = 0;  // the lexicon's value number
  std::uint32_t word = 0;   // index in Scan::words
};

// A node of the lexicon's trie, reached by `count` words from some word on.
struct LexiconMatch {
  taxonomy::NodeId node = 0;
  std::uint32_t count = 0;  // words
};

// The words of one article and their matches.  It points into the article's text, the lexicons and the scanner's
// Scratch: valid until the next scan with the same Scratch.
struct Scan {
  std::vector<Word> words;       // title, then body
  std::uint32_t body_begin = 0;  // index of the body's first word
  bool title_in_capitals = false;
  bool title_case = false;  // most words of the title have a capital, so a capital there does not show a name
  bool body_in_capitals = false;
  std::string_view language, title, body;
  std::uint16_t site_country = 0;      // the country of the web site (a CountryCode), or 0
  std::uint16_t language_country = 0;  // the country of the language (a CountryCode), or 0
  int year = 0;                        // of publication, or 0

  const taxonomy::WordId* ids = nullptr;                                   // all words' ids, owned by KnownWords
  const taxonomy::WordId* watch_ids = nullptr;                             // all words' ids in the watch lists
  std::vector<AliasMatch> countries, agencies, crimes, watched;            // in text order
  std::vector<PatternPart> parts;                                          // in text order
  std::array<std::uint32_t, static_cast<std::size_t>(Cue::count)> cues{};  // by Cue: number of mentions
  std::array<std::uint32_t, static_cast<std::size_t>(Cue::count)>
      topics{};                                     // by Cue: number of different words; 0 for law
  std::vector<const taxonomy::Entry*> topic_words;  // those counted in `topics`
  std::vector<CountryCue> country_cues;
  // Indices of the words with the flag `institution`, `street`, `digit`, in text order.
  std::vector<std::uint32_t> institutions, streets, numbers;
  std::vector<LexiconMatch> matches;  // buffer of the scanner: matches from one word on, longest first

  [[nodiscard]] TextField field_of(std::uint32_t word) const {
    return word < body_begin ? TextField::title : TextField::body;
  }
  // Returns the title or the body, to which the word's offsets refer.
  [[nodiscard]] std::string_view text_of(std::uint32_t word) const { return word < body_begin ? title : body; }
  // Returns whether a capital means something at that word: false if all of its field is in capitals.
  [[nodiscard]] bool capitals_are_significant(std::uint32_t word) const {
    return word < body_begin ? !title_in_capitals : !body_in_capitals;
  }
  // Return the index of the first word of the field (title or body) that has `word`, and of the word after the last.
  [[nodiscard]] std::uint32_t field_begin(std::uint32_t word) const { return word < body_begin ? 0 : body_begin; }
  [[nodiscard]] std::uint32_t field_end(std::uint32_t word) const {
    return word < body_begin ? body_begin : static_cast<std::uint32_t>(words.size());
  }
  // Returns the word as it is written in the text.
  [[nodiscard]] std::string_view written(std::uint32_t word) const {
    return {text_of(word).data() + words[word].start, words[word].end - words[word].start};
  }
  // Returns the word's ids in names of the lexicon.
  [[nodiscard]] std::span<const taxonomy::WordId> ids_of(const Word& word) const {
    return {ids + word.ids, word.id_count};
  }
  // Returns whether `list`, a list of words in the lexicon, has the word.
  [[nodiscard]] bool is_any(std::uint32_t word, taxonomy::Range list, const taxonomy::Lexicon& lexicon) const;
};

// Matches articles with the lexicon of the programs and with that of the user's watch lists.  Immutable: threads share
// it, each with a Scratch of its own.
class Scanner {
 public:
  // Both lexicons must outlive the scanner; `watch` may be empty.
  Scanner(const taxonomy::Lexicon& lexicon, const taxonomy::Lexicon& watch);

  // Caches of what the lexicons say about words, and buffers.  One per thread.
  struct Scratch {
    KnownWords known, watched;
    std::vector<taxonomy::WordId> ids;  // buffer of one look-up
    std::vector<std::uint64_t> hashes;  // of the forms of one text
  };
  // Replaces `out` by the scan of an article.  `language` is its ISO 639-1 code, or empty; words of a field after
  // reader::Limits::tagged_words are ignored.  Cannot fail.
  void scan(const text::TokenStream& title, const text::TokenStream& body, std::string_view language, Scan& out,
            Scratch& scratch) const;

 private:
  using Matches = std::vector<LexiconMatch>;
  void add_words(const text::TokenStream& stream, Scan& out, Scratch& scratch) const;
  // Selects ids of a word: those in names, in patterns of elements, or in watch lists.
  enum class Ids : std::uint8_t { names, patterns, watched };
  // Adds the names that `depth` words before word `at` begin, which lead to `node`, and the longer ones behind them.
  static void walk(const taxonomy::Lexicon& lexicon, const Scan& scan, Ids which, std::uint32_t at,
                   taxonomy::NodeId node, std::uint32_t depth, Matches& found);
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
  // The kinds of cues in the lexicon.
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
  std::vector<CueKind> cue_of_value_;  // by value number; `country` for a cue that names a country
  std::uint32_t american_cue_ = 0;     // value number of the cue that names the United States
};

}  // namespace blotter::facets

// Builds a lexicon block from aliases: the build's compiler uses it for the tables, the tagger for watch
// lists.
#pragma once

#include "common/taxonomy/inflection.hpp"
#include "common/taxonomy/lexicon.hpp"
#include "common/text/interner.hpp"
#include "common/text/tokeniser.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace blotter::taxonomy {

class LexiconBuilder {
 public:
  // The number of a value, added when new.
  std::uint32_t value(std::string_view name);

  // Entry::label for a place's name in identifiers, added when new; 0 for an empty one.
  std::uint32_t label(std::string_view name);

  // Adds one alias.  The alias is tokenised as texts are; one without a word is ignored.  Its Cyrillic words are
  // declined as `russian` says.  The capital and upper-case conditions are read off the alias' spelling unless
  // `any_case`.
  void add(std::string_view alias, Entry entry, Declension russian, bool any_case = false);

  // Marks a form as an everyday word of a language (common_bit); ignored when no alias has the form.
  void mark_common(std::string_view form, std::uint8_t language);

  // Adds one part of an element's pattern: a phrase of words, each whole or a beginning ("passport*").  Its words are
  // apart from those of names: Lexicon::add_pattern_words() finds them.
  void add_part(std::string_view phrase, const Entry& entry);

  // A neighbour condition for Entry::neighbours; each list is comma separated.
  std::uint32_t neighbours(std::string_view before, std::string_view after, std::string_view not_before,
                           std::string_view not_after);

  // Returns every form of a single word that names a place, a people or a given name, in order: what common_words.tsv
  // is made from.
  [[nodiscard]] std::vector<std::string> name_forms() const;

  [[nodiscard]] std::vector<std::byte> finish();

 private:
  struct Draft {
    std::map<WordId, NodeId> edges;
    std::vector<Entry> entries;
  };
  WordId word(std::string_view form, Declension russian);
  void link(std::string_view form, WordId id);
  Range list(std::string_view words);

  text::Tokeniser tokeniser_;
  text::TokenStream stream_;
  std::unordered_map<std::string, WordId> ids_;
  std::unordered_map<std::string, std::vector<WordId>> forms_;
  std::unordered_map<std::string, std::uint8_t> declined_;  // bit of each Declension done
  std::unordered_map<std::string, std::uint8_t> common_;    // bits of the languages
  std::vector<std::uint64_t> pattern_starts_ = std::vector<std::uint64_t>(pattern_start_bits / 64);
  std::vector<Draft> nodes_{1};
  std::vector<Neighbours> neighbours_;
  std::vector<WordId> lists_;
  text::Interner values_;
  text::Interner labels_;
};

}  // namespace blotter::taxonomy

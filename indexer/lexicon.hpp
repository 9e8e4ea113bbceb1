// What is known of each word of one language: its term numbers, so that a word seen before costs one look-up.
#pragma once

#include "common/text/interner.hpp"
#include "common/text/stemmer.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace blotter {

class Lexicon {
 public:
  // Term numbers in the vocabulary; `Interner::none` where not asked for yet (or, for `name_key`, no such
  // term).
  struct Word {
    std::uint32_t exact = text::Interner::none;
    std::uint32_t stem = text::Interner::none;
    std::uint32_t title_exact = text::Interner::none;
    std::uint32_t title_stem = text::Interner::none;
    std::uint32_t name_key = text::Interner::none;
    bool name_key_known = false;
    std::uint32_t seen_in_body = 0;  // the document that had it in its body last
  };

  Lexicon(std::string_view language, text::Interner& vocabulary) : stemmer_(language), vocabulary_(&vocabulary) {}

  // The number of the word in this lexicon, with its exact and stem terms known.
  std::uint32_t word(std::string_view form);
  [[nodiscard]] Word& at(std::uint32_t number) { return words_[number]; }
  // Fills the title's terms.
  void know_title(std::uint32_t number);
  // Fills the name key's term, if the word has one.
  void know_name_key(std::uint32_t number);
  // The markers for words that stand in the title alone: of the exact term and of the stem.
  [[nodiscard]] std::uint32_t title_only_exact(std::uint32_t number);
  [[nodiscard]] std::uint32_t title_only_stem(std::uint32_t number);
  void clear();

 private:
  std::uint32_t term(std::string_view prefix, std::string_view form);

  text::Stemmer stemmer_;
  text::Interner* vocabulary_;
  text::Interner forms_;
  std::vector<Word> words_;
};

}  // namespace blotter

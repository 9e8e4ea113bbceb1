// What is known of each word of one language: its term numbers, so that a word seen before costs one look-up.
#pragma once

#include "common/text/interner.hpp"
#include "common/text/stemmer.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace blotter {

// Words are addressed by the number of their exact term in the vocabulary, which is the only table that they are
// looked up in.
class TermIdCache {
 public:
  static constexpr std::uint32_t unknown = text::Interner::none - 1;  // not asked for yet

  // Half a cache line: term numbers in the vocabulary, the word's hash, then its numbers in the last document that had
  // it, so that a word's second occurrence in a document looks nothing up.
  struct TermIds {
    std::uint32_t stem = unknown;
    std::uint32_t title_exact = unknown;
    std::uint32_t title_stem = unknown;
    std::uint32_t name_key = unknown;  // Interner::none: the word has no such term
    std::uint32_t hash = 0;            // store::order_hash of the exact term
    std::uint32_t document = 0;
    std::uint32_t form = 0;        // among the document's forms
    std::uint32_t stem_index = 0;  // among the document's terms
  };

  TermIdCache(std::string_view language, text::Interner& vocabulary) : stemmer_(language), vocabulary_(&vocabulary) {}

  // Returns the number of the word's exact term.
  std::uint32_t number(std::string_view form);
  // Returns what is known of the word with that number, its stem from now on; valid until the next call.
  TermIds& word(std::uint32_t exact, std::string_view form);
  // Have the places read that number() and word() will look at first.
  void prefetch(std::string_view form) const { vocabulary_->prefetch(form); }
  void prefetch(std::uint32_t exact) const {
    if (exact < words_.size()) __builtin_prefetch(&words_[exact]);
  }
  // Fills the title's terms.
  void know_title(TermIds& word, std::string_view form);
  // Fills the name key's term, if the word has one.
  void know_name_key(TermIds& word, std::string_view form);
  // Returns the markers for words that occur in the title alone: of the exact term and of the stem.
  [[nodiscard]] std::uint32_t title_only_exact(std::string_view form);
  [[nodiscard]] std::uint32_t title_only_stem(std::string_view form);
  // For when the vocabulary was cleared.
  void clear() { words_.clear(); }

 private:
  std::uint32_t term(std::string_view prefix, std::string_view form);

  text::Stemmer stemmer_;
  text::Interner* vocabulary_;
  std::vector<TermIds> words_;  // by the exact term's number; the stem of other terms stays unknown
};

}  // namespace blotter

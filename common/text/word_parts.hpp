// Cuts a word of UAX #29 into the words that news text means.  The standard joins letters across '.', '_' and '\'';
// text from the field has "г.Ташкент", "depot.Uzbekistan", "ledger_2021.pdf", "Kastamonu'da" and "l'escroquerie".
#pragma once

#include "common/text/word_classes.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace blotter::text {

// One word.  Bytes [begin, end) of the text; its form is made from [begin, form_end) without the apostrophes, full
// stops and commas inside, unless `keeps_marks` (3,5).
struct WordPart {
  std::size_t begin = 0;
  std::size_t form_end = 0;
  std::size_t end = 0;
  bool keeps_marks = false;
};

// Several parts read as one word: #EndSlavery, O'Brien.  [begin, end) of the text; `part` is the index of the first.
struct WholeWord {
  std::size_t part = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
};

class WordCutter {
 public:
  explicit WordCutter(CharTable& table) : table_(&table) {}

  // Fills parts() and wholes() from the word [begin, end) of valid UTF-8:
  // - '_' and every other connector parts words; so does '.', but single letters are an acronym (U.S. is "us");
  // - 1,000 is one number, 3,5 too; a date or address of three and more numbers is as many words;
  // - a number and its unit are two words (740kg), and so are the v and the number of a version (v2.7.19);
  // - an apostrophe joins (Oʻzbekiston, Qur'on), but parts a French or Italian article (l'escroquerie), a name in
  //   capitals (O'Brien, also as a whole) and an English contraction (we'll); an English possessive and the case
  //   ending of a Turkish name belong to the word, not to its form (Kastamonu'da);
  // - behind # or @ a capital inside begins a word, so do digits behind a small letter, and the whole is one too.
  void cut(std::string_view text, std::size_t begin, std::size_t end);
  [[nodiscard]] const std::vector<WordPart>& parts() const { return parts_; }
  [[nodiscard]] const std::vector<WholeWord>& wholes() const { return wholes_; }

 private:
  // A run of letters and digits, and the character before it that parts it from the one before; 0: none.
  struct Piece {
    std::size_t begin = 0;
    std::size_t end = 0;
    char32_t separator = 0;
    std::size_t letters = 0;
    std::size_t digits = 0;
  };
  void find_pieces(std::size_t begin, std::size_t end);
  void close_piece(Piece piece);
  std::size_t acronym(std::size_t first);
  std::size_t number(std::size_t first);
  void apostrophes(std::size_t first, std::size_t last);
  void camel(const Piece& piece);
  void add(std::size_t begin, std::size_t form_end, std::size_t end, bool keeps_marks = false);
  [[nodiscard]] bool is_version(const Piece& piece) const;
  [[nodiscard]] bool all_capitals(const Piece& piece) const;
  [[nodiscard]] bool is_named_case(const Piece& base, const Piece& ending) const;
  [[nodiscard]] std::string folded(const Piece& piece) const;

  CharTable* table_;
  std::string_view text_;
  std::vector<Piece> pieces_;
  std::vector<WordPart> parts_;
  std::vector<WholeWord> wholes_;
};

}  // namespace blotter::text

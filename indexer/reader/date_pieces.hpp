// The numbers, words and signs that a date is made of.
#pragma once

#include <string_view>
#include <vector>

namespace blotter::reader {

struct DatePiece {
  enum Kind { number, word, sign } kind = number;
  std::string_view text;
  int value = 0;
  bool glued = false;  // no blank before it
};

// The pieces of a text folded by text::fold_text, in its order; they point into it.  Two words that are one month are
// one piece.
[[nodiscard]] std::vector<DatePiece> date_pieces(std::string_view folded);

}  // namespace blotter::reader

// Splits text into words: UAX #29 word boundaries (Unicode Standard Annex #29, through ICU), cut further as news text
// means them (word_parts.hpp), in NFKC case folding (Unicode Standard, section 3.13) without apostrophes.
#pragma once

#include "common/text/token.hpp"

#include <memory>
#include <string_view>

namespace blotter::text {

// One object a thread: the ICU iterator inside keeps state.
class Tokeniser {
 public:
  Tokeniser();
  ~Tokeniser();
  Tokeniser(Tokeniser&&) noexcept;
  Tokeniser& operator=(Tokeniser&&) noexcept;
  Tokeniser(const Tokeniser&) = delete;
  Tokeniser& operator=(const Tokeniser&) = delete;

  // Fills `out` with the words of `text`, which must be valid UTF-8 of under 4 GiB and outlive `out`.
  // Words longer than 64 characters are kept whole in the stream; the term layer cuts them.
  void tokenise(std::string_view text, TokenStream& out);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Returns the normalised form of one word, as `Token::form` would hold it.  For look-up tables and tests.
[[nodiscard]] std::string normalise_word(std::string_view word);

}  // namespace blotter::text

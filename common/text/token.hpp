// The token stream: one pass over a text gives the words that terms, positions and facets are all made from.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace blotter::text {

// One word.  `form` is what is indexed: NFKC case-folded, without apostrophes, full stops of acronyms, stress marks, a
// possessive 's or a Turkish name's ending.  [start, end) are the bytes of the word as written in the source text.
struct Token {
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  std::uint32_t form_offset = 0;  // into TokenStream::forms
  std::uint32_t form_length = 0;  // bytes
};

// Several words read as one, in the place of the first: #EndSlavery, O'Brien, 1 000, a telephone number.
struct JoinedWord {
  std::uint32_t token = 0;  // the first, an index into TokenStream::tokens
  std::uint32_t end = 0;    // of the last, bytes of the source
  std::uint32_t form_offset = 0;
  std::uint32_t form_length = 0;
};

// The words of one text, in order.  A token's index is its position (0, 1, 2 …).  Reuse one object for many
// texts: its buffers keep their capacity.
struct TokenStream {
  std::string_view source;  // the caller keeps it alive
  std::vector<Token> tokens;
  std::vector<JoinedWord> joined;  // in the order of their first tokens
  std::string forms;               // the normalised forms, end to end

  [[nodiscard]] std::string_view form(const Token& token) const {
    return std::string_view(forms).substr(token.form_offset, token.form_length);
  }
  [[nodiscard]] std::string_view form(const JoinedWord& word) const {
    return std::string_view(forms).substr(word.form_offset, word.form_length);
  }
  [[nodiscard]] std::string_view form(std::size_t index) const { return form(tokens[index]); }
  // Returns the word as written.
  [[nodiscard]] std::string_view written(const Token& token) const {
    return source.substr(token.start, token.end - token.start);
  }
  void clear() {
    source = {};
    tokens.clear();
    joined.clear();
    forms.clear();
  }
};

}  // namespace blotter::text

// Cuts a query into tokens.  Never fails: what only the grammar can judge is left to the parser.
#pragma once

#include "searcher/query/ast.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace blotter::query {

enum class TokenKind : std::uint8_t {
  word,
  quoted,
  open_quote,
  open,
  close,
  op_and,
  op_or,
  op_not,
  near,
  plus,
  minus,
  field,
  end
};

// ^3, #3 and ~1 behind a word, a quoted text or a closing parenthesis.
struct Suffixes {
  double boost = 1;
  std::uint32_t at_least = 1;
  std::uint32_t edits = 0;  // 0: not fuzzy
  bool any = false;
};

struct QueryToken {
  TokenKind kind = TokenKind::end;
  Span span;
  std::string text;  // word, quoted: the content; field: the name as written
  Suffixes suffixes;
  std::uint32_t distance = 0;  // near
  bool ordered = false;        // near: ADJ
};

// The canonical name of a field: of one of schema::fields, of an alias, or of one of `facets`, into which the result
// then points.  Case does not count.  Empty for any other name.
[[nodiscard]] std::string_view canonical_field(std::string_view name, std::span<const std::string> facets = {});

// Ends with a token of kind `end`.  `text_only` knows words, "quoted phrases" and field:value alone:
// operators, parentheses, signs, wildcards and suffixes are text.  `facets` are fields, too.
[[nodiscard]] std::vector<QueryToken> lex(std::string_view query, bool text_only,
                                          std::span<const std::string> facets = {});

}  // namespace blotter::query

// Detects queries that are sentences rather than expressions.
#pragma once

#include "searcher/query/parser.hpp"

#include <string>
#include <string_view>

namespace blotter::query {

struct SentenceCheck {
  Syntax syntax = Syntax::full;
  bool sentence = false;
  std::string note;  // empty unless an operator is read as text
};

// Returns how to read a query that asks for any of its words: as text when it is a sentence, for its dashes and its
// words in capitals are not operators.  A sentence has a function word (of, the, на …) apart from and, or, not, or is
// in capitals throughout with words side by side.  Only the text decides, so that a query means the same alone and in a
// batch.
[[nodiscard]] SentenceCheck detect_sentence(std::string_view text, Syntax asked);

}  // namespace blotter::query

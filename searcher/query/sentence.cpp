#include "searcher/query/sentence.hpp"

#include "common/text/tokeniser.hpp"
#include "searcher/query/lexer.hpp"
#include "searcher/query/stop_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace blotter::query {
namespace {

constexpr std::size_t min_shouted = 4;  // words of a sentence in capitals

// The first function word, or empty.
std::string function_word(std::string_view text) {
  static constexpr std::array<std::string_view, 3> operators{"and", "or", "not"};
  for (const QueryToken& token : lex(text, true)) {
    if (token.kind != TokenKind::word) continue;
    const std::string form = text::normalise_word(token.text);
    // Single letters are placeholders: a OR b.
    if (form.size() < 2 || std::find(operators.begin(), operators.end(), form) != operators.end()) continue;
    if (is_stop_word(form)) return token.text;
  }
  return {};
}

// No small letter, and some words side by side: a sentence in capitals.  IOM OR UNODC OR OSCE is none.
bool is_all_capitals(std::string_view text) {
  if (std::any_of(text.begin(), text.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c & 0x80) != 0; }))
    return false;
  std::size_t words = 0;
  bool side_by_side = false;
  bool after_word = false;
  for (const QueryToken& token : lex(text, false)) {
    const bool word = token.kind == TokenKind::word;
    words += word;
    side_by_side = side_by_side || (word && after_word);
    after_word = word;
  }
  return side_by_side && words >= min_shouted;
}

// The first operator when the text is read by the grammar, or empty.
std::string first_operator(std::string_view text) {
  for (const QueryToken& token : lex(text, false)) {
    switch (token.kind) {
      case TokenKind::op_and: return "AND";
      case TokenKind::op_or: return "OR";
      case TokenKind::op_not: return "NOT";
      case TokenKind::near: return token.text;
      case TokenKind::plus: return "+";
      case TokenKind::minus: return "-";
      default: break;
    }
  }
  return {};
}

}  // namespace

SentenceCheck detect_sentence(std::string_view text, Syntax asked) {
  const std::string word = function_word(text);
  if (word.empty() && !is_all_capitals(text)) return {asked, false, {}};
  const std::string sign = asked == Syntax::text ? std::string() : first_operator(text);
  if (sign.empty()) return {Syntax::text, true, {}};
  return {Syntax::text, true,
          fmt::format("{} makes the query a sentence, so {} is read as text (--strict: as an operator)",
                      word.empty() ? "being in capitals" : '\'' + word + '\'', sign)};
}

}  // namespace blotter::query

// Parses query text into a syntax tree.  The grammar is in the manual (searcher/request/manual.cpp).
#pragma once

#include "common/error.hpp"
#include "searcher/query/ast.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace blotter::query {

enum class Syntax : std::uint8_t {
  full,      // the grammar; what does not fit it is an error
  tolerant,  // the grammar; what does not fit it is text, with a note
  text,      // words, "quoted phrases" and field:value; everything else is text
};

struct Parsed {
  Node root;                       // a sequence without children for an empty query
  std::vector<std::string> notes;  // what was taken otherwise than it looks
};

// Written-down limits of one query.
inline constexpr std::size_t max_query = 64 * 1024;  // bytes
inline constexpr std::size_t max_words = 2000;
inline constexpr int max_nesting = 60;

// ErrorCode::bad_query; the message ends in "at position N" (characters from 1) and the hint says the remedy.
// `tolerant` and `text` fail only on the limits and on invalid UTF-8.  `facets` are fields beside those of the schema:
// the facets of the index, with those of its watch lists.
[[nodiscard]] Result<Parsed> parse(std::string_view text, Syntax syntax = Syntax::full,
                                   std::span<const std::string> facets = {});

// Position for people: characters from 1.
[[nodiscard]] std::size_t position(std::string_view text, std::size_t byte);

}  // namespace blotter::query

// The syntax tree of a query: what the user wrote, before any index is asked.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace blotter::query {

// Bytes [start, end) of the query text.
struct Span {
  std::uint32_t start = 0;
  std::uint32_t end = 0;
};

enum class NodeKind : std::uint8_t {
  everything,  // *
  word,        // stemmed
  exact,       // "words in quotes": as written, in this order
  wildcard,    // traffick* *stan organi?e
  fuzzy,       // tashkent~1
  range,       // published:2025-01..2025-06
  near,        // a NEAR/5 b, a ADJ/3 b
  sequence,    // words side by side: all of them or any of them, as --match says
  all_of,      // a AND b
  any_of,      // a OR b
};

// What a child is to its parent.
enum class Occur : std::uint8_t { plain, required, excluded };

struct Node {
  NodeKind kind = NodeKind::everything;
  Span span;
  std::string field;           // of schema::fields or a facet of the index; empty for title and body together
  std::string text;            // leaves: as written, without quotes and suffixes
  double boost = 1;            // organ^3
  std::uint32_t at_least = 1;  // trafficking#3
  std::uint32_t distance = 0;  // near: words between first and last at most; fuzzy: edits
  bool ordered = false;        // near: ADJ
  Occur occur = Occur::plain;  // within the parent
  std::vector<Node> children;
};

}  // namespace blotter::query

// The order of a title's words, in a byte a word: what title phrases are checked with.  A position list a word would
// take ten times as much, nearly all of it keys.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace blotter::store {

// Where the positions begin of a title that has more words than schema::body_gap: behind any body, so that a position
// alone tells a title from its body.
inline constexpr std::uint32_t long_title_start = 1u << 30;

// One byte that chooses a hash function under which the title's words differ, then each word's hash: so the hash tells
// a word for certain among words that the title is known to have.  Empty when there is no word, when no such function
// was found (many different words), or when a form is so long that its terms may be cut (schema::short_form).
[[nodiscard]] std::string title_order(std::span<const std::string_view> forms);

// Appends the positions, from 1 on, of a form which the title is known to have.
void add_title_places(std::string_view order, std::string_view form, std::vector<std::uint32_t>& places);

}  // namespace blotter::store

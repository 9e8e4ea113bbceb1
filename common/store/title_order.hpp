// The order of a title's words, one byte per word, from which title phrases are checked.  A position list per word
// would take ten times the space, nearly all of it keys.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace blotter::store {

// The first position of a title that has more words than schema::body_gap: above those of any body, so that a position
// alone distinguishes the title from the body.
inline constexpr std::uint32_t long_title_start = 1u << 30;

// Byte 0 selects a hash function without collisions among the title's words; each further byte is the hash of one word.
// The hash identifies a word only if the title is known to contain it.  Empty when there is no word, when no such
// function was found (many different words), or when a form is so long that its terms may be truncated
// (schema::short_form).
[[nodiscard]] std::string title_order(std::span<const std::string_view> forms);

// Appends the positions, from 1 on, of a form that the title is known to contain.
void add_title_places(std::string_view order, std::string_view form, std::vector<std::uint32_t>& places);

}  // namespace blotter::store

// Optimal string alignment distance (Damerau-Levenshtein without moved blocks): inserts, deletes,
// replacements and swaps of neighbours, by character.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace blotter::text {

// Returns the distance, or `limit` + 1 when it is larger than `limit`.
[[nodiscard]] std::uint32_t edit_distance(std::u32string_view a, std::u32string_view b, std::uint32_t limit);

// Returns whether `text` matches the pattern of characters, `?` and `*`.  Linear in text times stars.
[[nodiscard]] bool glob_match(std::u32string_view pattern, std::u32string_view text);

// Characters of valid UTF-8; a malformed byte becomes U+FFFD.
[[nodiscard]] std::u32string to_characters(std::string_view text);

// Of `names` the one that `typed` may be meant for: at most a third of its letters differ (two at most), or it is the
// beginning of one name alone.  Case does not count.  Empty when there is none.
[[nodiscard]] std::string nearest_name(std::string_view typed, const std::vector<std::string>& names);

}  // namespace blotter::text

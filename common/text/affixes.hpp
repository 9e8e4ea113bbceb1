// What may be beside an apostrophe or a number inside one word, by language.  All arguments are in small letters.
#pragma once

#include <cstddef>
#include <string_view>

namespace blotter::text {

// ll, ve, re, d, m behind the apostrophe of an English contraction.
[[nodiscard]] bool is_contraction(std::string_view tail);

// Returns whether `article` loses its vowel before `word` in French or Italian: l', qu', dell'.
[[nodiscard]] bool is_elided(std::string_view article, std::string_view word);

// Returns whether Turkish or Azeri would write `base'ending`: a case, possessive or plural ending that fits the base's
// last sound, whatever its vowels.  `base` has `letters` letters; an abbreviation is read out, so that any ending fits
// it.
[[nodiscard]] bool is_turkish_ending(std::string_view base, std::size_t letters, std::string_view ending,
                                     bool abbreviation);

// A unit of measure or money that is written right behind a number: kg, км, млн.
[[nodiscard]] bool is_unit(std::string_view word);

}  // namespace blotter::text

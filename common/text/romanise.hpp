// Cyrillic words in Latin letters, as identifiers spell them.
#pragma once

#include <string>
#include <string_view>

namespace blotter::text {

// Returns the word in small Latin letters: Russian, Kazakh, Kyrgyz, Uzbek, Tajik and Ukrainian ones are spelled letter
// by letter ("первомай" → "pervomai"), what is Latin loses its marks ("çanakkale" → "canakkale"), every other character
// but digits is left out.  `word` is normalised (normalise_word).
[[nodiscard]] std::string romanise(std::string_view word);

}  // namespace blotter::text

// Light stemming for the languages of the region that Snowball lacks.
#pragma once

#include <string>
#include <string_view>

namespace blotter::text {

// Strips at most one case ending, one possessive and one plural, outermost first, as the agglutinative noun
// is built (stem + plural + possessive + case), and leaves at least three letters.  A final voiced consonant
// becomes the voiceless one that it may stand for (қазағы → қазақ), in every form of a word alike.  "Light" in the
// sense of Savoy, "Light stemming approaches" (SAC 2006): nouns and adjectives only, no derivation, no verbs.
// `language` is kk, ky, uz, tk or tg; any other returns the form.  `form` is normalised UTF-8.
[[nodiscard]] std::string light_stem(std::string_view form, std::string_view language);

}  // namespace blotter::text

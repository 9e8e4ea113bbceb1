// Inflected forms of names.  Russian is declined when the tables are compiled; the agglutinated languages
// (and Tajik) have their endings stripped from unknown words at run time.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace blotter::taxonomy {

// How a Russian alias is declined: not at all; as a noun or an adjective, singular and plural; or as a place's name,
// which has one number and, unless it ends in -ский, one gender.
enum class Declension : std::uint8_t { none, word, name };

// Returns every case form that a Russian noun or adjective with this normalised nominative may have, the nominative
// left out; of an adjective in -ский also what compounds begin with (узбекско-). Takes the ending's whole paradigm, so
// some forms are of no real word. Empty for words that are not Cyrillic or do not decline, and for Declension::none.
[[nodiscard]] std::vector<std::string> russian_forms(std::string_view lemma, Declension declension);

// Returns what the people of a country are called in Kazakh, Kyrgyz, Uzbek, Turkmen, Turkish or Tajik (ISO 639-1), by
// its name in that language: Германия → Германиялық, Mısır → Mısırlı. With every vowel that the ending may have, so
// some forms are of no real word; empty for other languages.
[[nodiscard]] std::vector<std::string> inhabitants(std::string_view country, std::string_view language);

// What may be left of `form` when endings of Kazakh, Kyrgyz, Uzbek, Turkmen, Turkish or Tajik are taken off:
// up to three (plural, possessive, case), one after the other, the nearest first.  Views point into `form`.
struct Stems {
  std::array<std::string_view, 24> items;
  std::size_t count = 0;
};
[[nodiscard]] Stems strip_endings(std::string_view form);

// Returns the stem with its final voiced consonant restored (қазағ → қазақ, китоб → китоп), or empty when there is
// none.
[[nodiscard]] std::string devoiced(std::string_view stem);

// Returns what a plural that has an owner may be the plural of, case endings apart: министрліктері → министрлігі,
// vazirliklari → vazirligi.  Empty for other words.
[[nodiscard]] std::vector<std::string> singulars_of_owned(std::string_view form);

// Returns whether texts of this language (ISO 639-1) have such endings; an unknown language ("") may.
[[nodiscard]] bool agglutinates(std::string_view language);

}  // namespace blotter::taxonomy

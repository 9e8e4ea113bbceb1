// Inflected forms of names.  Russian is declined when the tables are compiled; the agglutinated languages
// (and Tajik) have their endings stripped from unknown words at run time.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace blotter::taxonomy {

// Every case form, singular and plural, that a Russian noun or adjective with this normalised nominative may
// have. Takes the ending's whole paradigm, so some forms are of no real word; none of them is a form of
// another common word. Empty for words that are not Cyrillic or too short to be declined.
[[nodiscard]] std::vector<std::string> russian_forms(std::string_view lemma);

// What may be left of `form` when endings of Kazakh, Kyrgyz, Uzbek, Turkmen, Turkish or Tajik are taken off:
// up to three (plural, possessive, case), one after the other, the nearest first.  Views point into `form`.
struct Stems {
  std::array<std::string_view, 24> items;
  std::size_t count = 0;
};
[[nodiscard]] Stems strip_endings(std::string_view form);

// The stem with its final voiced consonant restored (қазағ → қазақ, китоб → китоп), or empty when there is
// none.
[[nodiscard]] std::string devoiced(std::string_view stem);

// Whether texts of this language (ISO 639-1) have such endings; an unknown language ("") may.
[[nodiscard]] bool agglutinates(std::string_view language);

}  // namespace blotter::taxonomy

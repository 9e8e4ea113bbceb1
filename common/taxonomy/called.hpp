// Facet values by the names that people and articles call them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace blotter::taxonomy {

// A value that a name stands for.
struct Called {
  std::string id;  // "RU", "iom", "trafficking-in-persons"; of a body that many countries have: its name's part
  bool any_country = false;  // the id is what follows the country's code: "state-committee-for-national-security"
};

// Returns the values of "country" (also "focus"), "agency" or "crime" that the lexicon knows under exactly this name,
// in any case and language: an alias, an acronym, an adjective or inhabitant of a country, a phrase that names a crime,
// a body with its country ("Interior Ministry of Kazakhstan").  In ascending order of id; empty when there is none.
[[nodiscard]] std::vector<Called> called(std::string_view facet, std::string_view name);

// Returns the name that `name` may be a misspelling of, in small letters: one that called() has a value for and of
// which at most two words differ, by a letter, or two in words of 6 to 12 letters.  Empty when there is none.
[[nodiscard]] std::string nearest_called(std::string_view facet, std::string_view name);

// Returns whether the language of that code (ISO 639-1) is called so in English or in itself: "russian", "русский".
[[nodiscard]] bool is_language_called(std::string_view code, std::string_view name);

}  // namespace blotter::taxonomy

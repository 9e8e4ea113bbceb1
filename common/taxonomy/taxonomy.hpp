// The taxonomy's look-up side: names, labels and parents of facet values.  Everything is served from tables
// compiled into the program (see README.md in this folder); nothing is parsed at start-up.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace blotter::taxonomy {

// One value of a facet, as `--list` shows it.  The views live as long as the program.
struct Value {
  std::string_view id;      // "UZ", "iom", "organ-trafficking"
  std::string_view label;   // English name to show
  std::string_view parent;  // identifier of the parent, or empty
  std::string_view iccs;    // crimes only: code in the UN's ICCS v1.0, or empty
};

// Returns all values of "country" (ISO 3166-1), "agency" (the known ones; agencies found by pattern are not listed)
// "crime" or "indicator" (of forced labour), in ascending order of id.  Any other facet has none.
[[nodiscard]] std::vector<Value> values(std::string_view facet);

// Returns the value of that identifier, written exactly; nothing when the tables do not hold it.
[[nodiscard]] std::optional<Value> find(std::string_view facet, std::string_view id);

// Returns the label of a value: the table's, else made from the identifier: "am-supreme-court" → "Supreme Court of
// Armenia" for a body that every country has, "uz-some-body" → "Some Body (Uzbekistan)" for others.
[[nodiscard]] std::string label(std::string_view facet, std::string_view id);

// ISO 3166-1 alpha-2 code of a country from its alpha-2 or alpha-3 code in any case, or from a name in any
// language of CLDR ("Oʻzbekiston", "Узбекистан", "Ouzbékistan"), folded by case and apostrophe.  Names that
// the embedded tables do not hold are looked up through ICU in every locale (a few tens of milliseconds, first
// time only).  Nothing when no country has that name.
[[nodiscard]] std::optional<std::string> country_code(std::string_view name);

// What is a part or a means of another crime (data/crime_parts.tsv).
struct CrimePart {
  std::string_view whole, part;
  bool means = false;
};
[[nodiscard]] std::span<const CrimePart> parts_of(std::string_view crime);

// Returns the words of a list of data/words.tsv in ascending order; none for an unknown name.  See word_list.hpp.
[[nodiscard]] std::span<const std::string_view> word_list(std::string_view name);

// Parents of a crime, nearest first; empty for a root or an unknown id.
[[nodiscard]] std::vector<std::string_view> ancestors(std::string_view facet, std::string_view id);

}  // namespace blotter::taxonomy

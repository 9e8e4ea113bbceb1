// What the spelling of a name says of it.
#pragma once

#include "common/taxonomy/inflection.hpp"

#include <string>
#include <string_view>

namespace blotter::taxonomy {

// `russian` for a name in Russian letters, without those that only its neighbours have; else none.
[[nodiscard]] Declension declension(std::string_view name, Declension russian);

// Returns whether a name is all capitals: УВД, IIB.
[[nodiscard]] bool is_acronym(std::string_view name);

// Returns what a place is called in identifiers, of its names separated by "|": the one behind "=", else the first in
// plain Latin letters, without conditions and marks; empty when there is none.
[[nodiscard]] std::string_view label_of(std::string_view names);

// "Карабалта" for "Кара-Балта" in a country of Central Asia (ISO 3166-1 code), where both are written; else empty.
[[nodiscard]] std::string without_hyphen(std::string_view country, std::string_view name);

// Returns the plural of an English ministry's name, as several share it ("Ministries of Health and Finance", "the
// Finance Ministries of Chad and Niger"); empty for other names and for names with conditions.
[[nodiscard]] std::string ministries(std::string_view name);

}  // namespace blotter::taxonomy

// Translates what users type for a facet's value to values of the index.
#pragma once

#include "common/error.hpp"
#include "searcher/query/vocabulary.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace blotter::query {

// Stands for articles without any value of the facet, when no value is called so.
inline constexpr std::string_view no_value = "(none)";

// Returns the values that `typed` may mean: an identifier, code or label in any case; a name, acronym, adjective or
// phrase in any language that the taxonomy knows; a language's name; "none" for `no_value`.  A value that no article
// has is among them when the taxonomy knows it.  ErrorCode::bad_query if there is no such value; its hint names
// similar ones.
[[nodiscard]] Result<std::vector<std::string>> resolve_value(const Vocabulary& vocabulary, std::string_view facet,
                                                             std::string_view typed);

// Returns whether a facet's values are all known without an index: a wrong one is a slip.
[[nodiscard]] bool is_closed(std::string_view facet);

}  // namespace blotter::query

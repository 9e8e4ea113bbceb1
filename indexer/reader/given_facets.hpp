// Facet values that an input states ("country": ["UZ"]).
#pragma once

#include "common/article.hpp"
#include "indexer/reader/limits.hpp"

#include <string>
#include <string_view>

namespace blotter::reader {

// Adds a stated value once; `label` may be empty.  One more than the limit list_values is taken, by which Emitter sees
// that it was struck.
inline void give_facet(Article& article, std::string_view facet, std::string_view value, bool focus,
                       std::string_view label = {}) {
  if (value.empty()) return;
  constexpr std::size_t max_values = Limits{}.list_values;
  if (article.facets.size() > max_values && article.find_facet(facet) == nullptr) return;
  Facet& into = article.facet(facet);
  if (into.values.size() > max_values) return;
  for (FacetValue& known : into.values)
    if (known.value == value) {
      known.focus |= focus;
      return;
    }
  FacetValue added;
  added.value = value;
  added.label = label;
  added.focus = focus;
  added.given = true;
  into.values.push_back(std::move(added));
}

}  // namespace blotter::reader

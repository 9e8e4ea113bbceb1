// Facet values that an input states ("country": ["UZ"]).
#pragma once

#include "common/article.hpp"

#include <string>
#include <string_view>

namespace blotter::reader {

// Adds a stated value once; `label` may be empty.
inline void give_facet(Article& article, std::string_view facet, std::string_view value, bool focus,
                       std::string_view label = {}) {
  if (value.empty()) return;
  Facet& into = article.facet(facet);
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

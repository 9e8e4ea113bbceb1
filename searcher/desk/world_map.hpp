// The report's map: the outlines of countries, those with articles shaded by how many.
#pragma once

#include "searcher/answer/answer.hpp"
#include "searcher/desk/html_data.hpp"

#include <vector>

namespace blotter::search {

// Returns the map for the template: `land`, the outlines of countries without articles as one SVG path; `countries`, a
// list of `path`, `name`, `count` and `share`, the depth of the shade in percent; and `not_drawn`, the countries that
// are too small to have an outline, with their counts, or false.  `counts` are the values of the facet country.
[[nodiscard]] mustache::data world_map(const std::vector<FacetCount>& counts);

}  // namespace blotter::search

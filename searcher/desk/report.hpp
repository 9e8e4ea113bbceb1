// --report: an answer as one HTML page that needs nothing else: question, time line, words, matrix, facets as filters,
// and the hits with marked evidence.
#pragma once

#include "searcher/answer/search.hpp"

#include <string>
#include <vector>

namespace blotter::search {

inline constexpr std::uint32_t report_hits = 500;  // listed unless a limit is given

// Returns what the page asks of the search: counts, matrix, words, and hits with their evidence.  A histogram, facets,
// a cross table or terms that the request names stay; what it does not name is chosen.  `remote`: of an index behind
// servers, which count no words; a note says so.
[[nodiscard]] Request report_request(Request request, bool limited, bool remote);

struct Report {
  Answer answer;
  std::vector<FacetCount> countries;  // all of the articles found, for the map; none unless countries are counted
};

// Runs such a request; years take the place of months where these would be too many to draw.
[[nodiscard]] Report run_report(Searcher& searcher, const Request& request);

// Returns the page.  `report` is that of the same request.  Text of articles cannot become markup or script: the
// template escapes it, and the page's policy runs its own script alone.
[[nodiscard]] std::string report_page(const Request& request, const Report& report);

}  // namespace blotter::search

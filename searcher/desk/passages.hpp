// Pieces of an article around the evidence for its facets.
#pragma once

#include "searcher/answer/answer.hpp"

#include <vector>

namespace blotter::search {

// At most four pieces of the body, each of at most about 400 bytes, in text order, with the evidence marked.  The
// pieces begin and end at spaces; those with evidence for the countries and crimes in focus come first when there are
// more.
[[nodiscard]] std::vector<Snippet> evidence_passages(const Article& article);

}  // namespace blotter::search

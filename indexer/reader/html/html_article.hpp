// The story of an HTML page, without what surrounds it.
//
// A cascade of published methods:
//  1. Readability-style scoring (Arc90 Readability; Mozilla Readability.js): paragraphs give points to their ancestors
//     by length and commas, class and id names add or subtract, link density scales down; siblings that look alike are
//     joined; the result is pruned by link density, text density and the ratios of lists, forms and pictures.
//  2. The same with weaker filters, when it finds too little (as Readability.js retries, and trafilatura falls back).
//  3. The article that the page states itself: schema.org articleBody, when 1 and 2 miss it (trafilatura's first step).
// Shallow text features in the manner of boilerpipe (Kohlschütter et al., WSDM 2010: text length and link density of
// blocks) remove boilerplate lines that remain: share bars, "read also" lists, cookie notes.
#pragma once

#include "indexer/reader/html/html_metadata.hpp"
#include "indexer/reader/html/html_tree.hpp"

#include <string>

namespace blotter::reader {

// Returns the main text of a parsed page, one paragraph per line; empty if there is none.  Changes the tree.
[[nodiscard]] std::string extract_article(HtmlTree& tree, const PageMetadata& metadata);

}  // namespace blotter::reader

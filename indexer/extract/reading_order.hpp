// In which order people read the words of a page.
#pragma once

#include "indexer/extract/page_layout.hpp"

#include <vector>

namespace blotter::extract {

// Column after column, line after line.  Recursive XY-cut (Nagy and Seth, 1984): a stretch of the page is cut where a
// gutter runs down through lines of prose on both sides; rows of tables, whose columns hold few words, stay rows.
// Poppler's own order mixes columns where justified lines have wide blanks.  Words without a place on a page are
// dropped.
[[nodiscard]] std::vector<Word> in_reading_order(std::vector<Word>&& words);

}  // namespace blotter::extract

// From words on pages to paragraphs: running heads and page numbers go, lines and hyphenated words are joined.
#pragma once

#include "indexer/reader/extract/message.hpp"

#include <string>
#include <vector>

namespace blotter::extract {

// In points, from the top left corner.
struct Word {
  double left = 0, top = 0, right = 0, bottom = 0;
  std::string text;  // UTF-8
  bool space_after = false;
};

struct Page {
  double width = 0, height = 0;
  std::vector<Word> words;  // in any order
};

// Returns the text of the pages, and as heading the lines of the largest letters at the top of the first, if they stand
// out; nothing else is filled.
[[nodiscard]] reader::Extracted lay_out(std::vector<Page>&& pages);

}  // namespace blotter::extract

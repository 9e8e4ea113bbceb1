// From words on pages to paragraphs: running heads and page numbers go, lines and hyphenated words are joined.
#pragma once

#include <cstddef>
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

struct LaidOut {
  std::string heading;  // the lines of the largest letters at the top of the first page, if they stand out
  std::string text;     // paragraphs, one per line
  std::vector<std::size_t> page_bytes;  // of each page: the size of its text without running heads and page number
};

[[nodiscard]] LaidOut lay_out(std::vector<Page>&& pages);

}  // namespace blotter::extract

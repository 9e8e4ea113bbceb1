#include "indexer/reader/office/document_text.hpp"

#include "indexer/reader/strings.hpp"

#include <algorithm>
#include <utility>

namespace blotter::reader {

void DocumentText::characters(std::string_view text) {
  if (text.size() > limit_ - written_) {
    cut_ = true;
    return;
  }
  written_ += text.size();
  line_ += text;
}

void DocumentText::add_line(std::string_view line) {
  line = trim(line);
  if (line.empty()) return;
  (asides_ > 0 ? aside_ : text_).append(line).push_back('\n');
}

void DocumentText::end_line() {
  if (rows_ > 0 && asides_ == 0) {
    if (const std::string_view line = trim(line_); !line.empty()) cell_.append(cell_.empty() ? "" : "\n").append(line);
  } else {
    add_line(line_);
  }
  line_.clear();
}

void DocumentText::end_cell() {
  end_line();
  if (rows_ > 1 || asides_ > 0) return;
  if (!cell_.empty()) cells_.push_back(std::exchange(cell_, {}));
}

void DocumentText::end_row() {
  if (rows_ == 0) return;
  if (rows_ > 1) {
    --rows_;
    return;
  }
  end_cell();
  rows_ = 0;
  // A table of one column lays out a page, and its paragraphs are paragraphs.
  if (cells_.size() == 1) {
    std::string_view rest = cells_.front();
    while (!rest.empty()) add_line(take_line(rest));
  } else {
    std::string row;
    for (std::string& cell : cells_) {
      std::replace(cell.begin(), cell.end(), '\n', ' ');
      row.append(row.empty() ? "" : " | ").append(cell);
    }
    add_line(row);
  }
  cells_.clear();
}

void DocumentText::begin_aside() {
  if (asides_++ == 0) main_line_ = std::exchange(line_, {});
}

void DocumentText::end_aside() {
  if (asides_ == 0) return;
  end_line();
  if (--asides_ == 0) line_ = std::exchange(main_line_, {});
}

std::string DocumentText::take() {
  while (asides_ > 0) end_aside();
  while (rows_ > 0) end_row();
  end_line();
  return std::exchange(text_, {}) + std::exchange(aside_, {});
}

}  // namespace blotter::reader

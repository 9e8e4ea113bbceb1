// The text of a document as it is written down part by part: paragraphs one a line, rows of a table as
// "first cell | second cell".
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace blotter::reader {

class DocumentText {
 public:
  // What is beyond `limit` bytes is dropped, and is_cut() then true.
  explicit DocumentText(std::size_t limit) : limit_(limit) {}

  void characters(std::string_view text);
  void end_line();
  // Tables; one inside another becomes a part of its cell.
  void begin_row() { ++rows_; }
  void end_cell();
  void end_row();
  // Footnotes and the like, which come at the end: between these two calls.
  void begin_aside();
  void end_aside();

  // True when nothing was written since the last line ended.
  [[nodiscard]] bool at_line_start() const { return line_.empty(); }
  // Returns the line that is being written.
  [[nodiscard]] std::string_view line() const { return line_; }
  [[nodiscard]] bool is_cut() const { return cut_; }
  // Returns all of it, ended by the footnotes.
  [[nodiscard]] std::string take();

 private:
  void add_line(std::string_view line);

  std::size_t limit_;
  std::size_t written_ = 0;  // at most limit_
  std::string text_, line_, aside_, main_line_;
  std::string cell_;                // paragraphs of the cell, parted by '\n'
  std::vector<std::string> cells_;  // of the outermost row, empty ones left out
  int rows_ = 0;                    // that are open
  int asides_ = 0;
  bool cut_ = false;
};

}  // namespace blotter::reader

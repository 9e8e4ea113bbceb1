// A line to type in.
#pragma once

#include "searcher/browse/key.hpp"

#include <cstddef>
#include <string>

namespace blotter::browse {

class LineEdit {
 public:
  LineEdit() = default;
  explicit LineEdit(std::string text) : text_(std::move(text)), cursor_(text_.size()) {}

  // Whether the key was for the line.  Characters that steer a display are not taken.
  bool press(const Key& key);
  [[nodiscard]] const std::string& text() const { return text_; }
  // Returns what is shown of it in `width` columns, and the cursor's column in that.
  [[nodiscard]] std::string shown(std::size_t width, std::size_t& cursor_column) const;

 private:
  [[nodiscard]] std::size_t previous() const;
  [[nodiscard]] std::size_t after() const;
  void erase(std::size_t from, std::size_t to);
  std::string text_;  // valid UTF-8
  std::size_t cursor_ = 0;
};

}  // namespace blotter::browse

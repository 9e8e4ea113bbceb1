// An article to read on the screen: its text with the evidence marked, wrapped as far as it is shown, so that its
// length costs nothing.
#pragma once

#include "common/article.hpp"
#include "searcher/present/layout.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace blotter::browse {

class Preview {
 public:
  Preview(Article article, std::size_t width, std::size_t rows);

  void resize(std::size_t width, std::size_t rows);
  void scroll(std::ptrdiff_t lines);
  void to_start();
  void to_end();
  // The next mark (+1) or the one before (-1), in sight; after the last comes the first.
  void step(int direction);

  [[nodiscard]] std::vector<present::StyledLine> lines() const;
  // "3 of 12: Tashkent is country UZ", or that there is no evidence.
  [[nodiscard]] std::string position() const;
  [[nodiscard]] const Article& article() const { return article_; }

 private:
  // A piece of the text that is wrapped by itself: a paragraph, or a part of a long one.
  struct Block {
    TextField field = TextField::body;
    std::size_t start = 0;
    std::size_t end = 0;
  };
  struct Mark {
    TextField field = TextField::body;
    std::uint32_t start = 0;
    std::uint32_t end = 0;
    std::string meaning;  // "country UZ"
  };
  void add_blocks(TextField field);
  void find_marks();
  [[nodiscard]] std::vector<present::StyledLine> wrapped(std::size_t block) const;
  [[nodiscard]] std::size_t block_of(const Mark& mark) const;

  Article article_;
  std::size_t width_;
  std::size_t rows_;
  std::vector<Block> blocks_;
  std::vector<Mark> marks_;  // in text order, title first, without overlaps
  std::size_t chosen_ = present::no_mark;
  std::size_t block_ = 0;  // at the top of the screen, and which of its lines
  std::size_t line_ = 0;
};

}  // namespace blotter::browse

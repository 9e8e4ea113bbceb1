// Draws the state of --browse as lines of styled text, without a terminal.
#pragma once

#include "searcher/browse/state.hpp"
#include "searcher/present/layout.hpp"

#include <optional>
#include <utility>
#include <vector>

namespace blotter::browse {

struct Screen {
  std::vector<present::StyledLine> lines;                     // one per row, from the top; printable text
  std::optional<std::pair<std::size_t, std::size_t>> cursor;  // row and column from 0; empty: not shown
};

// Returns the whole screen: at most State::size.rows lines of at most State::size.columns columns.
[[nodiscard]] Screen draw(const State& state);

// Returns the text with at most four combining marks on each letter: terminals store no more, and many marks cover the
// lines above.
[[nodiscard]] std::string few_marks(std::string_view text);

}  // namespace blotter::browse

// The state as lines of styled text.
#pragma once

#include "searcher/browse/state.hpp"
#include "searcher/present/layout.hpp"

#include <optional>
#include <utility>
#include <vector>

namespace blotter::browse {

struct Screen {
  std::vector<present::StyledLine> lines;                     // one a row, none wider than the screen
  std::optional<std::pair<std::size_t, std::size_t>> cursor;  // row and column, where one types
};

[[nodiscard]] Screen draw(const State& state);

// At most four marks on a letter: a terminal may hold no more, and a pile of them covers the lines above.
[[nodiscard]] std::string few_marks(std::string_view text);

}  // namespace blotter::browse

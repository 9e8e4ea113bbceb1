// What the keys do, in words.
#pragma once

#include "searcher/browse/state.hpp"
#include "searcher/present/layout.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace blotter::browse {

[[nodiscard]] std::vector<present::StyledLine> help_lines(std::size_t width);
// Returns the keys that matter most in that part of the screen.
[[nodiscard]] std::string_view key_hint(Zone zone);

}  // namespace blotter::browse

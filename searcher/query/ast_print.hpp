// The syntax tree as text, for --explain and the tests: (and organ^2 "black market" title:uzbek).
#pragma once

#include "searcher/query/ast.hpp"

#include <string>

namespace blotter::query {

[[nodiscard]] std::string to_text(const Node& node);

}  // namespace blotter::query

// Both programs as most tests of the command line call them.
#pragma once

#include "tests/support/process.hpp"

#include <string>
#include <vector>

namespace blotter::test {

// blotter-index with these arguments, in that folder.
Ran index(const std::vector<std::string>& arguments, const std::string& input = {}, const std::string& folder = {});

// The index of small_index.hpp, made once a process, and blotter-search on it, in the folder that holds it.
[[nodiscard]] const std::string& small_index();
[[nodiscard]] Ran search_small(const std::vector<std::string>& arguments, const std::string& input = {},
                               const std::vector<std::string>& environment = {});

[[nodiscard]] bool holds(const std::string& text, const std::string& part);

}  // namespace blotter::test

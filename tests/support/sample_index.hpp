// The sample corpus, indexed once a process.
#pragma once

#include "tests/support/process.hpp"

#include <string>
#include <vector>

namespace blotter::test {

// A folder with corpus/ (a link) and its index news.db, as a reader of the README has it: paths are relative, so that
// what is printed is the same on every machine.
[[nodiscard]] const TemporaryFolder& sample_folder();

// blotter-search on it, there.
[[nodiscard]] Ran search_sample(const std::vector<std::string>& arguments, const std::string& input = {},
                                const std::vector<std::string>& environment = {});

}  // namespace blotter::test

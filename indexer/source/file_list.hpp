// Lists of names of files or articles, as find, ls -1 and blotter-search --format ids write them.
#pragma once

#include "common/error.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace blotter::source {

// The names in a text, one per line; if it holds a zero byte, separated by zero bytes.  Empty ones are left out.
[[nodiscard]] std::vector<std::string> names_in(std::string_view text);
// Returns those in a file ("-": standard input).  ErrorCode::io when it cannot be read.
[[nodiscard]] Result<std::vector<std::string>> listed_names(const std::string& file);

// Returns whether the beginning of an input is a list of files: most exist, or all are written as paths.
[[nodiscard]] bool is_file_list(std::string_view head);

}  // namespace blotter::source

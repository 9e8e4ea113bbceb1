// The command line before CLI11 sees it: options apart from words, and what begins with a dash and is no option
// refused.
#pragma once

#include "common/error.hpp"

#include <CLI/CLI.hpp>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace blotter::cli {

struct Arguments {
  std::vector<std::string> options;  // with their values, in order
  std::vector<std::string> words;    // what is no option: the query, or paths
};

// Parts the arguments (argv without the program's name).  The value of an option may begin with a dash.  An argument
// that begins with one dash and is no option is a word if `is_word` says so or it stands behind "--"; else it fails
// with ErrorCode::bad_usage, as does an unknown option, and the hint names what may be meant or how the word is
// written.
[[nodiscard]] Result<Arguments> part_arguments(const CLI::App& app, const std::vector<std::string>& arguments,
                                               const std::function<bool(std::string_view)>& is_word);

// Returns the names of the options as they are typed, without those that --help does not list.
[[nodiscard]] std::vector<std::string> option_names(const CLI::App& app);

}  // namespace blotter::cli

// Splits a command line into options and words before CLI11 parses it, and rejects arguments that begin with a dash but
// are not options.
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
  std::vector<std::string> words;    // arguments that are not options: the query, or paths
};

// Splits the arguments (argv without the program's name).  The value of an option may begin with a dash.  An argument
// that begins with one dash and is not an option is a word if `is_word` accepts it or if it follows "--".  Any other is
// ErrorCode::bad_usage, like an unknown option; the hint names a similar option or how to write the word.
[[nodiscard]] Result<Arguments> part_arguments(const CLI::App& app, const std::vector<std::string>& arguments,
                                               const std::function<bool(std::string_view)>& is_word);

// Returns the names of the options as they are typed, without those that --help does not list.
[[nodiscard]] std::vector<std::string> option_names(const CLI::App& app);

}  // namespace blotter::cli

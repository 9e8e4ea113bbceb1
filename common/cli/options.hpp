// What both programs' command lines share.  The only files that see CLI11 are those of this folder and each program's
// options.cpp.
#pragma once

#include "common/error.hpp"

#include <CLI/CLI.hpp>

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace blotter::cli {

// A command and what it is for.
using Use = std::pair<std::string, std::string>;

// Adds --version, --config and the hidden --generate, and makes every option take one value each time it is given. Call
// it after the program's own options were added.
// `uses` are shown first by --help.
void add_common_options(CLI::App& app, std::vector<Use> uses);
// Returns the index when --db is not given: $BLOTTER_DB, else the folder blotter.db that is an index in the working
// folder or the nearest one above it, else "blotter.db".
[[nodiscard]] std::string default_index();
// Parses, and puts what is not an option into `words`; `is_word` says which arguments with one dash are words (see
// arguments.hpp).  On --help, --version, --generate or a bad command line prints what is due and returns the exit
// status to end with.
[[nodiscard]] std::optional<int> parse(CLI::App& app, int argc, const char* const* argv,
                                       std::vector<std::string>& words,
                                       const std::function<bool(std::string_view)>& is_word);

// Returns the man page and the completions, made from the option table so that they cannot drift.  `what` is man,
// bash, zsh or fish; empty for any other word.  `app` has its footer set to examples, `name` its program's
// name.
[[nodiscard]] std::string option_docs(const CLI::App& app, const std::string& what);

}  // namespace blotter::cli

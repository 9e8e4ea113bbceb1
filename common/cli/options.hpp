// What both programs' command lines share.  The only files that see CLI11 are this pair, option_docs.cpp and
// each program's options.cpp.
#pragma once

#include <CLI/CLI.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace blotter::cli {

// Adds --version, --config and the hidden --generate, and makes every option take one value each time it is given. Call
// it after the program's own options were added.
void add_common_options(CLI::App& app);
// What is printed about a bad command line.
[[nodiscard]] std::string failure_text(const CLI::App& app, std::string_view what);
// The index when --db is not given: $BLOTTER_DB, else "blotter.db".
[[nodiscard]] std::string default_index();
// Parses; on --help, --version, --generate or a bad command line prints what is due and returns the exit
// status to end with.
[[nodiscard]] std::optional<int> parse(CLI::App& app, int argc, const char* const* argv);

// The man page and the completions, made from the option table so that they cannot drift.  `what` is man,
// bash, zsh or fish; empty for any other word.  `app` has its footer set to examples, `name` its program's
// name.
[[nodiscard]] std::string option_docs(const CLI::App& app, const std::string& what);

}  // namespace blotter::cli

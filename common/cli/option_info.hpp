// What help, man page and completions ask of an option.
#pragma once

#include <CLI/CLI.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace blotter::cli {

// Returns the options that --help lists, without the words.
[[nodiscard]] std::vector<const CLI::Option*> visible_options(const CLI::App& app);
[[nodiscard]] bool takes_value(const CLI::Option& option);
// Returns what its value is called: "FILE", "text|json".
[[nodiscard]] std::string type_of(const CLI::Option& option);
// "-n", "--limit".
[[nodiscard]] std::vector<std::string> names_of(const CLI::Option& option);
// Returns the words that its value may be, when its type name lists them (a|b|c).
[[nodiscard]] std::vector<std::string> choices_of(const CLI::Option& option);
[[nodiscard]] std::string replace_all(std::string text, std::string_view from, std::string_view to);

// Scripts that complete the options, their choices, the files that they take, and the values of facets in the index.
[[nodiscard]] std::string bash_completion(const CLI::App& app);
[[nodiscard]] std::string zsh_completion(const CLI::App& app);
[[nodiscard]] std::string fish_completion(const CLI::App& app);

}  // namespace blotter::cli

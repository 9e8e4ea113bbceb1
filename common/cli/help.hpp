// --help as text of a given width.
#pragma once

#include "common/cli/options.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace blotter::cli {

// Returns what the program is, its main uses, its options by group, and its footer, whose lines keep their columns when
// they are wrapped; an example (a line that begins with the program's name) is never wrapped.
[[nodiscard]] std::string help_text(const CLI::App& app, const std::vector<Use>& uses, std::size_t width);

// Returns the words of `text` in lines of at most `width` characters, the first after `first` columns that are taken,
// the others behind `indent` spaces.
[[nodiscard]] std::string wrapped(const std::string& text, std::size_t width, std::size_t first, std::size_t indent);

}  // namespace blotter::cli

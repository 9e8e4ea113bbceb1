// The terminal: what it can show, and keeping hostile text from steering it.
#pragma once

#include "common/error.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace blotter::cli {

enum class Color { automatic, always, never };

[[nodiscard]] bool is_terminal(int descriptor);  // 0, 1, 2
// Returns the columns of the terminal on that descriptor, else $COLUMNS, else 80.
[[nodiscard]] int terminal_width(int descriptor);
// Returns whether to print colour: as asked, else when the descriptor is a terminal, NO_COLOR is unset (no-color.org)
// and TERM is not dumb.
[[nodiscard]] bool use_color(Color asked, int descriptor);

// Returns the text with every character that steers the display (text/steering.hpp) and every malformed byte made
// visible as \xNN or \u{NNNN}.  Newline and tab become spaces unless kept.  What is printed from an article, a path or
// a query for people goes through here.
[[nodiscard]] std::string printable(std::string_view text, bool keep_newlines = false);

// Writes to standard error.  A closed pipe is ignored.
void write_stderr(std::string_view text);
// Writes "PROGRAM: MESSAGE" and, if there is one, "  hint: HINT" to standard error, both made printable.  Returns
// exit_error.
int report_error(std::string_view program, const Error& error);
int report_error(std::string_view program, std::string_view message);

}  // namespace blotter::cli

// The folder in which the searcher remembers what its user saved: $XDG_STATE_HOME/blotter, else ~/.local/state/blotter
// (XDG Base Directory Specification).  Everything in it is text, its owner's alone, and may be edited by hand.
#pragma once

#include "common/error.hpp"

#include <string>
#include <string_view>

namespace blotter::search {

// Returns the path of `name` in the folder; neither has to exist.  ErrorCode::io when neither variable nor a home is
// set.
[[nodiscard]] Result<std::string> state_path(std::string_view name);
// Returns the file's bytes; empty when there is no such file.  ErrorCode::io when it cannot be read.
[[nodiscard]] Result<std::string> read_state(const std::string& path);
// Replaces a file in one step: a new one gets the usual rights, one that was there keeps its own, and a link its place.
// A pipe or a device is written to.  ErrorCode::io when it cannot be written.
[[nodiscard]] Result<void> replace_file(const std::string& path, std::string_view text);
// Returns the same for a file of the state folder, its owner's alone; makes its folders.
[[nodiscard]] Result<void> write_state(const std::string& path, std::string_view text);
// Adds lines to the file, likewise.
[[nodiscard]] Result<void> append_state(const std::string& path, std::string_view text);

}  // namespace blotter::search

// A command of blotter-search that a person is to give to a shell.
#pragma once

#include <string>
#include <vector>

namespace blotter::search {

// Returns the command with these arguments, each quoted where a shell needs it, without characters that steer a
// display.
[[nodiscard]] std::string command_line(const std::vector<std::string>& arguments);
// Returns the command that runs the search saved under that name.
[[nodiscard]] std::string run_command(const std::string& name);

}  // namespace blotter::search

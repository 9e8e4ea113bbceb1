#include "searcher/state/command_line.hpp"

#include "common/cli/terminal.hpp"

#include <algorithm>
#include <string_view>

namespace blotter::search {
namespace {

bool is_plain_in_shell(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("-_./:=@,+%").find(c) != std::string_view::npos;
}

std::string quoted(const std::string& argument) {
  if (!argument.empty() && std::all_of(argument.begin(), argument.end(), is_plain_in_shell)) return argument;
  std::string text = "'";
  for (const char c : argument)
    if (c == '\'') text += "'\\''";
    else text += c;
  return text + '\'';
}

}  // namespace

std::string command_line(const std::vector<std::string>& arguments) {
  std::string line = "blotter-search";
  for (const std::string& argument : arguments) line += ' ' + quoted(argument);
  return cli::printable(line);
}

std::string run_command(const std::string& name) { return command_line({"--run", name}); }

}  // namespace blotter::search

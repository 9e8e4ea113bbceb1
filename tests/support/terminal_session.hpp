// A shell in a terminal of its own (tmux), in the folder of the sample index.
#pragma once

#include "tests/support/process.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace blotter::test {

inline const std::string tmux_program = "/usr/bin/tmux";  // scripts/setup installs it

class TerminalSession {
 public:
  // `environment` holds NAME=value pairs that are added.
  TerminalSession(int columns, int rows, const std::vector<std::string>& environment = {});
  ~TerminalSession();
  TerminalSession(const TerminalSession&) = delete;
  TerminalSession& operator=(const TerminalSession&) = delete;

  // The line, and the enter key.
  void type(const std::string& line);
  void press(const std::string& keys);
  // Keys by their names in tmux: Enter, Down, C-c.
  void press_named(const std::vector<std::string>& names);
  void resize(int columns, int rows);

  // The screen with its colours, once its last line is this one and as many prompts stand there.
  std::string wait_for(const std::string& last, std::ptrdiff_t prompts = 0);
  // The screen with its colours, once it holds the part (or does not, when it is to be gone).  Throws
  // std::runtime_error, with the screen, when that takes over ten seconds.
  std::string wait_until(const std::string& part, bool gone = false);
  // What was copied (OSC 52).
  [[nodiscard]] std::string copied();

 private:
  [[nodiscard]] Ran tmux(const std::vector<std::string>& arguments) const;
  // The screen once it is `ready`, else its text with what was waited for.
  std::string wait(const std::function<bool(const std::string&)>& ready, const std::string& what);
  std::string name_;
};

// Without the empty lines at its end but one.
[[nodiscard]] std::string without_empty_end(std::string screen);

}  // namespace blotter::test

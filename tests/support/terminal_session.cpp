#include "tests/support/terminal_session.hpp"

#include "tests/support/sample_index.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <stdexcept>
#include <thread>
#include <unistd.h>

namespace blotter::test {

TerminalSession::TerminalSession(int columns, int rows, const std::vector<std::string>& environment) {
  static int count = 0;
  name_ = "blotter-test-" + std::to_string(getpid()) + "-" + std::to_string(++count);
  const std::string path = std::filesystem::path(searcher).parent_path().string() + ":/usr/bin:/bin";
  std::vector<std::string> command{"new-session",
                                   "-d",
                                   "-x",
                                   std::to_string(columns),
                                   "-y",
                                   std::to_string(rows),
                                   "-c",
                                   sample_folder().path(),
                                   "env",
                                   "-i",
                                   "PATH=" + path,
                                   "TERM=screen",
                                   "LANG=C.UTF-8",
                                   "PS1=$ ",
                                   "BLOTTER_DB=news.db",
                                   "BLOTTER_TODAY=2025-11-30"};
  command.insert(command.end(), environment.begin(), environment.end());
  command.emplace_back("/bin/sh");
  (void)tmux(command);
  (void)tmux({"set-option", "-s", "set-clipboard", "on"});
  (void)wait_for("$");
}

TerminalSession::~TerminalSession() { (void)tmux({"kill-server"}); }

void TerminalSession::type(const std::string& line) { press(line + "\n"); }
void TerminalSession::press(const std::string& keys) { (void)tmux({"send-keys", "-l", keys}); }

void TerminalSession::press_named(const std::vector<std::string>& names) {
  std::vector<std::string> command{"send-keys"};
  command.insert(command.end(), names.begin(), names.end());
  (void)tmux(command);
}

void TerminalSession::resize(int columns, int rows) {
  (void)tmux({"resize-window", "-x", std::to_string(columns), "-y", std::to_string(rows)});
}

std::string TerminalSession::wait(const std::function<bool(const std::string&)>& ready, const std::string& what) {
  for (int attempt = 0; attempt < 1000; ++attempt) {
    if (ready(tmux({"capture-pane", "-p"}).out)) return tmux({"capture-pane", "-e", "-p"}).out;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return "(the screen never " + what + ")\n" + tmux({"capture-pane", "-p"}).out;
}

std::string TerminalSession::wait_for(const std::string& last, std::ptrdiff_t prompts) {
  return wait(
      [&](const std::string& screen) {
        std::vector<std::string> lines = lines_of(screen);
        while (!lines.empty() && lines.back().find_first_not_of(' ') == std::string::npos) lines.pop_back();
        const auto seen =
            std::count_if(lines.begin(), lines.end(), [](const std::string& line) { return line.starts_with("$"); });
        return !lines.empty() && lines.back().starts_with(last) && lines.back().size() <= last.size() + 1 &&
               seen >= prompts;
      },
      "ended in '" + last + "'");
}

std::string TerminalSession::wait_until(const std::string& part, bool gone) {
  std::string screen = wait([&](const std::string& now) { return (now.find(part) == std::string::npos) == gone; },
                            (gone ? "lost '" : "showed '") + part + "'");
  if (screen.starts_with("(the screen never")) throw std::runtime_error(screen);
  return screen;
}

std::string TerminalSession::copied() {
  for (int attempt = 0; attempt < 300; ++attempt) {
    if (Ran ran = tmux({"show-buffer"}); ran.status == 0) return ran.out;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return "(nothing was copied)";
}

Ran TerminalSession::tmux(const std::vector<std::string>& arguments) const {
  std::vector<std::string> command{tmux_program, "-u", "-L", name_, "-f", "/dev/null"};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return run(command, {}, {"LANG=C.UTF-8", "TERM=screen"}, sample_folder().path());
}

std::string without_empty_end(std::string screen) {
  while (screen.ends_with("\n\n")) screen.pop_back();
  return screen;
}

}  // namespace blotter::test

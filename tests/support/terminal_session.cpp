#include "tests/support/terminal_session.hpp"

#include "tests/support/sample_index.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <unistd.h>

namespace blotter::test {
namespace {

constexpr std::chrono::milliseconds pause(20);

// The style of a cell, from the parameters of SGR sequences (ECMA-48, 8.3.117).
class CellStyle {
 public:
  void take(const std::string& parameters) {
    std::istringstream list(parameters.empty() ? "0" : parameters);
    for (std::string one; std::getline(list, one, ';');) take(std::stoi(one));
  }
  [[nodiscard]] std::string sequence() const {
    std::string all = "\x1b[0";
    for (const int attribute : attributes_) all += ";" + std::to_string(attribute);
    for (const int color : {foreground_, background_})
      if (color != 0) all += ";" + std::to_string(color);
    return all + "m";
  }

 private:
  void take(int code) {
    if (code == 0) *this = CellStyle();
    else if (code < 10) attributes_.insert(code);
    else if (code == 22) attributes_.erase(1), attributes_.erase(2);
    else if (code < 30) attributes_.erase(code - 20);
    else if (code < 40) foreground_ = code == 39 ? 0 : code;
    else background_ = code == 49 ? 0 : code;
  }
  std::set<int> attributes_;
  int foreground_ = 0;
  int background_ = 0;
};

// The screen with one sequence before each character whose style is another than the one before it.  tmux writes the
// same cells in several ways, by what stood there before.
std::string canonical(const std::string& screen) {
  std::string text;
  CellStyle style;
  std::string written = style.sequence();
  for (std::size_t i = 0; i < screen.size(); ++i) {
    if (screen[i] == '\x1b' && i + 1 < screen.size() && screen[i + 1] == '[') {
      const std::size_t end = screen.find('m', i);
      style.take(screen.substr(i + 2, end - i - 2));
      i = end;
      continue;
    }
    if (screen[i] != '\n' && style.sequence() != written) text += written = style.sequence();
    text += screen[i];
  }
  return text;
}

}  // namespace

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
    const std::string styled = tmux({"capture-pane", "-e", "-p"}).out;
    const std::string plain = tmux({"capture-pane", "-p"}).out;
    std::this_thread::sleep_for(pause);
    // Twice the same: the terminal is not in the middle of drawing it.
    if (ready(plain) && tmux({"capture-pane", "-e", "-p"}).out == styled) return canonical(styled);
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

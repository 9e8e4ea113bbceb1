#include "searcher/present/pager.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <sys/ioctl.h>
#include <unistd.h>

namespace blotter::search {
namespace {

bool failed = false;

int screen_rows() {
  winsize size{};
  return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 ? size.ws_row : 24;
}

std::string pager_command() {
  for (const char* name : {"BLOTTER_PAGER", "PAGER"})
    if (const char* command = std::getenv(name)) return command;
  return "less";
}

}  // namespace

bool write_out(std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = write(STDOUT_FILENO, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) {
      failed = errno != EPIPE;
      return false;
    }
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

bool write_failed() { return failed; }

void show_paged(const std::string& text) {
  const std::string command = pager_command();
  const bool is_long = std::count(text.begin(), text.end(), '\n') >= screen_rows();
  if (!is_long || command.empty() || command == "cat") {
    (void)write_out(text);
    return;
  }
  // As git does: quit when it fits, keep colours, leave the text on the screen.
  setenv("LESS", "FRX", 0);
  std::FILE* pager = popen(command.c_str(), "w");
  if (!pager) {
    (void)write_out(text);
    return;
  }
  std::fwrite(text.data(), 1, text.size(), pager);
  if (pclose(pager) == 127 << 8) (void)write_out(text);  // the shell found no such command
}

}  // namespace blotter::search

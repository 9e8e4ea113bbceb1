#include "searcher/present/pager.hpp"

#include "common/cli/output.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <sys/ioctl.h>
#include <unistd.h>

namespace blotter::search {
namespace {

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

void show_paged(const std::string& text) {
  const std::string command = pager_command();
  const bool is_long = std::count(text.begin(), text.end(), '\n') >= screen_rows();
  const char* term = std::getenv("TERM");
  if (!is_long || !term || !*term || std::string_view(term) == "dumb" || command.empty() || command == "cat") {
    (void)cli::write_out(text);
    return;
  }
  // As git does: quit when it fits, keep colours, leave the text on the screen.
  setenv("LESS", "FRX", 0);
  std::FILE* pager = popen(command.c_str(), "w");
  if (!pager) {
    (void)cli::write_out(text);
    return;
  }
  std::fwrite(text.data(), 1, text.size(), pager);
  if (pclose(pager) == 127 << 8) (void)cli::write_out(text);  // the shell found no such command
}

}  // namespace blotter::search

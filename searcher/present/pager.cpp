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

// False when there is no pager, or the terminal is not for one.
bool page(const std::string& text, const char* less_options) {
  const std::string command = pager_command();
  const char* term = std::getenv("TERM");
  if (!term || !*term || std::string_view(term) == "dumb" || command.empty() || command == "cat") return false;
  setenv("LESS", less_options, 0);
  std::FILE* pager = popen(command.c_str(), "w");
  if (!pager) return false;
  std::fwrite(text.data(), 1, text.size(), pager);
  return pclose(pager) != 127 << 8;  // the shell found no such command
}

}  // namespace

void show_paged(const std::string& text) {
  const bool is_long = std::count(text.begin(), text.end(), '\n') >= screen_rows();
  // As git does: quit when it fits, keep colours, leave the text on the screen.
  if (!is_long || !page(text, "FRX")) (void)cli::write_out(text);
}

void show_in_pager(const std::string& text) { (void)page(text, "R"); }

}  // namespace blotter::search

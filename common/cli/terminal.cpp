#include "common/cli/terminal.hpp"

#include "common/cli/exit_status.hpp"
#include "common/text/code_point.hpp"
#include "common/text/steering.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <sys/ioctl.h>
#include <unistd.h>

namespace blotter::cli {

bool is_terminal(int descriptor) { return isatty(descriptor) == 1; }

int terminal_width(int descriptor) {
  winsize size{};
  if (ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  if (const char* columns = std::getenv("COLUMNS")) {
    const int width = std::atoi(columns);
    if (width > 0) return width;
  }
  return 80;
}

bool use_color(Color asked, int descriptor) {
  if (asked != Color::automatic) return asked == Color::always;
  const char* no_color = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  if ((no_color && *no_color) || (term && std::string_view(term) == "dumb")) return false;
  return is_terminal(descriptor);
}

std::string printable(std::string_view bytes, bool keep_newlines) {
  std::string out;
  out.reserve(bytes.size());
  while (!bytes.empty()) {
    const text::CodePoint c = text::first_code_point(bytes);
    if (c.length == 0) {
      out += fmt::format("\\x{:02x}", static_cast<unsigned char>(bytes.front()));
      bytes.remove_prefix(1);
      continue;
    }
    if (c.code == '\n' && keep_newlines) {
      out += '\n';
    } else if (c.code == '\n' || c.code == '\t') {
      out += ' ';
    } else if (text::steers_display(c.code)) {
      out += c.code < 0x100 ? fmt::format("\\x{:02x}", static_cast<unsigned>(c.code))
                            : fmt::format("\\u{{{:04x}}}", static_cast<unsigned>(c.code));
    } else {
      out += bytes.substr(0, c.length);
    }
    bytes.remove_prefix(c.length);
  }
  return out;
}

void write_stderr(std::string_view text) { (void)std::fwrite(text.data(), 1, text.size(), stderr); }

int report_error(std::string_view program, std::string_view message) {
  write_stderr(fmt::format("{}: {}\n", program, printable(message)));
  return exit_error;
}

int report_error(std::string_view program, const Error& error) {
  report_error(program, error.message);
  if (!error.hint.empty()) write_stderr(fmt::format("  hint: {}\n", printable(error.hint)));
  return exit_error;
}

}  // namespace blotter::cli

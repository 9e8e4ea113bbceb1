#define NCURSES_WIDECHAR 1
#define NCURSES_NOMACROS 1  // erase, move and others are names of ours, too

#include "searcher/browse/terminal.hpp"

#include "common/cli/output.hpp"
#include "common/cli/terminal.hpp"
#include "common/text/utf8.hpp"
#include "searcher/desk/digest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <clocale>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <curses.h>
#include <cwchar>
#include <langinfo.h>
#include <string>
#include <sys/ioctl.h>
#include <unistd.h>
#include <utility>

namespace blotter::browse {
namespace {

using present::TextStyle;

constexpr int escape_wait_ms = 25;  // for the rest of an escape sequence

attr_t attributes_of(const present::Span& span, bool color) {
  attr_t attributes = span.reversed ? A_REVERSE : A_NORMAL;
  const auto foreground = [&](short number) {
    return color ? static_cast<attr_t>(COLOR_PAIR(number)) : attr_t{A_NORMAL};
  };
  switch (span.style) {
    case TextStyle::plain: break;
    case TextStyle::bold: attributes |= A_BOLD; break;
    case TextStyle::dim: attributes |= A_DIM; break;
    case TextStyle::match: attributes |= (color ? A_BOLD : A_UNDERLINE) | foreground(COLOR_YELLOW); break;
    case TextStyle::good: attributes |= foreground(COLOR_GREEN); break;
    case TextStyle::bad: attributes |= foreground(COLOR_RED); break;
    case TextStyle::bar: attributes |= foreground(COLOR_CYAN); break;
  }
  return attributes;
}

// What the C library does not know as a letter is shown as U+FFFD.
std::wstring wide(std::string_view text) {
  std::wstring out;
  for (std::size_t at = 0; at < text.size();) {
    const auto c = static_cast<wchar_t>(text::next_code_point(text, at));
    out += wcwidth(c) < 0 ? L'\xFFFD' : c;
  }
  return out;
}

// Letters of any language need a locale of UTF-8, whatever the user's language is.
void set_locale() {
  std::setlocale(LC_CTYPE, "");
  if (std::string_view(nl_langinfo(CODESET)) != "UTF-8") std::setlocale(LC_CTYPE, "C.UTF-8");
}

// Not so of TERM=dumb, on which ncurses draws nevertheless, all in one line.
bool can_place_cursor() {
  const char* sequence = tigetstr("cup");
  return sequence && reinterpret_cast<std::intptr_t>(sequence) != -1;
}

std::optional<Key> mouse_key() {
  MEVENT event;
  if (getmouse(&event) != OK) return std::nullopt;
  Key key{KeyName::click, 0, static_cast<std::size_t>(std::max(event.y, 0)),
          static_cast<std::size_t>(std::max(event.x, 0))};
  if (event.bstate & BUTTON4_PRESSED) key.name = KeyName::wheel_up;
  else if (event.bstate & BUTTON5_PRESSED) key.name = KeyName::wheel_down;
  else if (!(event.bstate & (BUTTON1_PRESSED | BUTTON1_CLICKED))) return std::nullopt;
  return key;
}

std::optional<Key> function_key(wint_t code) {
  switch (code) {
    case KEY_UP: return Key{KeyName::up};
    case KEY_DOWN: return Key{KeyName::down};
    case KEY_LEFT: return Key{KeyName::left};
    case KEY_RIGHT: return Key{KeyName::right};
    case KEY_PPAGE: return Key{KeyName::page_up};
    case KEY_NPAGE: return Key{KeyName::page_down};
    case KEY_HOME: return Key{KeyName::home};
    case KEY_END: return Key{KeyName::end};
    case KEY_ENTER: return Key{KeyName::enter};
    case KEY_BTAB: return Key{KeyName::back_tab};
    case KEY_BACKSPACE: return Key{KeyName::backspace};
    case KEY_DC: return Key{KeyName::erase};
    case KEY_MOUSE: return mouse_key();
    default: return std::nullopt;
  }
}

constexpr wint_t control(char letter) { return static_cast<wint_t>(letter) & 0x1F; }

std::optional<Key> control_key(wint_t code) {
  switch (code) {
    case '\r':
    case '\n': return Key{KeyName::enter};
    case '\t': return Key{KeyName::tab};
    case 0x1B: return Key{KeyName::escape};
    case 0x7F:
    case 0x08: return Key{KeyName::backspace};
    case control('A'): return Key{KeyName::home};
    case control('E'): return Key{KeyName::end};
    case control('U'): return Key{KeyName::erase_line};
    case control('W'): return Key{KeyName::erase_word};
    case control('L'): return Key{KeyName::redraw};
    case control('C'):
    case control('D'): return Key{KeyName::quit};
    default: return std::nullopt;
  }
}

}  // namespace

struct Terminal::State {
  SCREEN* screen = nullptr;
  bool color = false;
};

Terminal::Terminal(bool color) : state_(std::make_unique<State>()) { state_->color = color; }
Terminal::Terminal(Terminal&&) noexcept = default;

Terminal::~Terminal() {
  if (!state_ || !state_->screen) return;
  endwin();
  delscreen(state_->screen);
}

Result<Terminal> Terminal::open(bool color) {
  if (!cli::is_terminal(0) || !cli::is_terminal(1))
    return fail(ErrorCode::bad_usage, "--browse needs a terminal to draw on, and keys from it",
                "in scripts leave --browse out; --format json has all that it shows");
  set_locale();
  Terminal terminal(color);
  terminal.state_->screen = newterm(nullptr, stdout, stdin);
  if (!terminal.state_->screen || !can_place_cursor()) {
    const char* term = std::getenv("TERM");
    return fail(ErrorCode::bad_usage,
                fmt::format("the terminal '{}' is not known here, or has no cursor to place", term ? term : ""),
                "set TERM to a known one, for example TERM=xterm-256color");
  }
  set_escdelay(escape_wait_ms);
  raw();
  noecho();
  nonl();
  keypad(stdscr, TRUE);
  nodelay(stdscr, TRUE);
  leaveok(stdscr, FALSE);
  mousemask(BUTTON1_PRESSED | BUTTON1_CLICKED | BUTTON4_PRESSED | BUTTON5_PRESSED, nullptr);
  mouseinterval(0);
  if (has_colors() && color) {
    start_color();
    use_default_colors();
    for (const short number : {short{COLOR_RED}, short{COLOR_GREEN}, short{COLOR_YELLOW}, short{COLOR_CYAN}})
      init_pair(number, number, -1);
  } else {
    terminal.state_->color = false;
  }
  return terminal;
}

Size Terminal::size() const {
  int rows = 0;
  int columns = 0;
  getmaxyx(stdscr, rows, columns);
  return {static_cast<std::size_t>(std::max(rows, 1)), static_cast<std::size_t>(std::max(columns, 1))};
}

void Terminal::resized() {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0)
    resizeterm(size.ws_row, size.ws_col);
}

void Terminal::show(const Screen& screen) {
  erase();
  const auto [rows, columns] = size();
  for (std::size_t row = 0; row < std::min(screen.lines.size(), rows); ++row) {
    std::size_t column = 0;
    for (const present::Span& span : screen.lines[row]) {
      if (column >= columns) break;
      // Each piece has its place, so that letters of doubtful width move nothing but their own line's next piece.
      move(static_cast<int>(row), static_cast<int>(column));
      attrset(static_cast<int>(attributes_of(span, state_->color)));
      const std::wstring text = wide(span.text);
      addnwstr(text.data(), static_cast<int>(text.size()));
      column += present::display_width(span.text);
    }
  }
  attrset(A_NORMAL);
  curs_set(screen.cursor ? 1 : 0);
  if (screen.cursor) move(static_cast<int>(screen.cursor->first), static_cast<int>(screen.cursor->second));
  refresh();
}

void Terminal::redraw() { clearok(stdscr, TRUE); }

std::optional<Key> Terminal::read() {
  while (true) {
    wint_t code = 0;
    const int kind = get_wch(&code);
    if (kind == ERR) return std::nullopt;
    const std::optional<Key> key = kind == KEY_CODE_YES          ? function_key(code)
                                   : code < 0x20 || code == 0x7F ? control_key(code)
                                                                 : Key{KeyName::character, static_cast<char32_t>(code)};
    if (key) return key;
  }
}

void Terminal::suspend() { endwin(); }

void Terminal::resume() {
  redraw();
  refresh();
}

void Terminal::copy(std::string_view text) {
  (void)cli::write_out(fmt::format("\x1b]52;c;{}\x07", search::base64(text)));
}

}  // namespace blotter::browse

// The view of --browse: shows screens on the terminal and reads keys, by ncurses with wide characters.
#pragma once

#include "common/error.hpp"
#include "searcher/browse/key.hpp"
#include "searcher/browse/screen.hpp"

#include <memory>
#include <optional>
#include <string_view>

namespace blotter::browse {

// Takes over the terminal (raw keys, no echo, mouse) until it is destroyed; then the terminal is as it was before.
// One at a time.
class Terminal {
 public:
  // ErrorCode::bad_usage if standard input or output is not a terminal, or $TERM is unknown.
  [[nodiscard]] static Result<Terminal> open(bool color);
  Terminal(Terminal&&) noexcept;
  Terminal& operator=(Terminal&&) = delete;
  ~Terminal();

  // Returns rows and columns, each at least 1.
  [[nodiscard]] Size size() const;
  // Reads the size again; call after SIGWINCH.
  void resized();
  // Shows the screen in place of the last one; what does not fit is left out.
  void show(const Screen& screen);
  // Makes the next show() draw every cell, also those that have not changed.
  void redraw();
  // Returns the next key, or nothing if none was pressed; does not wait.
  [[nodiscard]] std::optional<Key> read();
  // Leaves the terminal to another program.
  void suspend();
  // Takes it over again, and draws the last screen.
  void resume();
  // Asks the terminal to put the text into its clipboard (OSC 52).
  void copy(std::string_view text);

 private:
  explicit Terminal(bool color);
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace blotter::browse

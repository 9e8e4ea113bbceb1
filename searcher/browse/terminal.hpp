// The terminal by ncurses (wide characters), its one home: shows screens and reads keys.
#pragma once

#include "common/error.hpp"
#include "searcher/browse/key.hpp"
#include "searcher/browse/screen.hpp"

#include <memory>
#include <optional>
#include <string_view>

namespace blotter::browse {

// While it lives the terminal is ours, as it was before afterwards.
class Terminal {
 public:
  // ErrorCode::bad_usage when standard input or output is no terminal, or $TERM is unknown.
  [[nodiscard]] static Result<Terminal> open(bool color);
  Terminal(Terminal&&) noexcept;
  Terminal& operator=(Terminal&&) = delete;
  ~Terminal();

  [[nodiscard]] Size size() const;
  // The terminal has another size.
  void resized();
  void show(const Screen& screen);
  // Draws all of it again with the next screen.
  void redraw();
  // Returns the next key if one was pressed.
  [[nodiscard]] std::optional<Key> read();
  // Gives the terminal to another program, and takes it again.
  void suspend();
  void resume();
  // Asks the terminal to put the text into its clipboard (OSC 52).
  void copy(std::string_view text);

 private:
  explicit Terminal(bool color);
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace blotter::browse

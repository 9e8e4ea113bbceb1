// What a person does at the terminal.
#pragma once

#include <cstddef>
#include <cstdint>

namespace blotter::browse {

enum class KeyName : std::uint8_t {
  character,
  up,
  down,
  left,
  right,
  page_up,
  page_down,
  home,
  end,
  enter,
  escape,
  tab,
  back_tab,
  backspace,
  erase,       // the character under the cursor
  erase_word,  // the word before it
  erase_line,
  quit,
  redraw,
  click,  // with the place
  wheel_up,
  wheel_down,
};

struct Key {
  KeyName name = KeyName::character;
  char32_t character = 0;
  std::size_t row = 0;
  std::size_t column = 0;
};

struct Size {
  std::size_t rows = 24;
  std::size_t columns = 80;
  friend bool operator==(const Size&, const Size&) = default;
};

}  // namespace blotter::browse

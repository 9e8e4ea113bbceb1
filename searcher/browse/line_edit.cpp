#include "searcher/browse/line_edit.hpp"

#include "common/cli/terminal.hpp"
#include "common/text/characters.hpp"
#include "common/text/steering.hpp"
#include "common/text/utf8.hpp"
#include "searcher/present/layout.hpp"

#include <algorithm>

namespace blotter::browse {
namespace {

constexpr std::size_t max_bytes = 4096;

// Where the character that ends before `at` begins, its marks with it.
std::size_t character_before(const std::string& text, std::size_t at) {
  while (at > 0) {
    do --at;
    while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80);
    std::size_t next = at;
    if (text::columns_of(text::next_code_point(text, next)) > 0) break;
  }
  return at;
}

}  // namespace

std::size_t LineEdit::previous() const { return character_before(text_, cursor_); }

std::size_t LineEdit::after() const {
  std::size_t at = cursor_;
  if (at < text_.size()) (void)text::next_code_point(text_, at);
  for (std::size_t next = at; next < text_.size(); at = next)
    if (text::columns_of(text::next_code_point(text_, next)) > 0) break;
  return at;
}

void LineEdit::erase(std::size_t from, std::size_t to) {
  text_.erase(from, to - from);
  cursor_ = from;
}

bool LineEdit::press(const Key& key) {
  switch (key.name) {
    case KeyName::character: {
      if (text::steers_display(key.character) || text_.size() >= max_bytes) return true;
      std::string character;
      text::append_utf8(key.character, character);
      text_.insert(cursor_, character);
      cursor_ += character.size();
      return true;
    }
    case KeyName::left: cursor_ = previous(); return true;
    case KeyName::right: cursor_ = after(); return true;
    case KeyName::home: cursor_ = 0; return true;
    case KeyName::end: cursor_ = text_.size(); return true;
    case KeyName::backspace: erase(previous(), cursor_); return true;
    case KeyName::erase: erase(cursor_, after()); return true;
    case KeyName::erase_line: erase(0, cursor_); return true;
    case KeyName::erase_word: {
      std::size_t from = cursor_;
      while (from > 0 && text_[from - 1] == ' ') --from;
      while (from > 0 && text_[from - 1] != ' ') --from;
      erase(from, cursor_);
      return true;
    }
    default: return false;
  }
}

std::string LineEdit::shown(std::size_t width, std::size_t& cursor_column) const {
  // The cursor stays in sight: of a long line the end before it.
  std::size_t from = cursor_;
  cursor_column = 0;
  while (from > 0) {
    const std::size_t start = character_before(text_, from);
    const std::size_t wider =
        cursor_column + present::display_width(std::string_view(text_).substr(start, from - start));
    if (wider >= width) break;
    cursor_column = wider;
    from = start;
  }
  return present::fit(cli::printable(std::string_view(text_).substr(from)), width);
}

}  // namespace blotter::browse

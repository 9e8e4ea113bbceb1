// The line that one types in on the screen of --browse.
#include "searcher/browse/line_edit.hpp"

#include "searcher/present/layout.hpp"

#include <catch2/catch.hpp>

#include <chrono>

using namespace blotter;
using browse::KeyName;

TEST_CASE("browse: a line is edited by whole letters, their marks with them") {
  browse::LineEdit line("ae\u0301");
  (void)line.press({KeyName::backspace, 0, 0, 0});
  CHECK(line.text() == "a");
  (void)line.press({KeyName::character, 0x1B, 0, 0});
  (void)line.press({KeyName::character, U'京', 0, 0});
  (void)line.press({KeyName::left, 0, 0, 0});
  (void)line.press({KeyName::character, U'東', 0, 0});
  CHECK(line.text() == "a東京");
  std::size_t cursor = 0;
  CHECK(line.shown(10, cursor) == "a東京");
  CHECK(cursor == 3);
  (void)line.press({KeyName::home, 0, 0, 0});
  (void)line.press({KeyName::erase, 0, 0, 0});
  CHECK(line.text() == "東京");
  (void)line.press({KeyName::end, 0, 0, 0});
  (void)line.press({KeyName::erase_word, 0, 0, 0});
  CHECK(line.text().empty());
}

TEST_CASE("browse: of a long line the end before the cursor is shown, in time in proportion to what is", "[issue-24]") {
  browse::LineEdit line;
  for (int i = 0; i < 4096; ++i) (void)line.press({KeyName::character, i % 7 == 6 ? U'\u0301' : U'a', 0, 0});
  std::size_t cursor = 0;
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < 1000; ++i) CHECK(present::display_width(line.shown(10, cursor)) == 9);
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(5));
  CHECK(cursor == 9);
  (void)line.press({KeyName::home, 0, 0, 0});
  CHECK(line.shown(10, cursor).ends_with("\u2026"));
  CHECK(cursor == 0);
}

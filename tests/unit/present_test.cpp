// What answers look like on a terminal: widths, wrapping, links, colour.
#include "common/cli/terminal.hpp"
#include "searcher/present/layout.hpp"
#include "searcher/present/presenter.hpp"
#include "searcher/present/text.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>

using namespace blotter;
using namespace blotter::present;

namespace {

search::Snippet snippet(const std::string& text) {
  search::Snippet one;
  one.text = text;
  return one;
}

search::Answer one_hit(const std::string& url) {
  search::Answer answer;
  answer.total = 1;
  search::Hit& hit = answer.hits.emplace_back();
  hit.rank = 1;
  hit.id = "a";
  hit.article.title = "Title";
  hit.article.url = url;
  return answer;
}

std::string text_of(const search::Answer& answer, const Style& style) {
  std::string out;
  make_presenter(Format::text, style)->answer(answer, out);
  return out;
}

}  // namespace

TEST_CASE("widths: wide East Asian characters take two columns, combining ones and escape sequences none") {
  CHECK(display_width("abc") == 3);
  CHECK(display_width("東京") == 4);
  CHECK(display_width("e\u0301") == 1);
  CHECK(display_width("\x1b[1mab\x1b[0m") == 2);
  CHECK(display_width("\x1b]8;;https://x.example\x1b\\ab\x1b]8;;\x1b\\") == 2);
  CHECK(fit("東京の警察", 5) == "東京\u2026");
  CHECK(display_width(pad("東", 5)) == 5);
}

TEST_CASE("no line is wider than the screen, and no word is lost while there is room") {
  const std::string text =
      "A very-very-long-word-without-an-end-that-fills-more-than-one-line 東京の警察が臓器売買を捜査した short";
  for (std::size_t width = 8; width < 60; ++width) {
    CAPTURE(width);
    std::string joined;
    for (const std::string& line : wrap(snippet(text), width, 0, TextStyle::plain, false)) {
      CHECK(display_width(line) <= width);
      for (const char c : line)
        if (c != ' ') joined += c;
    }
    std::string expected;
    for (const char c : text)
      if (c != ' ') expected += c;
    CHECK(joined == expected);
    const auto cut = wrap(snippet(text), width, 2, TextStyle::bold, true);
    CHECK(cut.size() <= 2);
    for (const std::string& line : cut) CHECK(display_width(line) <= width);
  }
}

TEST_CASE("web addresses become links where the terminal shows them, others never") {
  Style style;
  style.terminal = style.links = true;
  CHECK(text_of(one_hit("https://x.example/1"), style).find("\x1b]8;;https://x.example/1\x1b\\") != std::string::npos);
  for (const char* url : {"file:///etc/passwd", "https://x.example/\x1b[31m", "javascript:alert(1)", ""})
    CHECK(text_of(one_hit(url), style).find("\x1b]8") == std::string::npos);
  style.links = false;
  CHECK(text_of(one_hit("https://x.example/1"), style).find('\x1b') == std::string::npos);
}

TEST_CASE("colour is off with NO_COLOR, on a dumb terminal and on none, unless asked for") {
  setenv("NO_COLOR", "1", 1);
  CHECK_FALSE(cli::use_color(cli::Color::automatic, 1));
  CHECK(cli::use_color(cli::Color::always, 1));
  unsetenv("NO_COLOR");
  CHECK_FALSE(cli::use_color(cli::Color::never, 1));
}

TEST_CASE("dates are told from today") {
  CHECK(relative_date(20250630, 20250630) == "today");
  CHECK(relative_date(20250629, 20250630) == "yesterday");
  CHECK(relative_date(20250625, 20250630) == "5 days ago");
  CHECK(relative_date(20250601, 20250630) == "4 weeks ago");
  CHECK(relative_date(20240630, 20250630) == "12 months ago");
  CHECK(relative_date(20200630, 20250630) == "5 years ago");
  CHECK(relative_date(20250703, 20250630) == "in 3 days");
  CHECK(relative_date(0, 20250630).empty());
}

// What answers look like on a terminal: widths, wrapping, links, colour.
#include "common/cli/terminal.hpp"
#include "searcher/present/json.hpp"
#include "searcher/present/layout.hpp"
#include "searcher/present/presenter.hpp"
#include "searcher/present/rows.hpp"
#include "searcher/present/text.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
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
  make_presenter(search::OutputFormat::text, style)->answer(answer, out);
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

TEST_CASE("dates are given as days back from today") {
  CHECK(relative_date(20250630, 20250630) == "today");
  CHECK(relative_date(20250629, 20250630) == "yesterday");
  CHECK(relative_date(20250625, 20250630) == "5 days ago");
  CHECK(relative_date(20250601, 20250630) == "4 weeks ago");
  CHECK(relative_date(20240630, 20250630) == "12 months ago");
  CHECK(relative_date(20200630, 20250630) == "5 years ago");
  CHECK(relative_date(20250703, 20250630) == "in 3 days");
  CHECK(relative_date(20250617, 20250630) == "13 days ago");
  CHECK(relative_date(20250616, 20250630) == "2 weeks ago");
  CHECK(relative_date(20250501, 20250630) == "8 weeks ago");
  CHECK(relative_date(20250430, 20250630) == "2 months ago");
  CHECK(relative_date(20230702, 20250630) == "23 months ago");
  CHECK(relative_date(20230701, 20250630) == "2 years ago");
  CHECK(relative_date(20250701, 20250630) == "tomorrow");
  CHECK(relative_date(20250702, 20250630) == "in 2 days");
  CHECK(relative_date(0, 20250630).empty());
}

TEST_CASE("a csv cell is quoted for a comma and for a quotation mark alone, a tsv cell never") {
  const auto row = [](const std::string& cell, char delimiter) {
    std::string out;
    append_row({"a", cell}, {delimiter}, out);
    return out;
  };
  CHECK(row("plain", ',') == "a,plain\r\n");
  CHECK(row("Court, again", ',') == "a,\"Court, again\"\r\n");
  CHECK(row("the \"fixer\" ran", ',') == "a,\"the \"\"fixer\"\" ran\"\r\n");
  CHECK(row("\"", ',') == "a,\"\"\"\"\r\n");
  CHECK(row("one \"two\", three", ',') == "a,\"one \"\"two\"\", three\"\r\n");
  CHECK(row("the \"fixer\", a man", '\t') == "a\tthe \"fixer\", a man\n");
  // What would end a cell or a row is no part of one.
  for (const char delimiter : {',', '\t'}) {
    const std::string out = row("one\ttwo\r\nthree\x1b[31m", delimiter);
    CHECK(std::count(out.begin(), out.end(), '\n') == 1);
    CHECK(std::count(out.begin(), out.end(), '\t') == (delimiter == '\t' ? 1 : 0));
    CHECK(out.find('\x1b') == std::string::npos);
  }
}

TEST_CASE("a snippet in JSON is HTML in which the text itself makes no element") {
  search::Snippet one = snippet("A <b>R&D</b> man > all");
  CHECK(marked_html(one) == "A &lt;b&gt;R&amp;D&lt;/b&gt; man &gt; all");
  one.marks = {{5, 8}, {13, 16}};  // R&D and man
  CHECK(marked_html(one) == "A &lt;b&gt;<b>R&amp;D</b>&lt;/b&gt; <b>man</b> &gt; all");
  one = snippet("x<y");
  one.marks = {{0, 3}};
  one.cut_before = one.cut_after = true;
  CHECK(marked_html(one) == "\u2026 <b>x&lt;y</b> \u2026");
  one.cut_before = false;
  CHECK(marked_html(one) == "<b>x&lt;y</b> \u2026");

  search::Answer answer = one_hit("https://x.example/1");
  answer.hits.front().snippet = snippet("a < b & c");
  std::string out;
  make_presenter(search::OutputFormat::json, {})->answer(answer, out);
  CHECK(out.find("\"snippet\":\"a &lt; b &amp; c\"") != std::string::npos);
}

TEST_CASE("an article that is shown whole names each author and keyword apart") {
  Article article;
  article.title = "Two held";
  article.authors = {"A. Isakov", "Z. Sattorova"};
  article.keywords = {"drugs", "border"};
  const std::string out = show_article(article, {});
  CHECK(out.find("A. Isakov, Z. Sattorova\n") != std::string::npos);
  CHECK(out.find("drugs, border\n") != std::string::npos);
}

TEST_CASE("without snippets no output has one") {
  search::Answer answer = one_hit("https://x.example/1");
  answer.hits.front().snippet = snippet("Police held two men.");
  for (const search::OutputFormat format : {search::OutputFormat::json, search::OutputFormat::text}) {
    Style style;
    style.snippets = true;
    std::string with;
    make_presenter(format, style)->answer(answer, with);
    CHECK(with.find("Police held") != std::string::npos);
    style.snippets = false;
    std::string without;
    make_presenter(format, style)->answer(answer, without);
    CHECK(without.find("Police held") == std::string::npos);
    CHECK(without.find("snippet") == std::string::npos);
    CHECK(without.find("Title") != std::string::npos);
  }
}

TEST_CASE("an answer in JSON has its explanation where it was asked for") {
  search::Answer answer = one_hit("https://x.example/1");
  const auto json = [&] {
    std::string out;
    make_presenter(search::OutputFormat::json, {})->answer(answer, out);
    return out;
  };
  CHECK(json().find("explanation") == std::string::npos);
  answer.explanation = search::Explanation{"a tree", "a plan", "a query"};
  CHECK(json().find(R"("explanation":{"tree":"a tree","plan":"a plan","xapian":"a query"})") != std::string::npos);
}

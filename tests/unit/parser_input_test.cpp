// What of a page reaches libxml2.
#include "indexer/reader/html/parser_input.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace blotter::reader;

namespace {

struct Case {
  const char* page;
  const char* input;
};

std::string input_of(std::string_view page) {
  std::string storage;
  return std::string(parser_input(page, 4, storage));
}

}  // namespace

TEST_CASE("parser input: the text of scripts and styles is left out", "[html]") {
  const Case row = GENERATE(values<Case>({
      {"<p>a<script>f(1);</script>b", "<p>a<script></script>b"},
      {"<STYLE media=all>p>a{}</Style ><p>", "<STYLE media=all></Style ><p>"},
      {"<script>if (a<b) w('<p>');</script><p>", "<script></script><p>"},
      {"<script><!-- x --></script>", "<script></script>"},
      {"<p>a<script>to the end", "<p>a<script>"},
      {"<p>a<script", "<p>a<script"},
  }));
  CAPTURE(row.page);
  CHECK(input_of(row.page) == row.input);
}

TEST_CASE("parser input: what may be shown stays", "[html]") {
  // Linked data; what libxml2 takes for closed, or for no script.
  const std::string page = GENERATE(values<std::string>({
      R"(<script type="application/ld+json">{"a":"</p>"}</script>)",
      "<script src=a.js /><p>one</p><script/>two<p>three</p>",
      "<script><noscript><p>one</p></noscript></script><p>two",
      "<script-bar>one</script-bar><style_x>two",
      "<!-- <script> --><p>one</p><!-- </script> -->",
      "<?php \"<script>\" ?><p>one</p></script>",
      "<a title=\"<script>\">one</a><i title='</script>'>two</i>",
      "</p title='<script>'><p>one</p></script>",
      "<!doctype html><p>1 < 2 <> 3</p>",
  }));
  CAPTURE(page);
  CHECK(input_of(page) == page);
}

TEST_CASE("parser input: attributes after the most that a tag may have are left out", "[html]") {
  CHECK(input_of("<p a b=1 c d='>' e f>x<b a>") == "<p a b=1 c d='>' >x<b a>");
  // A script may end at once for libxml2, so that its tags count.
  CHECK(input_of("<script><noscript a b c d e></script>") == "<script><noscript a b c d ></script>");
}

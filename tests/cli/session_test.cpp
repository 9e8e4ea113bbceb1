// Sessions in a real terminal (tmux) of 80 and 140 columns, in colour: what stands on the screen is kept in
// tests/golden.
#include "tests/support/golden.hpp"
#include "tests/support/terminal_session.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <string>

using namespace blotter::test;

TEST_CASE("golden: a session of 80 columns, with the facets below the hits, and the pager") {
  REQUIRE(std::filesystem::exists(tmux_program));
  TerminalSession session(80, 60);
  session.type("blotter-search --limit 2 --facet-limit 3 organ trafficking");
  (void)session.wait_for("$", 2);
  session.type("blotter-search --limit 1 --facets none --histogram month --country '!RU' heroin");
  std::string screens = without_empty_end(session.wait_for("$", 3));
  TerminalSession small(80, 16);
  small.type("blotter-search трафик OR trafficking");
  screens += without_empty_end(small.wait_for(":"));
  small.press("q");
  screens += without_empty_end(small.wait_for("$"));
  CHECK(golden_difference("session-80.txt", screens) == "");
}

TEST_CASE("golden: a session of 140 columns, with the facets beside the hits") {
  REQUIRE(std::filesystem::exists(tmux_program));
  TerminalSession session(140, 70);
  session.type("blotter-search --limit 4 --facet-limit 6 --country KG,JP --crime '!fraud' trafficking");
  (void)session.wait_for("$", 2);
  session.type("blotter-search --limit 0 --facets none --cross country,crime kidney");
  CHECK(golden_difference("session-140.txt", without_empty_end(session.wait_for("$", 3))) == "");
}

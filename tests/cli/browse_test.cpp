// --browse in a real terminal (tmux) of 80 and 60 columns: its screens, what it writes, and what it does when the
// ground gives way.
#include "tests/support/golden.hpp"
#include "tests/support/programs.hpp"
#include "tests/support/sample_index.hpp"
#include "tests/support/terminal_session.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <string>

using namespace blotter::test;

namespace {

constexpr const char* hint_of_query = "Enter: hits";

}  // namespace

TEST_CASE("golden: browse at 80 columns, narrowed by a facet and a month, an article read, and what it leaves") {
  const TemporaryFolder state;
  TerminalSession session(80, 30, {"XDG_STATE_HOME=" + state.path()});
  session.type("blotter-search --browse");
  (void)session.wait_until(hint_of_query);
  session.press("trafficking");
  (void)session.wait_until("> trafficking ");
  std::string screens = session.wait_until("41 articles in");
  session.press_named({"Tab", "Tab", "Down"});
  session.press(" ");
  (void)session.wait_until("18 articles in");
  session.press_named({"BTab"});
  screens += session.wait_until("Enter: read");
  session.press_named({"Enter"});
  (void)session.wait_until("n and N step");
  session.press("n");
  screens += session.wait_until("1 of ");
  session.press("y");
  (void)session.wait_until("copied: ");
  CHECK_FALSE(session.copied().empty());
  session.press_named({"Escape"});
  session.press("s");
  (void)session.wait_until("save this search as");
  session.type("rings");
  (void)session.wait_until("saved: blotter-search --run rings");
  session.press("u");
  (void)session.wait_until("41 articles in");
  session.press("q");
  screens += without_empty_end(session.wait_for("$", 2));
  CHECK(golden_difference("browse-80.txt", screens) == "");
  CHECK(holds(read_file(state / "blotter/searches/rings"), "--country="));
}

TEST_CASE("golden: browse at 60 columns, in Cyrillic, resized, one part of the screen at a time") {
  TerminalSession session(60, 20);
  session.type("blotter-search --browse --source '!none' трафик OR heroin");
  std::string screens = session.wait_until("Enter: hits");
  (void)session.wait_until("1. ");
  session.press_named({"Tab"});
  screens = session.wait_until("Enter: read");
  session.press_named({"Tab"});
  screens += session.wait_until("Space: choose");
  session.press("?");
  screens += session.wait_until("Ctrl-L");
  session.press("?");
  for (int i = 0; i < 5; ++i) session.resize(60 - i, 20 - i);
  session.resize(20, 5);
  (void)session.wait_until("Ctrl-L", true);
  session.resize(60, 20);
  (void)session.wait_until("Space: choose");
  session.press_named({"C-c"});
  screens += without_empty_end(session.wait_for("$", 2));
  CHECK(golden_difference("browse-60.txt", screens) == "");
}

TEST_CASE("browse: without a terminal it says so, and goes with nothing that prints") {
  const Ran ran = search_sample({"--browse", "kidney"});
  CHECK(ran.status == 2);
  CHECK(holds(ran.err, "--browse needs a terminal"));
  CHECK(search_sample({"--browse", "--bulk", "corpus/queries.tsv"}).status == 2);
  CHECK(search_sample({"--browse", "--report", "x.html"}).status == 2);
}

TEST_CASE("browse: hits are written in every form, and a file that is there is not replaced") {
  const TemporaryFolder folder;
  TerminalSession session(80, 24);
  session.type("blotter-search --browse kidney");
  (void)session.wait_until("1. ");
  session.press_named({"Enter"});
  for (const std::string ending : {"csv", "tsv", "jsonl", "md", "html"}) {
    session.press("w");
    (void)session.wait_until("write the hits");
    session.type(folder / "hits." + ending);
    (void)session.wait_until(" in " + folder / "hits." + ending);
  }
  const Ran expected = search_sample({"--format", "csv", "--all", "kidney"});
  CHECK(read_file(folder / "hits.csv") == expected.out);
  CHECK(read_file(folder / "hits.jsonl") == search_sample({"--format", "hits", "--all", "kidney"}).out);
  CHECK(read_file(folder / "hits.md") == search_sample({"--export", "md", "kidney"}).out);
  CHECK(holds(read_file(folder / "hits.html"), "<html"));
  session.press("w");
  session.type(folder / "hits.csv");
  (void)session.wait_until("is there already");
  session.press("w");
  session.type(folder / "hits.doc");
  (void)session.wait_until("does not end in .csv");
  session.press("q");
  (void)session.wait_for("$", 2);
}

TEST_CASE("browse: an index that is replaced or vanishes underneath ends in an answer or a reason, never in a crash") {
  const TemporaryFolder folder;
  write_file(folder / "in.jsonl", R"({"id":"a","title":"Wheat","body":"The harvest of wheat was good."})"
                                  "\n");
  (void)index({"--quiet", "--db", folder / "one", folder / "in.jsonl"});
  TerminalSession session(80, 24);
  session.type("blotter-search --browse --db " + folder / "one" + " wheat");
  (void)session.wait_until("1 article in");
  write_file(folder / "in.jsonl", R"({"id":"b","title":"Wheat again","body":"The harvest of wheat was better."})"
                                  "\n");
  (void)index({"--quiet", "--db", folder / "one", folder / "in.jsonl"});
  session.press_named({"Enter"});
  session.press("R");
  (void)session.wait_until("2 articles in");
  std::filesystem::remove_all(folder / "one");
  session.press("R");
  (void)session.wait_until("no index");
  session.press_named({"Enter"});
  session.press("q");
  CHECK(session.wait_for("$", 2).find("blotter-search --db=" + folder / "one" + " wheat") != std::string::npos);
}

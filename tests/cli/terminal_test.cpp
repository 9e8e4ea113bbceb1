// What the programs do only on a terminal (script(1) gives them one), and what the quickstart shows.
#include "tests/support/programs.hpp"
#include "tests/support/small_index.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <regex>

using namespace blotter::test;
namespace fs = std::filesystem;

namespace {

// What a shell command writes to a terminal of ten rows.
std::string on_terminal(const std::string& command, const std::vector<std::string>& environment = {},
                        int columns = 200) {
  const std::string size = "stty cols " + std::to_string(columns) + " rows 10; ";
  return run({"/usr/bin/script", "-qec", size + command, "/dev/null"}, {}, environment).out;
}

}  // namespace

TEST_CASE("issue 18 item 10: the progress bar has the total and the time left and the file at hand") {
  const TemporaryFolder folder;
  std::string lines;
  for (int i = 0; i < 40; ++i)
    lines +=
        "{\"id\":\"n" + std::to_string(i) + "\",\"body\":\"Wheat was sold on market " + std::to_string(i) + ".\"}\n";
  write_file(folder / "in/first.jsonl", std::string(lines).append(60'000, '\n'));
  const std::string screen = on_terminal(indexer + " --db " + folder / "db" + " " + folder / "in");
  INFO(screen);
  // A bar, the share, the total, the count, the time left, the file.
  const std::regex bar(R"(\r\[(#+)\.*\] +(\d+) % of 62 kB  40 articles, \d+/s, [\d.]+ s left  [^\r]*first\.jsonl)");
  CHECK(std::regex_search(screen, bar));
  CHECK(holds(screen, "\r\x1b[K"));  // it is wiped before the closing line
  CHECK(holds(screen, "40 new"));
  // Where standard error is no terminal there is none.
  CHECK_FALSE(holds(run({indexer, "--db", folder / "other", folder / "in"}).err, " left "));
}

TEST_CASE("the progress bar is a column shorter than the terminal, so that it stays on its line") {
  const TemporaryFolder folder;
  write_file(folder / "in/first.jsonl",
             "{\"id\":\"n\",\"body\":\"Wheat was sold on the market.\"}\n" + std::string(60'000, '\n'));
  for (const auto& [columns, width] : {std::pair(40, 39), std::pair(10, 20)}) {
    const std::string screen =
        on_terminal(indexer + " --db " + folder / std::to_string(columns) + " " + folder / "in", {}, columns);
    INFO(screen);
    std::smatch bar;
    REQUIRE(std::regex_search(screen, bar, std::regex(R"(\r(\[[^\r\x1b]*)\x1b\[K)")));
    CHECK(bar[1].length() == width);
  }
}

TEST_CASE("issue 18 item 20: long answers go through the pager unless the terminal is a dumb one") {
  const std::string command = searcher + " --db " + small_index() + " --no-correct police";
  const auto screen = [&](const std::string& term) {
    return on_terminal(command, {"TERM=" + term, "BLOTTER_PAGER=sed s/^/paged:/"});
  };
  CHECK(holds(screen("xterm"), "paged:"));
  CHECK_FALSE(holds(screen("dumb"), "paged:"));
  CHECK(holds(screen("dumb"), "Wheat harvest"));
  CHECK_FALSE(holds(screen("dumb"), "\x1b["));
}

TEST_CASE("issue 18 item 19: the quickstart shows three short examples and where things are") {
  // Its own steps, but for those that install and build.
  const TemporaryFolder folder;
  fs::create_directories(folder / "scripts");
  fs::create_directories(folder / "build/release");
  fs::create_directories(folder / "stubs");
  fs::copy_file(source_folder + "/scripts/quickstart", folder / "scripts/quickstart");
  for (const char* stub : {"scripts/setup", "stubs/cmake"}) {
    write_file(folder / stub, "#!/bin/sh\n");
    fs::permissions(folder / stub, fs::perms::owner_all);
  }
  fs::create_directory_symlink(fs::path(indexer).parent_path(), folder / "build/release/indexer");
  fs::create_directory_symlink(fs::path(searcher).parent_path(), folder / "build/release/searcher");
  fs::create_directory_symlink(source_folder + "/corpus", folder / "corpus");
  const Ran ran =
      run({"/bin/bash", folder / "scripts/quickstart"}, {}, {"PATH=" + folder / "stubs" + ":/usr/bin:/bin"});
  INFO(ran.out << ran.err);
  REQUIRE(ran.status == 0);
  const std::vector<std::string> lines = lines_of(ran.out);
  const auto count = [&](const std::string& part) {
    return std::count_if(lines.begin(), lines.end(), [&](const std::string& line) { return holds(line, part); });
  };
  CHECK(lines.size() < 90);
  CHECK(count("done in ") == 4);  // each step with its time
  CHECK(count("$ blotter-search ") == 3);
  CHECK(count("$ blotter-search --bulk") == 1);
  CHECK(count("$ blotter-search --country") == 1);
  for (const char* part : {"Where things are", "What to try next", "blotter-index --db my.db"}) CHECK(count(part) == 1);
  CHECK(holds(ran.out, folder / "build/quickstart.db"));
  CHECK_FALSE(holds(ran.out, "\x1b["));
}

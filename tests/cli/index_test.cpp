// blotter-index as a user runs it: what it prints, where, and its exit status.
#include "tests/support/programs.hpp"

#include <catch2/catch.hpp>

#include <csignal>
#include <filesystem>

using namespace blotter::test;

namespace {

constexpr const char* two_articles =
    "{\"id\":\"a\",\"title\":\"Raid in Osh\",\"body\":\"Police in Osh held two men on Monday.\"}\n"
    "{\"id\":\"b\",\"title\":\"Trial in Tashkent\",\"body\":\"A court in Tashkent heard the case.\"}\n";

std::string last_line(const std::string& text) {
  const std::vector<std::string> lines = lines_of(text);
  return lines.empty() ? std::string() : lines.back();
}

// "articles      2" → "2"
std::string info_of(const std::string& database, const std::string& name) {
  for (const std::string& line : lines_of(index({"--db", database, "--info"}).out))
    if (line.starts_with(name)) return line.substr(line.find_last_of(' ') + 1);
  return {};
}

}  // namespace

TEST_CASE("standard input is JSON lines, and the closing line counts") {
  const TemporaryFolder folder;
  const Ran ran = index({"--db", folder / "db", "-"}, two_articles);
  CHECK(ran.status == 0);
  CHECK(ran.out.empty());
  CHECK(last_line(ran.err).find("2 new, 0 updated, 0 unchanged, 0 failed") != std::string::npos);
  CHECK(info_of(folder / "db", "articles") == "2");
}

TEST_CASE("a part that cannot be written ends the run with the reason of that") {
  const TemporaryFolder folder;
  std::string lines;
  for (int i = 0; i < 200; ++i)
    lines += "{\"id\":\"" + std::to_string(i) + "\",\"body\":\"Wheat of farm " + std::to_string(i) +
             " was sold in Osh.\"}\n";
  // Room for the table of the metadata, and none for those of the articles.
  const Ran ran = run({"/bin/bash", "-c", "ulimit -f 16; exec \"$INDEX\" --db db --writer api -"}, lines,
                      {"INDEX=" + indexer}, folder.path());
  CHECK(ran.status == 2);
  CHECK(holds(ran.err, "cannot write the index: "));
  CHECK(holds(ran.err, "File too large"));
  CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE("an article seen before is skipped, or replaced when it changed") {
  const TemporaryFolder folder;
  REQUIRE(index({"--db", folder / "db", "-"}, two_articles).status == 0);
  CHECK(last_line(index({"--db", folder / "db", "-"}, two_articles).err).find("0 new, 0 updated, 2 unchanged") !=
        std::string::npos);
  const Ran changed =
      index({"--db", folder / "db", "-"}, "{\"id\":\"a\",\"title\":\"Raid in Osh\",\"body\":\"Three men.\"}\n");
  CHECK(last_line(changed.err).find("0 new, 1 updated, 0 unchanged") != std::string::npos);
  CHECK(info_of(folder / "db", "articles") == "2");
}

TEST_CASE("an article that changes and changes back in one run is as it came last") {
  const TemporaryFolder folder;
  const std::string first = "{\"id\":\"a\",\"body\":\"Two men were held.\"}\n";
  REQUIRE(index({"--db", folder / "db", "-"}, first).status == 0);
  const Ran again = index({"--db", folder / "db", "-"}, "{\"id\":\"a\",\"body\":\"Three men were held.\"}\n" + first);
  CHECK(again.status == 0);
  CHECK(run({searcher, "--db", folder / "db", "--format", "ids", "three"}).out.empty());
  CHECK(run({searcher, "--db", folder / "db", "--format", "ids", "two"}).out == "a\n");
}

TEST_CASE("a bad line is named with its reason, the rest is indexed, and the status says so") {
  const TemporaryFolder folder;
  write_file(folder / "in.jsonl",
             std::string(two_articles) + "{\"id\": broken\n{\"id\":\"c\",\"body\":\"The third.\"}\n");
  const Ran ran = index({"--db", folder / "db", folder / "in.jsonl"});
  CHECK(ran.status == 2);
  CHECK(ran.err.find("in.jsonl, line 3: ") != std::string::npos);
  CHECK(last_line(ran.err).find("3 new, 0 updated, 0 unchanged, 1 failed") != std::string::npos);
}

TEST_CASE("a dry run prints one JSON object a line and writes nothing") {
  const TemporaryFolder folder;
  const Ran ran = index({"--db", folder / "db", "--dry-run", "--json", "-"}, two_articles);
  CHECK(ran.status == 0);
  const auto lines = lines_of(ran.out);
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].starts_with("{\"schema\":\"blotter.article/1\",\"id\":\"a\""));
  CHECK_FALSE(std::filesystem::exists(folder / "db"));
}

TEST_CASE("bad usage is an error of its own, with a hint") {
  for (const std::vector<std::string>& bad : std::vector<std::vector<std::string>>{{},
                                                                                   {"--nonsense"},
                                                                                   {"--format", "no-such-format", "x"},
                                                                                   {"--dry-run"},
                                                                                   {"--dry-run", "--prune", "x"},
                                                                                   {"--memory", "1K", "x"},
                                                                                   {"--memory", "much", "x"}}) {
    const Ran ran = index(bad);
    CHECK(ran.status == 2);
    CHECK(ran.out.empty());
    CHECK(ran.err.find("blotter-index: ") != std::string::npos);
  }
  CHECK(index({"--help"}).status == 0);
  CHECK(index({"--version"}).out.starts_with("blotter-index "));
}

TEST_CASE("a missing input and a missing index are errors, not nothing") {
  const TemporaryFolder folder;
  CHECK(index({"--db", folder / "db", folder / "none.txt"}).status == 2);
  const Ran info = index({"--db", folder / "other", "--info"});
  CHECK(info.status == 2);
  CHECK(info.err.find("no index at") != std::string::npos);
}

TEST_CASE("remove and prune take articles out") {
  const TemporaryFolder folder;
  write_file(folder / "news/one.jsonl", "{\"id\":\"a\",\"body\":\"First article.\"}\n");
  write_file(folder / "news/two.jsonl", "{\"id\":\"b\",\"body\":\"Second article.\"}\n");
  REQUIRE(index({"--db", folder / "db", folder / "news"}).status == 0);
  std::filesystem::remove(folder / "news/two.jsonl");
  CHECK(index({"--db", folder / "db", "--prune=all"}).status == 0);  // half of them
  CHECK(info_of(folder / "db", "articles") == "1");
  CHECK(index({"--db", folder / "db", "--remove", "a"}).status == 0);
  CHECK(info_of(folder / "db", "articles") == "0");
  CHECK(index({"--db", folder / "db", "--remove", "a"}).status == 2);
}

TEST_CASE("compact and verify leave a sound index with the same articles") {
  const TemporaryFolder folder;
  REQUIRE(index({"--db", folder / "db", "-"}, two_articles).status == 0);
  CHECK(index({"--db", folder / "db", "--compact", "--verify"}).status == 0);
  CHECK(info_of(folder / "db", "articles") == "2");
  for (const auto& entry : std::filesystem::directory_iterator(folder.path()))
    CHECK(entry.path().filename() == "db");  // nothing stays beside the index
}

TEST_CASE("a file name with control characters does not reach the terminal") {
  const TemporaryFolder folder;
  write_file(folder / "evil\x1b[31m.jsonl", "{\"id\":\"x\", \"body\": }\n");
  const Ran ran = index({"--db", folder / "db", folder.path()});
  CHECK(ran.status == 2);
  CHECK(ran.err.find('\x1b') == std::string::npos);
  CHECK(ran.err.find("%1B") != std::string::npos);
}

TEST_CASE("a run that is killed leaves a sound index, and the next run goes on from there") {
  const TemporaryFolder folder;
  std::string articles;
  for (int i = 0; i < 20000; ++i)
    articles += "{\"id\":\"n" + std::to_string(i) + "\",\"title\":\"Story number " + std::to_string(i) +
                "\",\"body\":\"" + std::string(40, static_cast<char>('a' + i % 26)) + " was told by witness w" +
                std::to_string(i * 7919) + " in the town of T" + std::to_string(i % 977) +
                ", and the court heard it.\"}\n";
  write_file(folder / "in.jsonl", articles);
  const std::string database = folder / "db";
  const std::string input = folder / "in.jsonl";
  // Halved until the kill comes before the end: a fast machine is no reason to test nothing.
  int milliseconds = 150;
  while (run_and_kill({indexer, "--quiet", "--db", database, input}, milliseconds) != SIGKILL) {
    REQUIRE(milliseconds > 1);
    milliseconds /= 2;
    std::filesystem::remove_all(database);
  }
  REQUIRE(index({"--quiet", "--db", database, input}).status == 0);
  REQUIRE(index({"--quiet", "--db", folder / "whole", input}).status == 0);
  CHECK(info_of(database, "articles") == "20000");
  for (const char* name : {"articles", "terms", "length"})
    CHECK(info_of(database, name) == info_of(folder / "whole", name));
  CHECK(index({"--db", database, "--verify"}).status == 0);
}

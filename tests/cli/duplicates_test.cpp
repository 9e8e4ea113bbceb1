// The same article found twice is indexed once, in one run and across runs, by every writer.
#include "tests/support/process.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

using namespace blotter::test;

namespace {

std::string line(const std::string& id, const std::string& url, const std::string& title, const std::string& body,
                 const std::string& date = "2025-03-04") {
  std::string out = "{";
  if (!id.empty()) out += R"("id":")" + id + R"(",)";
  if (!url.empty()) out += R"("url":")" + url + R"(",)";
  return out + R"("title":")" + title + R"(","body":")" + body + R"(","published":")" + date + "\"}\n";
}

Ran index_lines(const std::string& db, const std::string& writer, const std::string& input) {
  return run({indexer, "--db", db, "--writer", writer, "-"}, input);
}

// The ids in the index that hold the word "opium", in order.
std::string ids(const std::string& db) {
  std::vector<std::string> found = lines_of(run({searcher, "--db", db, "--format", "ids", "opium"}).out);
  std::sort(found.begin(), found.end());
  std::string joined;
  for (const std::string& id : found) joined += (joined.empty() ? "" : " ") + id;
  return joined;
}

const std::string page = "https://courier.example/2025/opium";
const std::vector<std::string> writers{"direct", "api", "update"};

}  // namespace

TEST_CASE("one text under two ids is indexed once, the first stays") {
  const std::string input = line("a", "", "Raid", "Opium was found.") + line("b", "", "Raid", "Opium was found.") +
                            line("c", "", "Raid", "Opium was found.", "2025-03-05") +
                            line("d", "", "Another raid", "Opium was found.");
  for (const std::string& writer : writers) {
    INFO(writer);
    const TemporaryFolder folder;
    CHECK(counts_of(index_lines(folder / "db", writer, input)) ==
          "3 new, 0 updated, 0 unchanged, 0 failed, 1 duplicate");
    CHECK(ids(folder / "db") == "a c d");
    CHECK(counts_of(index_lines(folder / "db", writer, input)) ==
          "0 new, 0 updated, 3 unchanged, 0 failed, 1 duplicate");
    CHECK(counts_of(index_lines(folder / "db", writer, line("e", "", "Raid", "Opium was found."))) ==
          "0 new, 0 updated, 0 unchanged, 0 failed, 1 duplicate");
    CHECK(ids(folder / "db") == "a c d");
  }
}

TEST_CASE("of two articles of one address the longer stays, of two as long the first") {
  const std::string brief = line("feed-1", page, "Opium at the border", "Opium was found.");
  const std::string whole = line("", page, "Opium at the border", "Opium was found in a wheel, and a man is held.");
  for (const std::string& writer : writers) {
    INFO(writer);
    const TemporaryFolder folder;
    CHECK(counts_of(index_lines(folder / "db", writer, whole + brief)) ==
          "1 new, 0 updated, 0 unchanged, 0 failed, 1 duplicate");
    CHECK(ids(folder / "db") == page);
    CHECK(counts_of(index_lines(folder / "other", writer, brief + whole)) == "1 new, 1 updated, 0 unchanged, 0 failed");
    CHECK(ids(folder / "other") == page);
    // The next run gives the same.
    CHECK(counts_of(index_lines(folder / "other", writer, brief + whole)) ==
          "0 new, 0 updated, 1 unchanged, 0 failed, 1 duplicate");
    CHECK(ids(folder / "other") == page);
  }
}

TEST_CASE("of two texts of equal length at one address the first stays, in every run") {
  const std::string first = line("a", page, "Opium at the border", "Opium was found in a wheel.");
  const std::string other = line("b", page, "Opium at the border", "Opium was found in a crate.");
  for (const std::string& writer : writers)
    for (const bool turned : {false, true}) {
      CAPTURE(writer, turned);
      const TemporaryFolder folder;
      CHECK(counts_of(index_lines(folder / "db", writer, turned ? other + first : first + other)) ==
            "1 new, 0 updated, 0 unchanged, 0 failed, 1 duplicate");
      CHECK(ids(folder / "db") == (turned ? "b" : "a"));
      CHECK(counts_of(index_lines(folder / "db", writer, turned ? first : other)) ==
            "0 new, 0 updated, 0 unchanged, 0 failed, 1 duplicate");
      CHECK(ids(folder / "db") == (turned ? "b" : "a"));
    }
}

TEST_CASE("an article whose new text another one has goes, and one that frees a text lets it in again") {
  const std::string first = line("a", "", "Raid", "Opium was found.");
  for (const std::string& writer : writers) {
    INFO(writer);
    const TemporaryFolder folder;
    REQUIRE(counts_of(index_lines(folder / "db", writer, first + line("b", "", "Trial", "Opium was sold."))) ==
            "2 new, 0 updated, 0 unchanged, 0 failed");
    CHECK(counts_of(index_lines(folder / "db", writer, line("b", "", "Raid", "Opium was found."))) ==
          "0 new, 0 updated, 0 unchanged, 0 failed, 1 duplicate");
    CHECK(ids(folder / "db") == "a");
    // In one run: "a" changes, so that its old text is no one's when "c" comes with it.
    CHECK(counts_of(
              index_lines(folder / "db2", writer,
                          first + line("a", "", "Raid", "More opium.") + line("c", "", "Raid", "Opium was found."))) ==
          "2 new, 1 updated, 0 unchanged, 0 failed");
    CHECK(ids(folder / "db2") == "a c");
  }
}

TEST_CASE("what is nothing but a title, and a site's front page, make no two articles one") {
  const std::string input =
      line("a", "", "Opium", "") + line("b", "", "Opium", "") + line("c", "", "Opium", "Opium") +
      line("d", "", "Opium", "Opium") + line("e", "https://courier.example/", "Opium prices", "Opium is dear.") +
      line("f", "https://courier.example/", "Opium sales", "Opium is rare.") +
      line("g", "n/a", "Opium use", "Opium kills.") + line("h", "n/a", "Opium law", "Opium is out.");
  const TemporaryFolder folder;
  CHECK(counts_of(index_lines(folder / "db", "direct", input)) == "8 new, 0 updated, 0 unchanged, 0 failed");
  // Nor do they serve as identifiers.
  CHECK(counts_of(index_lines(folder / "other", "direct",
                              line("", "https://courier.example", "Opium prices", "Opium is dear.") +
                                  line("", "https://courier.example", "Opium sales", "Opium is rare."))) ==
        "2 new, 0 updated, 0 unchanged, 0 failed");
}

TEST_CASE("a dry run marks duplicates and counts them, and --json prints the closing counts") {
  const std::string input = line("a", page, "Raid", "Opium was found.") + line("b", "", "Raid", "Opium was found.") +
                            line("c", page, "Raid", "Opium.") + line("a", page, "Raid", "Opium was found again.");
  const Ran dry = run({indexer, "--dry-run", "--json", "-"}, input);
  const std::vector<std::string> lines = lines_of(dry.out);
  REQUIRE(lines.size() == 4);
  CHECK(lines[0].find("\"duplicate\"") == std::string::npos);
  CHECK(lines[1].ends_with(",\"duplicate\":true}"));
  CHECK(lines[2].ends_with(",\"duplicate\":true}"));
  CHECK(lines[3].find("\"duplicate\"") == std::string::npos);
  CHECK(counts_of(dry) == "1 new, 1 updated, 0 unchanged, 0 failed, 2 duplicates");
  const TemporaryFolder folder;
  const Ran ran = run({indexer, "--db", folder / "db", "--json", "-"}, input);
  CHECK(ran.out.starts_with(
      R"({"schema":"blotter.summary/1","new":1,"updated":1,"unchanged":0,"failed":0,"duplicates":2,"seconds":)"));
}

TEST_CASE("issue 19: a page of results saved again on another day brings no new stories") {
  const std::string stories =
      "\nViewing results 1 - 2 of 2\n\nSmugglers Held at Border\n\nBorder guards stopped two men with nine kilograms "
      "of "
      "opium.\n\nCourt Rules on Fraud\n\nA court in Osh ruled on Monday that the dean had sold forty diplomas.\n";
  const TemporaryFolder folder;
  write_file(folder / "in/monday.txt", "3 March 2025\n" + stories);
  const std::vector<std::string> command{indexer, "--db", folder / "db", "--writer", "update", folder / "in"};
  CHECK(counts_of(run(command)) == "2 new, 0 updated, 0 unchanged, 0 failed");
  write_file(folder / "in/tuesday.txt", "4 March 2025\n" + stories);
  CHECK(counts_of(run(command)) == "0 new, 0 updated, 2 unchanged, 0 failed, 2 duplicates");
  const Ran found = run({searcher, "--db", folder / "db", "--format", "json", "opium"});
  CHECK(found.out.find("\"published\":\"2025-03-03\"") != std::string::npos);
  CHECK(run({indexer, "--dry-run", "--json", folder / "in/monday.txt"}).out.find("\"published_from\":\"page\"") !=
        std::string::npos);
}

TEST_CASE("a dry run says of every copy which article stays in its place, as the run does") {
  const TemporaryFolder folder;
  const auto copies = [](const std::vector<std::string>& names) {
    std::string lines;
    for (const std::string& id : names) lines += line(id, "", "Raid", "Opium was found.");
    return lines;
  };
  // Into a new index, and into one that has the article.
  for (const std::string& input : {copies({"a", "b", "c", "d"}), copies({"e", "a", "f", "g"})}) {
    const Ran dry = run({indexer, "--db", folder / "db", "--writer", "update", "--dry-run", "--itemize", "-"}, input);
    const Ran wet = run({indexer, "--db", folder / "db", "--writer", "update", "--itemize", "-"}, input);
    CHECK(dry.out == wet.out);
    for (const std::string& change : lines_of(wet.out))
      if (change.find("\"duplicate\"") != std::string::npos) CHECK(change.find(R"("of":"a")") != std::string::npos);
    CHECK(counts_of(dry) == counts_of(wet));
  }
}

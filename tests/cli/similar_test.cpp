// Near-duplicates, from the articles to the screen.
#include "tests/support/process.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace blotter::test;

namespace {

const std::string story =
    "Customs officers at the Dustlik crossing found eleven kilograms of opium in the spare wheel of a lorry on "
    "Tuesday. "
    "The driver, a man of forty from Jalal-Abad, said that he had bought the wheel at a market a day earlier and knew "
    "nothing of what was in it. A court will decide this week whether he stays in custody until the trial begins.";

std::string line(const std::string& id, const std::string& date, const std::string& title, const std::string& body) {
  return R"({"id":")" + id + R"(","published":")" + date + R"(","title":")" + title + R"(","body":")" + body + "\"}\n";
}

}  // namespace

TEST_CASE("reprints are grouped, listed and never dropped, also after a change") {
  const TemporaryFolder folder;
  const std::string db = folder / "db";
  write_file(
      folder / "a.jsonl",
      line("first", "2025-03-04", "Opium in a spare wheel", story) +
          line("reprint", "2025-03-05", "Lorry driver held at border", story + " The agency reported it first.") +
          line("other", "2025-03-05", "Opium prices rise",
               "Farmers in the valley say that opium fetches twice what it did a year ago, since the ban has made "
               "it scarce, and that wheat would not feed a family on the land that they have left to them."));
  REQUIRE(run({indexer, "-q", "--db", db, folder / "a.jsonl"}).status == 0);

  CHECK(lines_of(run({searcher, "--db", db, "--format", "ids", "opium"}).out).size() == 3);
  // Without --group as well, and counted over the whole index, whatever the filters leave.
  const Ran one = run({searcher, "--db", db, "--facets", "none", "--from", "2025-03-05", "lorry"});
  CHECK(lines_of(run({searcher, "--db", db, "--format", "ids", "--from", "2025-03-05", "lorry"}).out).size() == 1);
  CHECK(one.out.find("+1 similar") != std::string::npos);
  const Ran json = run({searcher, "--db", db, "--format", "jsonl", "--sort", "oldest", "opium"});
  CHECK(json.out.find(R"("group":"first","similar":1)") != std::string::npos);
  CHECK(json.out.find(R"("group":null,"similar":0)") != std::string::npos);
  CHECK(run({searcher, "--db", db, "--format", "csv", "--columns", "id,group,similar", "--sort", "oldest", "lorry"})
            .out.find("reprint,first,1") != std::string::npos);
  const Ran grouped = run({searcher, "--db", db, "--group", "--facets", "none", "opium"});
  CHECK(grouped.status == 0);
  CHECK(grouped.out.find("+1 similar") != std::string::npos);
  CHECK(lines_of(run({searcher, "--db", db, "--group", "--format", "ids", "opium"}).out).size() == 2);
  CHECK(run({searcher, "--db", db, "--sort", "oldest", "--format", "ids", "--similar", "reprint"}).out ==
        "first\nreprint\n");

  const Ran alone = run({searcher, "--db", db, "--format", "ids", "--similar", "other"});
  CHECK(alone.status == 1);
  CHECK(alone.err.find("no article is a near-duplicate") != std::string::npos);
  CHECK(run({searcher, "--db", db, "--similar", "nobody"}).status == 2);

  // The reprint becomes another story: the group is no more.
  write_file(folder / "a.jsonl", line("reprint", "2025-03-05", "A bridge is mended",
                                      "Engineers have mended the bridge over the Kara Darya that the flood of last "
                                      "spring had damaged, and buses cross it again from Monday morning on."));
  REQUIRE(run({indexer, "-q", "--db", db, folder / "a.jsonl"}).status == 0);
  CHECK(run({searcher, "--db", db, "--format", "ids", "--similar", "first"}).status == 1);
}

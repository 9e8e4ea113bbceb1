// `indexed` is the day on which an article came into the index: kept, filtered, sorted, counted and shown.
#include "tests/support/programs.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace blotter::test;

namespace {

constexpr const char* goat =
    R"({"id":"goat","title":"Goat stolen twice","body":"A goat was stolen in Osh.","published":"2025-05-03"})";
constexpr const char* kid =
    R"({"id":"kid","title":"Kid found","body":"Police found the kid in Naryn.","published":"2025-01-02"})";
constexpr const char* ram =
    R"({"id":"ram","title":"Ram sold","body":"A ram was sold in Karakol at night.","published":"2025-03-09"})";

// Runs blotter-index on that day over lines of JSON.
Ran index_on(const std::string& day, const std::string& database, const std::vector<std::string>& articles,
             const std::vector<std::string>& more = {}) {
  std::string lines;
  for (const std::string& article : articles) lines += article + '\n';
  std::vector<std::string> command{indexer, "--db", database};
  command.insert(command.end(), more.begin(), more.end());
  command.emplace_back("-");
  return run(command, lines, {"BLOTTER_TODAY=" + day});
}

// The ids of the hits in their order.
std::vector<std::string> ids(const std::string& database, const std::vector<std::string>& arguments) {
  std::vector<std::string> command{searcher, "--db", database, "--format", "ids"};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return lines_of(run(command, {}, {"BLOTTER_TODAY=2025-11-30"}).out);
}

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("indexed: the day on which an article came is filtered, sorted, counted and shown", "[issue-24]") {
  const TemporaryFolder folder;
  const std::string db = folder / "db";
  REQUIRE(index_on("2025-11-02", db, {goat}).status == 0);
  REQUIRE(index_on("2025-11-20", db, {kid}).status == 0);
  REQUIRE(index_on("2025-11-26", db, {ram}).status == 0);
  CHECK(ids(db, {"indexed:2025-11-20"}) == Ids{"kid"});
  CHECK(ids(db, {"indexed:-5d.."}) == Ids{"ram"});
  CHECK(ids(db, {"indexed:none"}).empty());
  CHECK(ids(db, {"--indexed-from", "2025-11-03", "--indexed-to", "2025-11-20"}) == Ids{"kid"});
  CHECK(ids(db, {"--indexed-from", "2025-11-20", "--to", "2025-02"}) == Ids{"kid"});
  CHECK(run({searcher, "--db", db, "--indexed-from", "2025-06", "--indexed-to", "2025-05"}).status == 2);
  // The latest to come is the last to have been published but one.
  CHECK(ids(db, {"--sort", "indexed", "*"}) == Ids{"ram", "kid", "goat"});
  CHECK(ids(db, {"--sort", "newest", "*"}) == Ids{"goat", "ram", "kid"});
  const Ran days = run({searcher, "--db", db, "--histogram", "indexed:day", "--format", "json", "*"});
  CHECK(holds(days.out, R"("unit":"day","date":"indexed")"));
  CHECK(holds(days.out, R"({"from":"2025-11-20","to":"2025-11-20","count":1})"));
  CHECK(holds(days.out, R"("indexed":"2025-11-26")"));
  const Ran months = run({searcher, "--db", db, "--histogram", "indexed:month", "--format", "csv", "*"});
  CHECK(holds(months.out, "2025-11-01,2025-11-30,3"));
  CHECK(run({searcher, "--db", db, "--histogram", "indexes:day", "*"}).status == 2);
  CHECK(holds(run({searcher, "--db", db, "--show", "kid"}).out, "2025-11-20"));
  CHECK(holds(run({searcher, "--db", db, "--show", "kid", "--format", "json"}).out, R"("indexed":"2025-11-20")"));
  const Ran rows = run({searcher, "--db", db, "--format", "tsv", "--columns", "id,indexed", "--sort", "oldest", "*"});
  CHECK(lines_of(rows.out) == Ids{"id\tindexed", "kid\t2025-11-20", "ram\t2025-11-26", "goat\t2025-11-02"});
  const Ran batch = run({searcher, "--db", db, "--bulk", "-", "--format", "jsonl"},
                        R"({"qid":"1","query":"*","indexed_from":"2025-11-20","histogram":"indexed:year"})"
                        "\n");
  CHECK(holds(batch.out, R"("total":2)"));
  CHECK(holds(batch.out, R"("date":"indexed")"));
}

TEST_CASE("indexed: a later version of an article does not change its day", "[issue-24]") {
  const TemporaryFolder folder;
  const std::string db = folder / "db";
  const std::string longer =
      R"({"id":"goat","title":"Goat stolen twice","body":"A goat was stolen in Osh. It came back.","indexed":"2001-01-01"})";
  REQUIRE(index_on("2025-11-02", db, {goat, kid}).status == 0);
  CHECK(holds(index_on("2025-11-20", db, {longer, ram}).err, "1 new, 1 updated"));
  CHECK(holds(index_on("2025-11-22", db, {longer, kid, ram}).err, "0 new, 0 updated, 3 unchanged"));
  CHECK(ids(db, {"indexed:2025-11-02"}).size() == 2);
  CHECK(ids(db, {"indexed:2025-11-20"}) == Ids{"ram"});
  // Nor do a removal of others, another list of watched names, or a copy.
  write_file(folder / "watch.tsv", "company\tc1\tKarakol Trade\tKarakol\n");
  CHECK(index_on("2025-11-23", db, {kid}, {"--watchlist", folder / "watch.tsv"}).status == 0);
  const Ran copied = run({indexer, "--merge", folder / "copy", db}, {}, {"BLOTTER_TODAY=2025-11-25"});
  REQUIRE(copied.status == 0);
  for (const std::string& one : {db, folder / "copy"}) {
    CAPTURE(one);
    CHECK(ids(one, {"indexed:2025-11-02"}).size() == 2);
    CHECK(ids(one, {"--sort", "indexed", "*"}).front() == "ram");
  }
}

TEST_CASE("indexed: two builds of one input on two days differ in nothing else", "[issue-24]") {
  const TemporaryFolder folder;
  const auto exported = [&](const std::string& day) {
    REQUIRE(index_on(day, folder / day, {goat, kid, ram}).status == 0);
    std::string lines = run({searcher, "--db", folder / day, "--export", "jsonl", "*"}).out;
    for (std::size_t at = lines.find(day); at != std::string::npos; at = lines.find(day)) lines.erase(at, day.size());
    return lines;
  };
  const std::string first = exported("2025-11-02");
  CHECK(holds(first, R"("indexed":"")"));
  CHECK(first == exported("2025-11-20"));
}

TEST_CASE("indexed: what another index says of its articles is not taken over by an export", "[issue-24]") {
  const TemporaryFolder folder;
  REQUIRE(index_on("2025-11-02", folder / "db", {goat}).status == 0);
  const std::string lines = run({searcher, "--db", folder / "db", "--export", "jsonl", "*"}).out;
  REQUIRE(holds(lines, R"("indexed":"2025-11-02")"));
  REQUIRE(index_on("2025-11-09", folder / "other", {lines}).status == 0);
  CHECK(ids(folder / "other", {"indexed:2025-11-09"}) == Ids{"goat"});
  // And a dry run, which has no index, says nothing of it.
  CHECK_FALSE(holds(run({indexer, "--dry-run", "--json", "-"}, goat).out, "\"indexed\""));
}

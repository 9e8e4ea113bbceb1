// Both programs with several threads: their answers are those of one thread, and ThreadSanitizer, which ends a program
// with a status of its own, finds nothing.
#include "tests/support/process.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace blotter::test;

namespace {

std::string articles(int from, int to) {
  static const std::vector<std::string> towns{"Osh", "Tashkent", "Almaty", "Dushanbe"};
  std::string lines;
  for (int i = from; i < to; ++i)
    lines += R"({"id":"t)" + std::to_string(i) + R"(","title":"Lorry )" + std::to_string(i) +
             R"( stopped","published":"2025-0)" + std::to_string(1 + i % 9) + R"(-12","body":"Customs officers in )" +
             towns[static_cast<std::size_t>(i) % towns.size()] + " found opium in lorry l" + std::to_string(i / 3) +
             ". Its driver d" + std::to_string(i % 17) + " named Interpol and a prosecutor.\"}\n";
  return lines;
}

std::string found(const std::string& db) {
  return run({searcher, "--db", db, "--format", "ids", "--limit", "10000", "opium"}).out;
}

}  // namespace

TEST_CASE("every writer with several threads makes the index that one thread makes") {
  const TemporaryFolder folder;
  REQUIRE(run({indexer, "-q", "--db", folder / "one", "--jobs", "1", "-"}, articles(0, 160)).status == 0);
  const std::string expected = found(folder / "one");
  REQUIRE(lines_of(expected).size() == 160);
  for (const char* writer : {"direct", "api", "update"}) {
    CAPTURE(writer);
    const std::string db = folder / writer;
    const Ran first = run({indexer, "-q", "--db", db, "--jobs", "4", "--writer", writer, "-"}, articles(0, 120));
    CHECK(first.err == "");
    CHECK(first.status == 0);
    const Ran second = run({indexer, "-q", "--db", db, "--jobs", "4", "-"}, articles(100, 160));
    CHECK(second.err == "");
    CHECK(second.status == 0);
    CHECK(found(db) == expected);
  }
}

TEST_CASE("files of many formats are read by several threads as by one") {
  const std::string corpus = source_folder + "/corpus";
  const TemporaryFolder folder;
  const auto dry = [&](const char* jobs) {
    return run({indexer, "--dry-run", "--json", "-q", "--db", folder / "none", "--jobs", jobs, corpus + "/feeds",
                corpus + "/mail", corpus + "/html"});
  };
  const Ran one = dry("1");
  const Ran four = dry("4");
  CHECK(lines_of(one.out).size() > 5);
  CHECK(four.out == one.out);
  CHECK(four.status == one.status);
}

TEST_CASE("a batch by several threads answers as by one") {
  const TemporaryFolder folder;
  REQUIRE(run({indexer, "-q", "--db", folder / "db", "-"}, articles(0, 200)).status == 0);
  std::string queries;
  for (int i = 0; i < 40; ++i)
    queries += std::to_string(i) + "\tlorry l" + std::to_string(i) + " OR driver d" + std::to_string(i % 17) + "\n" +
               std::to_string(100 + i) + "\t\"customs officers\" opi* title:" + std::to_string(i) + "\n";
  write_file(folder / "q.tsv", queries);
  const auto batch = [&](const char* jobs) {
    return run({searcher, "--db", folder / "db", "--bulk", folder / "q.tsv", "-q", "--format", "csv", "--expand",
                "--group", "--jobs", jobs});
  };
  const Ran one = batch("1");
  const Ran four = batch("4");
  CHECK(one.status == 0);
  CHECK(four.err == "");
  CHECK(four.status == 0);
  CHECK(four.out == one.out);
}

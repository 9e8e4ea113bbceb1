// 06/12/2025 is read where the source settles its order, and else counted and left unknown.
#include "tests/support/programs.hpp"

#include <catch2/catch.hpp>

using namespace blotter::test;

namespace {

std::string line(const std::string& id, const std::string& date, const std::string& more = {}) {
  return R"({"id":")" + id + R"(","title":"Lorry )" + id + R"( stopped","body":"Officers found cigarettes in lorry )" +
         id + R"(.","date":")" + date + "\"" + more + "}\n";
}

Ran dry(const std::string& path, const std::vector<std::string>& more = {}) {
  std::vector<std::string> command{indexer, "--dry-run", "--json"};
  command.insert(command.end(), more.begin(), more.end());
  command.push_back(path);
  return run(command);
}

}  // namespace

TEST_CASE("dates whose order nothing settles are kept as text and counted") {
  const TemporaryFolder folder;
  write_file(folder / "open.jsonl", line("a", "06/12/2024") + line("b", "07/12/2024") + line("c", "2024-12-08"));
  const Ran ran = dry(folder / "open.jsonl");
  CHECK(ran.status == 0);
  CHECK(holds(ran.out, R"("published":"","published_text":"06/12/2024")"));
  CHECK(holds(ran.out, R"("published":"2024-12-08",")"));
  CHECK(holds(ran.err, "2 dates are left unknown"));
  CHECK(holds(ran.err, "--date-order"));

  const Ran indexed = run({indexer, "--db", folder / "db", "--json", folder / "open.jsonl"});
  CHECK(holds(indexed.out, R"("open_dates":2)"));
}

TEST_CASE("the source's own dates, a locale or --date-order settle the order") {
  const TemporaryFolder folder;
  write_file(folder / "day.jsonl", line("a", "06/12/2024") + line("b", "13/12/2024"));
  CHECK(holds(dry(folder / "day.jsonl").out, R"("published":"2024-12-06")"));
  write_file(folder / "month.jsonl", line("a", "06/12/2024") + line("b", "12/13/2024"));
  CHECK(holds(dry(folder / "month.jsonl").out, R"("published":"2024-06-12")"));
  write_file(folder / "locale.jsonl", line("a", "06/12/2024", R"(,"language":"en-US")"));
  CHECK(holds(dry(folder / "locale.jsonl").out, R"("published":"2024-06-12")"));

  write_file(folder / "open.jsonl", line("a", "06/12/2024"));
  const Ran day = dry(folder / "open.jsonl", {"--date-order", "day"});
  CHECK(holds(day.out, R"("published":"2024-12-06")"));
  CHECK_FALSE(holds(day.out, "published_text"));
  CHECK_FALSE(holds(day.err, "left unknown"));
  CHECK(holds(dry(folder / "open.jsonl", {"--date-order", "month"}).out, R"("published":"2024-06-12")"));
  CHECK(dry(folder / "open.jsonl", {"--date-order", "year"}).status == 2);
}

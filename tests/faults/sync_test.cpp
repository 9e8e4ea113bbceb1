// What must be on the disk before an index takes another's place, and what a damaged build comes to.
#include "tests/faults/fault_fixture.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>

using namespace blotter::test;

namespace fs = std::filesystem;

namespace {

Ran run_spied(const std::vector<std::string>& command, const std::string& log, const std::string& damaged = {}) {
  return run(command, {},
             {std::string("LD_PRELOAD=") + BLOTTER_SYNC_SPY, "BLOTTER_SPY_LOG=" + log, "BLOTTER_SPY_DAMAGE=" + damaged,
              "ASAN_OPTIONS=verify_asan_link_order=0"});
}

// Where in the log a line begins and ends so; its size when there is none.
std::size_t line_of(const std::vector<std::string>& log, const std::string& start, const std::string& end,
                    std::size_t from = 0) {
  for (std::size_t i = from; i < log.size(); ++i)
    if (log[i].starts_with(start) && log[i].ends_with(end)) return i;
  return log.size();
}

}  // namespace

TEST_CASE("every table of a new index is on the disk before it takes its place, and its name after") {
  for (const Change& change : changes(400)) {
    if (change.name == "an update") continue;  // Xapian's own commits
    const TemporaryFolder folder;
    const ChangeFixture fixture(change, folder.path());
    fixture.reset();
    INFO(change.name);
    REQUIRE(run_spied(fixture.command(), folder / "log").status == 0);
    const std::vector<std::string> log = lines_of(read_file(folder / "log"));
    const std::size_t exchange = line_of(log, "exchange ", "/db");
    REQUIRE(exchange < log.size());
    for (const char* file : {"postlist.glass", "docdata.glass", "termlist.glass", "position.glass", "iamglass",
                             "columns", "checksums", "blotter"}) {
      CAPTURE(file);
      CHECK(line_of(log, "sync ", std::string("/") + file) < exchange);
    }
    // The names in the folder that was built, and then that of the folder itself.
    CHECK(std::any_of(log.begin(), log.begin() + static_cast<std::ptrdiff_t>(exchange), [](const std::string& line) {
      return line.find(".building/") != std::string::npos && fs::path(line).extension().empty() &&
             (line.ends_with("/built") || line.ends_with("/merged") || line.ends_with("/compact"));
    }));
    CHECK(line_of(log, "sync ", "/work", exchange) < log.size());
  }
}

TEST_CASE("the columns of an updated index are on the disk when the run ends") {
  const std::vector<Change> all = changes(200);
  const auto update = std::find_if(all.begin(), all.end(), [](const Change& one) { return one.name == "an update"; });
  REQUIRE(update != all.end());
  const TemporaryFolder folder;
  const ChangeFixture fixture(*update, folder.path());
  fixture.reset();
  REQUIRE(run_spied(fixture.command(), folder / "log").status == 0);
  const std::string log = read_file(folder / "log");
  CHECK(log.find("/postlist.glass\n") != std::string::npos);
  // A file that has no name yet, or its first one, and then the folder that it is put into.
  const std::vector<std::string> lines = lines_of(log);
  const auto of_side_file = [](const std::string& line) {
    return line.ends_with(" (deleted)") || line.find("/columns.new.") != std::string::npos ||
           line.find("/checksums.new.") != std::string::npos;
  };
  CHECK(std::count_if(lines.begin(), lines.end(), of_side_file) >= 2);
  CHECK(lines.back().ends_with("/db"));
}

TEST_CASE("a build that came out damaged is not installed, and the index answers as before") {
  for (const Change& change : changes(400)) {
    if (change.name != "a first build" && change.name != "an addition") continue;
    for (const char* table : {"postlist.glass", "docdata.glass", "termlist.glass", "position.glass"}) {
      CAPTURE(change.name, table);
      const TemporaryFolder folder;
      const ChangeFixture fixture(change, folder.path());
      fixture.reset();
      const Ran ran = run_spied(fixture.command(), folder / "log", table);
      INFO(ran.err);
      CHECK(ran.status == 2);
      CHECK(answers_of(fixture.db()) == fixture.before());
      // Nothing of it stays.
      CHECK_FALSE(fs::exists(fixture.db() + ".building"));
      CHECK(run(fixture.command()).status == 0);
      CHECK(answers_of(fixture.db()) == fixture.after());
    }
  }
}

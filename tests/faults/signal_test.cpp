// SIGINT and SIGTERM while articles are read.
#include "tests/faults/fault_fixture.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

using namespace blotter::test;

namespace {

// Runs the command, and sends it a signal after a while.
Ran run_with_signal(const std::string& signal, int milliseconds, const std::vector<std::string>& command) {
  const std::string seconds =
      std::to_string(milliseconds / 1000) + "." + std::to_string(1000 + milliseconds % 1000).substr(1);
  std::vector<std::string> all{"/usr/bin/timeout", "--foreground", "--preserve-status", "--signal", signal, seconds};
  all.insert(all.end(), command.begin(), command.end());
  return run(all);
}

std::size_t count_of(const std::string& db) {
  const Ran ran = run({searcher, "--db", db, "--format", "ids", "--limit", "1000000", "heroin"});
  return ran.status == 2 ? 0 : lines_of(ran.out).size();
}

// "1,120 new, …" → 1120
std::size_t new_in(const Ran& ran) {
  std::string counts = counts_of(ran);
  std::erase(counts, ',');
  return counts.empty() ? 0 : std::stoul(counts);
}

}  // namespace

TEST_CASE("a run that is interrupted keeps what is whole and says so") {
  const TemporaryFolder folder;
  write_file(folder / "in.jsonl", articles(0, 5000));
  for (int i = 0; i < 250; ++i)
    write_file(folder / ("files/" + std::to_string(i) + ".jsonl"), articles(i * 20, i * 20 + 20));
  std::mt19937 random = seeded();
  int in_time = 0;
  for (int i = 0; i < rounds(8, 60); ++i) {
    const std::string db = folder / ("db" + std::to_string(i));
    const bool term = i % 2 == 0;
    const std::string input = folder / (i % 3 == 0 ? "files" : "in.jsonl");
    std::vector<std::string> command{indexer, "--db", db, "--writer", i % 4 < 2 ? "direct" : "update", input};
    const int milliseconds = std::uniform_int_distribution<int>(60, 450)(random);
    INFO("round " << i << ", signal after " << milliseconds << " ms, " << command[4] << " " << input);
    const Ran ran = run_with_signal(term ? "TERM" : "INT", milliseconds, command);
    INFO(ran.err);
    if (ran.status != 0) CHECK(ran.status == (term ? 143 : 130));
    if (ran.status != 0 && ran.err.empty()) {
      // On a busy machine the signal may come before the run has begun.
      CHECK_FALSE(std::filesystem::exists(db));
    } else if (ran.status != 0) {
      ++in_time;
      CHECK(lines_of(ran.err).back().ends_with(", interrupted"));
      CHECK(ran.err.find(" 0 failed") != std::string::npos);
      CHECK(new_in(ran) == count_of(db));
      if (std::filesystem::exists(db)) CHECK(damage_of(db) == "");  // not where nothing was whole yet
    }
    const std::size_t before = count_of(db);
    CHECK(run(command).status == 0);
    CHECK(count_of(db) == 5000);
    CHECK(before <= 5000);
    CHECK_FALSE(std::filesystem::exists(db + ".building"));
    std::filesystem::remove_all(db);
  }
  CHECK(in_time > 0);
}

TEST_CASE("a run that waits for its input ends at a signal") {
  const TemporaryFolder folder;
  const std::string pipe = folder / "pipe";
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  const int end = ::open(pipe.c_str(), O_RDWR | O_CLOEXEC);  // stays open: the reader sees no end of the file
  REQUIRE(end >= 0);
  // More than is looked at to tell the format.
  REQUIRE(::fcntl(end, F_SETPIPE_SZ, 1 << 20) > 0);
  const std::string lines = articles(0, 500) + R"({"id":"half","body":"Heroin was fo)";
  REQUIRE(::write(end, lines.data(), lines.size()) == static_cast<ssize_t>(lines.size()));
  const auto start = std::chrono::steady_clock::now();
  const Ran ran = run_with_signal("INT", 1500, {indexer, "--db", folder / "db", pipe});
  ::close(end);
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(30));
  CHECK(ran.status == 130);
  CHECK(new_in(ran) == 500);
  CHECK(count_of(folder / "db") == 500);
}

TEST_CASE("an interrupted addition is not followed by the rest of the command") {
  const TemporaryFolder folder;
  const std::string pipe = folder / "pipe";
  const std::string db = folder / "db";
  write_file(folder / "one.jsonl", articles(0, 10));
  REQUIRE(run({indexer, "--db", db, folder / "one.jsonl"}).status == 0);
  std::filesystem::remove(folder / "one.jsonl");
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  const int end = ::open(pipe.c_str(), O_RDWR | O_CLOEXEC);
  REQUIRE(end >= 0);
  CHECK(run_with_signal("TERM", 700, {indexer, "--db", db, "--prune=all", "--info", pipe}).status == 143);
  ::close(end);
  CHECK(count_of(db) == 10);
}

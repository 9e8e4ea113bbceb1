// Searches while the index is changed and replaced.
#include "tests/faults/fault_fixture.hpp"

#include <catch2/catch.hpp>

#include <atomic>
#include <mutex>
#include <thread>

using namespace blotter::test;

namespace {

constexpr int searchers = 6;

// The number behind `key` in JSON, or -1.
long number_after(const std::string& json, const std::string& key, std::size_t from = 0) {
  const std::size_t at = json.find(key, from);
  return at == std::string::npos ? -1 : std::atol(json.c_str() + at + key.size());
}

std::size_t occurrences(const std::string& text, const std::string& what) {
  std::size_t count = 0;
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += what.size()) ++count;
  return count;
}

// What contradicts itself in the answer to a query filtered by country KG, all of whose hits were asked for.
std::string contradiction_in(const Ran& ran) {
  if (ran.status != 0) return "status " + std::to_string(ran.status) + ": " + ran.err + ran.out;
  const long total = number_after(ran.out, "\"total\":");
  const long counted = number_after(ran.out, "\"count\":", ran.out.find("{\"value\":\"KG\""));
  const auto hits = static_cast<long>(occurrences(ran.out, "{\"rank\":"));
  if (total > 0 && counted == total && hits == total) return {};
  return "total " + std::to_string(total) + ", counted " + std::to_string(counted) + ", hits " + std::to_string(hits);
}

// Searches in a loop, until told to stop; what went wrong.
class Readers {
 public:
  explicit Readers(const std::string& db) {
    for (int i = 0; i < searchers; ++i)
      threads_.emplace_back([this, db, i] {
        static const char* const queries[] = {"heroin", "ring", "\"carried heroin\""};
        const std::vector<std::string> command{"/usr/bin/timeout", "20",       searcher,   "--db",        db,
                                               "--country",        "KG",       "--format", "json",        "--limit",
                                               "1000000",          "--facets", "country",  queries[i % 3]};
        while (!stop_) {
          const std::string fault = contradiction_in(run(command));
          ++searches_;
          if (fault.empty()) continue;
          const std::lock_guard lock(mutex_);
          faults_.push_back(fault.substr(0, 400));
        }
      });
  }
  // Ends the searches and gives what they found.
  std::vector<std::string> end() {
    stop_ = true;
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
    return faults_;
  }
  [[nodiscard]] int searches() const { return searches_; }
  ~Readers() { (void)end(); }

 private:
  std::atomic<bool> stop_ = false;
  std::atomic<int> searches_ = 0;
  std::mutex mutex_;
  std::vector<std::string> faults_;
  std::vector<std::thread> threads_;
};

}  // namespace

TEST_CASE("searches while an indexer commits and replaces the index find whole answers") {
  const TemporaryFolder folder;
  const std::string db = folder / "db";
  REQUIRE(run({indexer, "-q", "--db", db, "-"}, articles(0, 300)).status == 0);
  const int commits = rounds(24, 200);
  const int rebuilds = 3;
  Readers readers(db);
  int next = 300;
  std::vector<std::string> failures;
  for (int i = 0; i < commits; ++i) {
    const bool rebuild = i % (commits / rebuilds) == commits / rebuilds - 1;
    const std::string input = articles(next, next + 10) + articles(next - 200, next - 195, i + 1);
    next += 10;
    const Ran ran = run({indexer, "-q", "--db", db, "--writer", rebuild ? "direct" : "update", "-"}, input);
    if (ran.status != 0) failures.push_back(ran.err);
    if (rebuild && run({indexer, "-q", "--db", db, "--compact"}).status != 0) failures.emplace_back("compaction");
  }
  const std::vector<std::string> faults = readers.end();
  INFO(readers.searches() << " searches");
  CHECK(failures == std::vector<std::string>());
  CHECK(faults == std::vector<std::string>());
  CHECK(readers.searches() > commits);
  CHECK(damage_of(db) == "");
}

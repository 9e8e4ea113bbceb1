#include "tests/faults/fault_fixture.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <set>

namespace blotter::test {

namespace fs = std::filesystem;

namespace {

std::string quoted_title(int number, int edition) {
  return "Edition " + std::to_string(edition) + " of report r" + std::to_string(number);
}

}  // namespace

int rounds(int in_ci, int in_soak) { return std::getenv("BLOTTER_SOAK") != nullptr ? in_soak : in_ci; }

std::mt19937 seeded() {
  const char* seed = std::getenv("BLOTTER_SEED");
  return std::mt19937(seed != nullptr ? static_cast<unsigned>(std::atoi(seed)) : 20260726U);
}

std::string articles(int from, int to, int edition) {
  static const std::vector<std::string> towns{"Osh", "Tashkent", "Almaty", "Dushanbe", "Ashgabat", "Kazan"};
  std::string lines;
  for (int i = from; i < to; ++i) {
    const std::string& town = towns[static_cast<std::size_t>(i) % towns.size()];
    lines += R"({"id":"r)" + std::to_string(i) + R"(","title":")" + quoted_title(i, edition) +
             R"(","published":"2025-0)" + std::to_string(1 + i % 9) + R"(-11","authors":["Aida Bekova","Desk )" +
             std::to_string(i) + R"("],"body":"Investigators in )" + town + " said that driver d" +
             std::to_string(i * 7919 % 10007) + " had carried heroin for a ring of " + std::to_string(2 + i % 30) +
             " men. Edition " + std::to_string(edition) + " adds that ship v" + std::to_string(i / 5) +
             " was searched and witness w" + std::to_string(i * 31 % 4001) + " was heard.\"}\n";
  }
  return lines;
}

std::vector<Change> changes(int size) {
  const std::string base = articles(0, size);
  const int half = size / 2;
  return {
      {"a first build", "", {"--jobs", "2"}, base},
      {"an addition", base, {"--jobs", "2", "--writer", "direct"}, articles(size, size + half) + articles(0, 20, 1)},
      {"an update", base, {"--jobs", "2", "--writer", "update"}, articles(half, size, 1) + articles(size, size + 20)},
      {"a compaction", base, {"--compact"}, ""}};
}

ChangeFixture::ChangeFixture(const Change& change, const std::string& folder) : change_(change), folder_(folder) {
  fs::create_directories(folder_ + "/before");
  if (!change_.input.empty()) write_file(folder_ + "/in.jsonl", change_.input);
  if (!change_.base.empty())
    REQUIRE(run({indexer, "--quiet", "--db", folder_ + "/before/db", "-"}, change_.base).status == 0);
  reset();
  before_ = answers_of(db());
  const auto start = std::chrono::steady_clock::now();
  REQUIRE(run(command()).status == 0);
  milliseconds_ = static_cast<int>(
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start).count());
  after_ = answers_of(db());
}

void ChangeFixture::reset() const {
  fs::remove_all(room());
  fs::copy(folder_ + "/before", room(), fs::copy_options::recursive);
}

std::vector<std::string> ChangeFixture::command() const {
  std::vector<std::string> command{indexer, "--db", db()};
  command.insert(command.end(), change_.arguments.begin(), change_.arguments.end());
  if (!change_.input.empty()) command.push_back(folder_ + "/in.jsonl");
  return command;
}

std::string answers_of(const std::string& db) {
  const Ran ids = run({searcher, "--db", db, "--format", "ids", "--limit", "1000000", "heroin"});
  if (ids.status == 2 && ids.err.find("no index at") != std::string::npos) return "none";
  const Ran second = run({searcher, "--db", db, "--format", "ids", "--limit", "1000000", "title:1"});
  const Ran facets = run({searcher, "--db", db, "--format", "json", "--limit", "3", "--sort", "newest", "ring"});
  if (ids.status == 2 || second.status == 2 || facets.status == 2) return "error: " + ids.err + facets.err;
  std::string json = facets.out;
  const std::size_t took = json.find("\"took_ms\":");
  if (took != std::string::npos) json.erase(took, json.find(',', took) - took);
  return std::to_string(lines_of(ids.out).size()) + "\n" + ids.out + second.out + json;
}

std::string damage_of(const std::string& db) {
  const Ran ran = run({indexer, "--db", db, "--verify"});
  return ran.status == 0 ? std::string() : "status " + std::to_string(ran.status) + ": " + ran.err;
}

std::vector<std::string> left_over(const std::string& room) {
  static const std::set<std::string> finished{
      "db",          "db/blotter", "db/checksums",      "db/columns",        "db/docdata.glass",  "db/flintlock",
      "db/iamglass", "db/inputs",  "db/position.glass", "db/postlist.glass", "db/spelling.glass", "db/termlist.glass"};
  std::vector<std::string> left;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(room)) {
    const std::string name = fs::relative(entry.path(), room).string();
    if (!finished.contains(name)) left.push_back(name);
  }
  return left;
}

}  // namespace blotter::test

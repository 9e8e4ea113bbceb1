// Changed bytes and cut files in every file of an index.
#include "common/store/table_guard.hpp"
#include "tests/faults/fault_fixture.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>

using namespace blotter;
using namespace blotter::test;
namespace fs = std::filesystem;

namespace {

constexpr int timed_out = 124;  // status of timeout(1)

// One answer a request, in JSON, without the time that it took.
std::vector<std::string> answers(const std::string& out) {
  std::vector<std::string> lines = lines_of(out);
  for (std::string& line : lines)
    if (const std::size_t at = line.find("\"took_ms\":"); at != std::string::npos)
      line.erase(at, line.find(',', at) - at);
  return lines;
}

// An index and what it answers to requests that read every table of it.
class FlipFixture {
 public:
  FlipFixture() {
    write_file(folder_ / "requests.jsonl",
               R"({"query":"heroin","facets":"country,agency,crime","histogram":"month"})"
               "\n"
               R"({"query":"\"carried heroin\"","country":["KG","UZ"],"limit":5})"
               "\n"
               R"({"query":"ring -witness","group":true,"facets":"country","sort":"newest"})"
               "\n"
               R"({"query":"report searched","expand":true,"match":"any","limit":20})"
               "\n"
               R"({"query":"heroi","facets":"none"})"
               "\n");
    REQUIRE(run({indexer, "-q", "--db", whole(), "-"}, articles(0, 400)).status == 0);
    // Blocks that were freed and used again, too.
    REQUIRE(run({indexer, "-q", "--db", whole(), "--writer", "update", "-"}, articles(350, 420, 1)).status == 0);
    fs::copy(whole(), db(), fs::copy_options::recursive);
    batch_ = search_batch();
    shown_ = show();
    REQUIRE(batch_.status == 0);
    REQUIRE(lines_of(batch_.out).size() == 5);
    REQUIRE(shown_.status == 0);
    for (const fs::directory_entry& entry : fs::directory_iterator(whole()))
      if (entry.file_size() > 0 && entry.path().filename() != "blotter") names_.push_back(entry.path().filename());
    std::sort(names_.begin(), names_.end());
  }

  // Damages one file; what was done.
  std::string damage(std::mt19937& random) {
    const auto below = [&](std::size_t limit) {
      return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random);
    };
    name_ = names_[below(names_.size())];
    std::string bytes = read_file(whole() + "/" + name_);
    std::string what;
    used_ = below(5) == 0;
    if (used_) {
      bytes.resize(below(bytes.size()));
      what = "cut to " + std::to_string(bytes.size());
    } else {
      what = "flipped at";
      for (std::size_t n = below(3) == 0 ? 8 : 1; n > 0; --n) {
        const std::size_t at = below(bytes.size());
        used_ |= !is_free_list(bytes, at);
        bytes[at] = static_cast<char>(bytes[at] ^ (1 << below(8)));
        what += ' ' + std::to_string(at);
      }
    }
    write_file(db() + "/" + name_, bytes);
    return name_ + ' ' + what;
  }
  void mend() const { fs::copy_file(whole() + "/" + name_, db() + "/" + name_, fs::copy_options::overwrite_existing); }

  // Whether the damage is in what a reader may use: all but the blocks of a table's free list.
  [[nodiscard]] bool used() const { return used_; }
  // What the damaged index answers wrongly; empty: every answer is right or an error.
  [[nodiscard]] std::string wrong() const {
    const Ran batch = search_batch();
    if (batch.status == timed_out) return "a batch that does not end";
    if (batch.status > 2) return "a crash in a batch: " + std::to_string(batch.status);
    const std::vector<std::string> right = answers(batch_.out);
    const std::vector<std::string> now = answers(batch.out);
    if (now.size() != right.size() && batch.status != 2) return "answers that are missing";
    for (std::size_t i = 0; i < now.size(); ++i)
      if (now[i] != right[i] && now[i].find("\"error\":{") == std::string::npos) return "another answer: " + now[i];
    const Ran shown = show();
    if (shown.status > 2) return "a crash in --show: " + std::to_string(shown.status);
    if (shown.status != 2 && shown.out != shown_.out) return "another article: " + shown.out;
    return {};
  }
  [[nodiscard]] int verify() const { return run({"/usr/bin/timeout", "60", indexer, "--db", db(), "--verify"}).status; }

 private:
  [[nodiscard]] bool is_free_list(const std::string& bytes, std::size_t at) const {
    const std::size_t level = at / store::table_block * store::table_block + 4;
    return name_.ends_with(".glass") && level < bytes.size() && bytes[level] == '\xfe';
  }
  [[nodiscard]] std::string whole() const { return folder_ / "whole"; }
  [[nodiscard]] std::string db() const { return folder_ / "db"; }
  [[nodiscard]] Ran search_batch() const {
    return run({"/usr/bin/timeout", "10", searcher, "--db", db(), "--jobs", "1", "--format", "jsonl", "--bulk",
                folder_ / "requests.jsonl"});
  }
  [[nodiscard]] Ran show() const {
    return run({"/usr/bin/timeout", "10", searcher, "--db", db(), "--format", "json", "--show", "r33"});
  }

  TemporaryFolder folder_;
  std::vector<std::string> names_;
  std::string name_;  // of the damaged file
  bool used_ = true;
  Ran batch_;
  Ran shown_;
};

}  // namespace

TEST_CASE("an index with changed bytes or cut files gives an error or the right answer") {
  FlipFixture fixture;
  std::mt19937 random = seeded();
  REQUIRE(fixture.wrong().empty());
  REQUIRE(fixture.verify() == 0);
  for (int i = 0; i < rounds(150, 500); ++i) {
    const std::string what = fixture.damage(random);
    INFO("case " << i << ": " << what);
    CHECK(fixture.wrong() == "");
    if (i % 10 == 0 && fixture.used()) CHECK(fixture.verify() == 2);
    fixture.mend();
  }
}

// What the fault suites share: invented articles, an index of them to start from, and what an index answers.
#pragma once

#include "tests/support/process.hpp"

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace blotter::test {

// As many rounds as CI has time for, or as many as scripts/soak asks for.
[[nodiscard]] int rounds(int in_ci, int in_soak);
// From BLOTTER_SEED, else the same every time.
[[nodiscard]] std::mt19937 seeded();

// JSON lines of the articles from..to - 1; another `edition` has other texts.
[[nodiscard]] std::string articles(int from, int to, int edition = 0);

// One way to change an index.
struct Change {
  std::string name;
  std::string base;                    // articles of the index before; empty: there is none
  std::vector<std::string> arguments;  // of blotter-index, beside --db
  std::string input;                   // file that the arguments name, if any, is made from this
};
// A first build, an addition that is merged, an update, a compaction; of `size` articles.
[[nodiscard]] std::vector<Change> changes(int size);

// A change with its index before and after it, made once.
class ChangeFixture {
 public:
  ChangeFixture(const Change& change, const std::string& folder);

  // Puts the index as it was before at db(): a fresh copy.
  void reset() const;
  // The whole command, for run().
  [[nodiscard]] std::vector<std::string> command() const;
  [[nodiscard]] std::string db() const { return folder_ + "/work/db"; }
  // Everything that the change may touch.
  [[nodiscard]] std::string room() const { return folder_ + "/work"; }
  [[nodiscard]] const std::string& before() const { return before_; }
  [[nodiscard]] const std::string& after() const { return after_; }
  // What an undisturbed run takes.
  [[nodiscard]] int milliseconds() const { return milliseconds_; }

 private:
  Change change_;
  std::string folder_;
  std::string before_;
  std::string after_;
  int milliseconds_ = 0;
};

// What the index answers: its articles with their titles and texts' beginnings, and their counts.  "none" without
// index.
[[nodiscard]] std::string answers_of(const std::string& db);
// What --verify finds: empty when it ends with status 0.
[[nodiscard]] std::string damage_of(const std::string& db);
// Names beside the index and in it that no finished run leaves.
[[nodiscard]] std::vector<std::string> left_over(const std::string& room);

}  // namespace blotter::test

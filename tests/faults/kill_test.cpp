// kill -9 at random moments.
#include "tests/faults/fault_fixture.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <csignal>

using namespace blotter::test;

TEST_CASE("a run that is killed leaves the index as it was or as it is to be") {
  const int kills = rounds(60, 200);
  std::mt19937 random = seeded();
  int in_time = 0;  // kills that came before the run had ended
  for (const Change& change : changes(800)) {
    const TemporaryFolder folder;
    const ChangeFixture fixture(change, folder.path());
    std::uniform_int_distribution<int> moment(0, std::max(5, fixture.milliseconds()));
    for (int i = 0; i < kills / 4; ++i) {
      fixture.reset();
      const int milliseconds = moment(random);
      INFO(change.name << ", kill " << i << " after " << milliseconds << " of " << fixture.milliseconds() << " ms");
      in_time += run_and_kill(fixture.command(), milliseconds) == SIGKILL ? 1 : 0;
      const std::string now = answers_of(fixture.db());
      CHECK((now == fixture.before() || now == fixture.after()));
      if (now != "none") CHECK(damage_of(fixture.db()) == "");
      CHECK(run(fixture.command()).status == 0);
      CHECK(answers_of(fixture.db()) == fixture.after());
      CHECK(damage_of(fixture.db()) == "");
      CHECK(left_over(fixture.room()).empty());
    }
  }
  CHECK(in_time > kills / 3);
}

// The worker pool of both programs.
#include "common/worker_pool.hpp"

#include <catch2/catch.hpp>

#include <atomic>
#include <stdexcept>
#include <string>
#include <vector>

using namespace blotter;

namespace {

enum class Part { none, feed, make, work, consume };

// Squares of 0 … 999 by `threads` threads; `failing` throws midway.
std::vector<int> squares(unsigned threads, Part failing) {
  std::vector<int> taken;
  std::atomic<int> made = 0;
  run_ordered<int, int, int>(threads, 8,
                             {[&](const std::function<bool(int&&)>& submit) {
                                for (int i = 0; i < 1000; ++i) {
                                  if (failing == Part::feed && i == 500) throw std::runtime_error("feed");
                                  if (!submit(int(i))) return;
                                }
                              },
                              [&] {
                                if (++made == 2 && failing == Part::make) throw std::runtime_error("make");
                                return 0;
                              },
                              [&](int&, const int& n) {
                                if (failing == Part::work && n == 500) throw std::runtime_error("work");
                                return n * n;
                              },
                              [&](int&& square) {
                                if (failing == Part::consume && taken.size() == 500)
                                  throw std::runtime_error("consume");
                                taken.push_back(square);
                                return true;
                              }});
  return taken;
}

}  // namespace

TEST_CASE("results of the worker pool come in the order of the tasks") {
  for (const unsigned threads : {1u, 2u, 7u}) {
    const std::vector<int> all = squares(threads, Part::none);
    REQUIRE(all.size() == 1000);
    for (int i = 0; i < 1000; ++i) CHECK(all[static_cast<std::size_t>(i)] == i * i);
  }
}

TEST_CASE("what any part of the worker pool throws reaches the caller (issue 13 item 6)") {
  for (const unsigned threads : {2u, 7u}) {
    CHECK_THROWS_WITH(squares(threads, Part::feed), "feed");
    CHECK_THROWS_WITH(squares(threads, Part::make), "make");
    CHECK_THROWS_WITH(squares(threads, Part::work), "work");
    CHECK_THROWS_WITH(squares(threads, Part::consume), "consume");
  }
}

TEST_CASE("a consumer of the worker pool that has enough ends the run") {
  int taken = 0;
  std::atomic<int> fed = 0;
  run_ordered<int, int, int>(3, 4,
                             {[&](const std::function<bool(int&&)>& submit) {
                                while (submit(fed++)) continue;
                              },
                              [] { return 0; }, [](int&, const int& n) { return n; },
                              [&](int&& n) {
                                CHECK(n == taken);
                                return ++taken < 10;
                              }});
  CHECK(taken == 10);
  CHECK(fed <= 10 + 4 + 1);
}

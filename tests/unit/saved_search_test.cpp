// What may name a saved search.
#include "searcher/state/saved_search.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace blotter::search;

TEST_CASE("a name that leads out of the state folder is refused by whatever reads or writes there") {
  for (const char* name : {"", "../out", "a/b", ".hidden", "-dash", "two\nlines"}) {
    CAPTURE(name);
    CHECK_FALSE(save_search({name, {"wheat"}}));
    CHECK_FALSE(load_search(name));
    CHECK_FALSE(seen_articles(name));
    CHECK_FALSE(add_seen_articles(name, {"a"}));
  }
}

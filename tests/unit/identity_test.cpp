// Names of articles: which of them another article's could be.
#include "indexer/document/identity.hpp"

#include <catch2/catch.hpp>

using namespace blotter;

TEST_CASE("identity: the name of an article whose id identifies nothing is recognised as such") {
  Identity identity;
  identity.title = 0xF0E1D2C3B4A59687;
  const std::string name = distinct_id("story 1", identity);
  CHECK(name.starts_with(distinct_prefix("story 1")));
  CHECK(is_distinct_id(name, "story 1"));
  CHECK_FALSE(is_distinct_id(name, "story"));
  CHECK_FALSE(is_distinct_id(name, "other 1"));
  CHECK_FALSE(is_distinct_id(name.substr(0, name.size() - 1), "story 1"));
  CHECK_FALSE(is_distinct_id(name + "0", "story 1"));
  // Sixteen digits of base 16, all of them, and small.
  for (const char digit : std::string("09af")) {
    std::string other = name;
    other.back() = digit;
    CHECK(is_distinct_id(other, "story 1"));
  }
  for (const char none : std::string("/:`gAF-")) {
    std::string other = name;
    other.back() = none;
    CAPTURE(none);
    CHECK_FALSE(is_distinct_id(other, "story 1"));
    std::string first = name;
    first[distinct_prefix("story 1").size()] = none;
    CHECK_FALSE(is_distinct_id(first, "story 1"));
  }
}

TEST_CASE("identity: a name depends on the title and on the body only where there is no title") {
  Identity identity;
  identity.body = 7;
  const std::string untitled = distinct_id("a", identity);
  identity.title = 8;
  const std::string titled = distinct_id("a", identity);
  CHECK(titled != untitled);
  identity.body = 9;
  CHECK(distinct_id("a", identity) == titled);
  identity.source = "paper";
  identity.id = "a";
  CHECK(scoped_id(identity) == "paper:a");
}

// What a worker knows of the lexicon's words: a record once added is found until everything is forgotten.
#include "indexer/facets/known_words.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <vector>

using namespace blotter;

namespace {

// Keys that differ in their low bits, and keys that do not.
std::uint64_t key(std::uint64_t i) { return i % 2 == 0 ? i + 1 : i << 40; }

std::vector<taxonomy::WordId> ids_of(const facets::KnownWords& words, std::uint64_t key) {
  const facets::KnownWords::Record* found = words.find(key);
  REQUIRE(found != nullptr);
  const taxonomy::WordId* const first = words.ids() + found->ids;
  return {first, first + found->count + found->pattern_count};
}

}  // namespace

TEST_CASE("known words: each record is found with its words however many came after it") {
  facets::KnownWords words;
  for (std::uint64_t i = 1; i <= 3000; ++i) {
    const auto id = static_cast<taxonomy::WordId>(i);
    facets::KnownWords::Record record;
    record.key = key(i);
    record.count = 1;
    record.pattern_count = static_cast<std::uint8_t>(i % 3);
    words.add(record, std::vector<taxonomy::WordId>(1 + i % 3, id));
  }
  for (std::uint64_t i = 1; i <= 3000; ++i)
    REQUIRE(ids_of(words, key(i)) == std::vector<taxonomy::WordId>(1 + i % 3, static_cast<taxonomy::WordId>(i)));
  CHECK(words.find(key(3001)) == nullptr);
}

TEST_CASE("known words: a table within its bound forgets nothing and one beyond it everything") {
  facets::KnownWords words;
  const auto add = [&](std::uint64_t from, std::uint64_t to) {
    for (std::uint64_t i = from; i <= to; ++i) {
      facets::KnownWords::Record record;
      record.key = key(i);
      words.add(record, {});
    }
  };
  add(1, 1000);
  words.bound();
  CHECK(words.find(key(1)) != nullptr);
  add(1001, facets::KnownWords::max_size);
  words.bound();
  CHECK(words.find(key(1)) == nullptr);
  add(1, 10);
  CHECK(words.find(key(10)) != nullptr);
}

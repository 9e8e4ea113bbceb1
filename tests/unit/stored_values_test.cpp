// Values read from the mapped table beside Xapian's own.
#include "common/store/glass/stored_values.hpp"

#include "common/schema.hpp"
#include "common/store/database.hpp"
#include "tests/support/small_index.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <filesystem>
#include <memory>
#include <random>
#include <string>

using namespace blotter;
using namespace blotter::test;

namespace {

constexpr std::array slots{schema::slot_word_order, schema::slot_published, schema::slot_signature,
                           schema::slot_superseded};

// Articles of a few words and of thousands, a few of them without a date.
std::string articles(std::mt19937& random, int from, int count) {
  std::string lines;
  for (int i = from; i < from + count; ++i) {
    std::string body;
    const auto words = i % 50 == 3 ? 9000 : i % 7 == 0 ? 0 : 1 + random() % 700;
    for (std::size_t word = 0; word < words; ++word) body += "w" + std::to_string(random() % 3000) + ' ';
    lines += R"({"id":"n)" + std::to_string(i) + R"(","title":")" + (i % 7 == 1 ? "" : "Report") + R"(","body":")" +
             body + '"' + (i % 5 == 0 ? "" : R"(,"published":"2025-03-02")") + "}\n";
  }
  return lines;
}

store::OpenIndex open_index(const std::string& directory) {
  Result<store::OpenIndex> opened = store::open(directory);
  REQUIRE(opened);
  return std::move(*opened);
}

std::shared_ptr<glass::StoredValues> values_of(const store::OpenIndex& index, std::uint32_t slot) {
  auto table = std::make_shared<glass::MappedTable>(index.folder, store::revision_of(index.database), "postlist.glass");
  return std::make_shared<glass::StoredValues>(std::move(table), index.database.get_lastdocid(), slot);
}

void compare(const std::string& directory) {
  const store::OpenIndex index = open_index(directory);
  const std::uint32_t last = index.database.get_lastdocid();
  std::mt19937 random(4);
  for (const std::uint32_t slot : slots) {
    CAPTURE(slot);
    std::vector<std::string> expected(last + 2);
    for (auto at = index.database.valuestream_begin(slot); at != index.database.valuestream_end(slot); ++at)
      expected[at.get_docid()] = *at;
    const auto values = values_of(index, slot);
    REQUIRE(values->map());
    std::vector<std::uint32_t> docids;
    for (std::uint32_t docid = 1; docid <= last + 1; ++docid) docids.push_back(docid);
    std::shuffle(docids.begin(), docids.end(), random);
    for (const std::uint32_t docid : docids) {
      values->prefetch(docid);
      REQUIRE(values->at(docid) == expected[docid]);
    }
    values->check_unchanged();
  }
}

}  // namespace

TEST_CASE("values of the mapped table are those that Xapian gives") {
  std::mt19937 random(1);
  for (const char* writer : {"direct", "api", "update"}) {
    CAPTURE(writer);
    const TemporaryFolder folder;
    const std::string db = folder / "db";
    REQUIRE(run({indexer, "--quiet", "--db", db, "--writer", writer, "-"}, articles(random, 0, 300)).status == 0);
    compare(db);
    REQUIRE(run({indexer, "--quiet", "--db", db, "--writer", "update", "-"}, articles(random, 250, 100)).status == 0);
    REQUIRE(run({indexer, "--quiet", "--db", db, "--remove", "n3", "n17", "n18", "n19", "n349"}).status == 0);
    compare(db);
    REQUIRE(run({indexer, "--quiet", "--db", db, "--compact"}).status == 0);
    compare(db);
  }
}

TEST_CASE("values of the mapped table count until a change writes over them") {
  std::mt19937 random(2);
  const TemporaryFolder folder;
  const std::string db = folder / "db";
  REQUIRE(run({indexer, "--quiet", "--db", db, "-"}, articles(random, 0, 60)).status == 0);
  const store::OpenIndex index = open_index(db);
  const auto mapped = values_of(index, schema::slot_word_order);
  const auto late = values_of(index, schema::slot_word_order);
  REQUIRE(mapped->map());
  const std::string first(mapped->at(1));
  mapped->check_unchanged();
  const auto change = [&] {
    REQUIRE(run({indexer, "--quiet", "--db", db, "--writer", "update", "-"}, articles(random, 0, 60)).status == 0);
  };
  // The first commit leaves the blocks of the revision before, the second may use them again.
  change();
  CHECK(mapped->at(1) == first);
  mapped->check_unchanged();
  CHECK_FALSE(late->map());
  bool thrown = false;
  for (int commit = 0; commit < 4 && !thrown; ++commit) {
    change();
    try {
      mapped->check_unchanged();
    } catch (const Xapian::DatabaseModifiedError&) {
      thrown = true;
    }
  }
  CHECK(thrown);
}

TEST_CASE("damage to values of the mapped table is an error or changes nothing") {
  std::mt19937 random(3);
  const TemporaryFolder folder;
  const std::string db = folder / "db";
  REQUIRE(run({indexer, "--quiet", "--db", db, "-"}, articles(random, 0, 120)).status == 0);
  std::vector<std::string> expected;
  {
    const store::OpenIndex index = open_index(db);
    for (std::uint32_t docid = 1; docid <= 120; ++docid)
      expected.push_back(index.database.get_document(docid).get_value(schema::slot_word_order));
  }
  const std::string table = db + "/postlist.glass";
  const std::string sound = read_file(table);
  std::size_t found = 0;
  for (const bool checksums : {true, false}) {
    if (!checksums) std::filesystem::remove(db + "/checksums");
    write_file(table, sound);
    const store::OpenIndex index = open_index(db);  // before the damage, by which Xapian can crash
    for (int round = 0; round < 150; ++round) {
      std::string bytes = sound;
      // Headers and directories of blocks more often than values.
      const std::size_t block = random() % (bytes.size() / 8192) * 8192;
      bytes[block + random() % (round % 2 == 0 ? 60 : 8192)] ^= static_cast<char>(1 + random() % 255);
      write_file(table, bytes);
      try {
        const auto values = values_of(index, schema::slot_word_order);
        if (!values->map()) continue;
        for (std::uint32_t docid = 1; docid <= 120; ++docid) {
          const std::string_view value = values->at(docid);
          if (checksums) REQUIRE(value == expected[docid - 1]);
        }
      } catch (const Xapian::DatabaseError&) {
        ++found;
      }
    }
  }
  CHECK(found > 60);
}

// The reader of posting lists gives what Xapian's own iterators give, and takes no damaged table for a sound one.
#include "common/store/posting_reader.hpp"

#include "common/store/database.hpp"
#include "tests/support/process.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <random>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

using namespace blotter;
using namespace blotter::test;

namespace {

using List = std::vector<std::pair<std::uint32_t, std::uint32_t>>;  // docids and wdfs
using Lists = std::map<std::string, List>;

// Words of all articles, of every other, of a few and of one; an article's number is in its id.
std::string articles(int from, int to, int step) {
  std::string lines;
  for (int i = from; i < to; i += step) {
    lines += R"({"id":"p)" + std::to_string(i) + R"(","title":"Harbour )" + std::to_string(i % 97) + R"(","body":")" +
             (i % 2 ? "Customs seized opium" : "Divers searched wharves") + " near berth b" + std::to_string(i);
    for (int k = 0; k < 12; ++k) lines += " crate c" + std::to_string((i * 7919 + k * 131) % 3001);
    if (i % 500 == 0)  // more occurrences than a byte holds
      for (int k = 0; k < 300; ++k) lines += " rope";
    lines += "\"}\n";
  }
  return lines;
}

store::OpenIndex open_index(const std::string& directory) {
  Result<store::OpenIndex> opened = store::open(directory);
  if (!opened) throw std::runtime_error(opened.error().message);
  return std::move(*opened);
}

std::shared_ptr<glass::MappedTable> table_of(const store::OpenIndex& index) {
  const auto table =
      std::make_shared<glass::MappedTable>(index.folder, store::revision_of(index.database), "postlist.glass");
  if (!table->map()) throw Xapian::DatabaseModifiedError("not to be mapped");
  return table;
}

List postings_of(store::PostingReader& reader) {
  List list;
  while (reader.next_chunk())
    for (std::size_t i = 0; i < reader.docids().size(); ++i) list.emplace_back(reader.docids()[i], reader.wdfs()[i]);
  if (list.size() != reader.documents()) throw std::runtime_error("another number of postings");
  return list;
}

Lists scanned(const store::OpenIndex& index, const std::string& prefix) {
  Lists lists;
  const auto table = table_of(index);
  store::PostingReader reader(*table, index.database.get_lastdocid());
  for (reader.find_prefix(prefix); reader.next_term();) lists[reader.term()] = postings_of(reader);
  return lists;
}

Lists iterated(const store::OpenIndex& index, const std::string& prefix) {
  Lists lists;
  for (auto term = index.database.allterms_begin(prefix); term != index.database.allterms_end(prefix); ++term)
    for (auto at = index.database.postlist_begin(*term); at != index.database.postlist_end(*term); ++at)
      lists[*term].emplace_back(*at, at.get_wdf());
  return lists;
}

}  // namespace

TEST_CASE("posting lists of the mapped table are those that the library gives") {
  const TemporaryFolder folder;
  const std::string db = folder / "db";
  REQUIRE(run({indexer, "--quiet", "--db", db, "-"}, articles(0, 4000, 1)).status == 0);
  const auto check = [&] {
    const store::OpenIndex index = open_index(db);
    for (const char* prefix : {"Z", "Zcrat", "Zcrate", "c1", "X", "zzz", "\xff"}) {
      CAPTURE(prefix);
      const Lists expected = iterated(index, prefix);
      CHECK(scanned(index, prefix) == expected);
      // Each for itself, and without reading the list before to its end.
      const auto table = table_of(index);
      store::PostingReader reader(*table, index.database.get_lastdocid());
      for (const auto& [term, list] : expected) {
        REQUIRE(reader.find(term));
        CHECK(reader.documents() == list.size());
        if (list.size() % 2 == 0) CHECK(postings_of(reader) == list);
        CHECK_FALSE(reader.find(term + '\x01'));
        CHECK_FALSE(reader.next_chunk());
      }
      std::size_t terms = 0;
      for (reader.find_prefix(prefix); reader.next_term(); ++terms) (void)reader.next_chunk();
      CHECK(terms == expected.size());
    }
    CHECK(scanned(index, "Z").at("Zcrate").size() == index.database.get_doccount());
  };
  check();
  // Articles changed, added and removed by the library: its blocks are in another order, and docids are missing.
  REQUIRE(run({indexer, "--quiet", "--db", db, "--writer", "update", "-"}, articles(1, 6000, 7)).status == 0);
  REQUIRE(run({indexer, "--quiet", "--db", db, "--remove", "p8", "--remove", "p16", "--remove", "p3999"}).status == 0);
  check();
  REQUIRE(run({indexer, "--quiet", "--db", db, "--compact"}).status == 0);
  check();
}

TEST_CASE("reading of posting lists ends when a writer has overtaken it") {
  const TemporaryFolder folder;
  const std::string db = folder / "db";
  REQUIRE(run({indexer, "--quiet", "--db", db, "-"}, articles(0, 300, 1)).status == 0);
  const store::OpenIndex index = open_index(db);
  const Lists lists = scanned(index, "Z");
  CHECK(!lists.empty());
  const auto table = table_of(index);
  store::PostingReader begun(*table, index.database.get_lastdocid());
  begun.find_prefix("Z");
  const auto write = [&](int from, int to) {
    REQUIRE(run({indexer, "--quiet", "--db", db, "--writer", "update", "-"}, articles(from, to, 1)).status == 0);
  };
  write(300, 400);
  CHECK_THROWS_AS(scanned(index, "Z"), Xapian::DatabaseModifiedError);
  CHECK(scanned(open_index(db), "Z").at("Zcrate").size() == 400);
  write(400, 800);  // into the blocks that the first run has freed
  write(800, 900);
  const auto go_on = [&] {
    while (begun.next_term())
      if (postings_of(begun) != lists.at(begun.term())) throw std::runtime_error("another list of " + begun.term());
  };
  CHECK_THROWS_AS(go_on(), Xapian::DatabaseModifiedError);
}

TEST_CASE("a damaged table of posting lists is refused or gives other lists but is read no further") {
  const TemporaryFolder folder;
  const std::string db = folder / "db";
  REQUIRE(run({indexer, "--quiet", "--db", db, "-"}, articles(0, 600, 1)).status == 0);
  const std::string table = db + "/postlist.glass";
  const std::string sound = read_file(table);
  const Lists lists = scanned(open_index(db), "Z");
  std::filesystem::remove(db + "/checksums");     // which would refuse the blocks
  const store::OpenIndex index = open_index(db);  // before the damage, by which Xapian can crash
  std::mt19937 random(27);
  int refused = 0;
  int too_long = 0;
  for (int i = 0; i < 400; ++i) {
    std::string bytes = sound;
    // Mostly where a block's head, directory and items' heads are.
    for (int k = 0; k < 3; ++k) {
      const std::size_t block = random() % (sound.size() / 8192) * 8192;
      bytes[block + random() % (k == 0 ? 64 : 8192)] = static_cast<char>(random());
    }
    write_file(table, bytes);
    try {
      for (const auto& [term, documents] : scanned(index, "Z"))
        too_long += documents.size() > index.database.get_lastdocid();
    } catch (const std::exception&) {
      ++refused;
    } catch (const Xapian::Error&) {
      ++refused;
    }
  }
  CHECK(refused > 100);
  CHECK(too_long == 0);
  write_file(table, sound.substr(0, sound.size() / 2));
  CHECK_THROWS(scanned(index, "Z"));
  write_file(table, sound);
  CHECK(scanned(open_index(db), "Z") == lists);
}

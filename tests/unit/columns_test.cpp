// Facet columns: what they hold, and that a damaged or foreign file is never believed.
#include "common/store/columns.hpp"

#include "tests/unit/search_fixture.hpp"

#include <catch2/catch.hpp>

using namespace blotter;
using namespace blotter::test;

namespace {

void check_whole(const store::Columns& columns) {
  CHECK(columns.documents() == 5);
  REQUIRE(columns.last_docid() == 5);
  REQUIRE(columns.dates().size() == 6);
  CHECK(columns.dates()[1] == 20250110);
  CHECK(columns.dates()[5] == 0);
  CHECK(columns.id(columns.id_ranks()[3]) == "c");
  const store::Column* source = columns.find("source");
  REQUIRE(source);
  CHECK(source->values.size() == 2);
  REQUIRE(source->of(1).size() == 1);
  CHECK(source->values[source->of(1).front()] == "One");
  CHECK(source->code("Two") >= 0);
  CHECK(source->code("Three") == -1);
  CHECK(columns.find("colour") == nullptr);
}

store::OpenIndex open_index(const std::string& directory) {
  Result<store::OpenIndex> opened = store::open(directory);
  REQUIRE(opened);
  return std::move(*opened);
}

}  // namespace

TEST_CASE("columns hold dates, ids and facet values by document") {
  check_whole(*small_index().index.shards().front().columns);
}

TEST_CASE("columns hold the length of each document as Xapian counts it") {
  const match::Shard& shard = small_index().index.shards().front();
  const auto lengths = shard.columns->lengths();
  REQUIRE(lengths.size() == 6);
  CHECK(lengths[0] == 0);
  for (std::uint32_t docid = 1; docid < lengths.size(); ++docid) {
    CAPTURE(docid);
    CHECK(lengths[docid] > 0);
    CHECK(lengths[docid] == shard.database.get_doclength(docid));
  }
}

TEST_CASE("values too long for a term stand whole in their column, and in order") {
  const std::string outlet(240, 'w');
  const auto line = [](const std::string& id, const std::string& source) {
    return R"({"id":")" + id + R"(","title":"Held","body":"A man of )" + id + R"( is held.","source":")" + source +
           "\"}\n";
  };
  const Opened opened(line("a", outlet + " Courier") + line("b", "x") + line("c", outlet + " Bugle") +
                      line("d", outlet + " Courier"));
  const store::Column* source = opened.index.shards().front().columns->find("source");
  REQUIRE(source);
  REQUIRE(source->values.size() == 3);
  CHECK(source->values[0] == outlet + " Bugle");
  CHECK(source->values[1] == outlet + " Courier");
  CHECK(source->values[2] == "x");
  CHECK(source->of(1).front() == source->of(4).front());
  CHECK(source->values[source->of(4).front()] == outlet + " Courier");
  CHECK(source->values[source->of(2).front()] == "x");
}

TEST_CASE("columns that are damaged, cut, empty or of another index are made anew") {
  const TemporaryFolder folder;
  const std::string directory = make_small_index(folder);
  const store::OpenIndex index = open_index(directory);
  const std::string file = directory + "/columns";
  const std::string whole = read_file(file);
  REQUIRE(whole.size() > 200);
  check_whole(*store::Columns::load(index));
  for (const std::size_t length :
       {std::size_t{0}, std::size_t{7}, std::size_t{100}, whole.size() / 2, whole.size() - 1}) {
    write_file(file, whole.substr(0, length));
    check_whole(*store::Columns::load(index));
  }
  // The header says which index and revision it is of; its numbers say where the parts are.
  for (std::size_t at = 0; at < 400 && at < whole.size(); at += 3) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x5a);
    write_file(file, damaged);
    const auto columns = store::Columns::load(index);
    CHECK(columns->last_docid() == 5);
  }
}

TEST_CASE("no damage to a column's numbers leads outside of it") {
  const TemporaryFolder folder;
  std::string articles;
  for (int i = 0; i < 70; ++i)
    articles += R"({"id":")" + std::to_string(i) + R"(","body":"Court )" + std::to_string(i) +
                R"( sits.","country":["UZ","KG"],"source":"Paper )" + std::to_string(i % 40) + "\"}\n";
  const std::string directory = folder / "many";
  REQUIRE(run({indexer, "--quiet", "--db", directory, "-"}, articles).status == 0);
  const store::OpenIndex index = open_index(directory);
  const std::string whole = read_file(directory + "/columns");
  for (std::size_t at = 0; at < whole.size(); at += 5)
    for (const int flipped : {0x01, 0x80}) {
      std::string damaged = whole;
      damaged[at] = static_cast<char>(damaged[at] ^ flipped);
      write_file(directory + "/columns", damaged);
      const auto columns = store::Columns::load(index);
      bool sound = columns->last_docid() == 70;
      for (const store::Column& column : columns->facets()) {
        sound = sound && std::is_sorted(column.offsets.begin(), column.offsets.end()) &&
                column.offsets.back() <= column.codes.size();
        for (const std::uint32_t code : column.codes) sound = sound && code < column.values.size();
      }
      CAPTURE(at, flipped);
      REQUIRE(sound);
    }
}

// blotter-index --shard, --merge and --split.
#include "common/store/shard.hpp"
#include "tests/support/sample_index.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

using namespace blotter;
using namespace blotter::test;

namespace {

const std::vector<std::string> queries{
    "*",          "trafficking", "court OR police", "\"border guard\"", "title:court", "traffick*",
    "country:UZ", "Ташкент",     "суд NEAR/5 год",  "body:police",      "organ kidn~"};

std::string without_time(std::string json) {
  const std::size_t at = json.find("\"took_ms\":");
  return at == std::string::npos ? json : json.erase(at, json.find(',', at) - at + 1);
}

std::string answer(const std::string& database, const std::string& query) {
  const Ran ran = run({searcher, "--db", database, "--format", "json", "--limit", "400", "--match", "any", "--facets",
                       "country,focus,agency,crime,indicator,language,source", "--facet-limit", "all", "--histogram",
                       "month", query});
  CHECK(ran.status <= 1);
  return without_time(ran.out);
}

// What --info prints, but for the size.
std::string info(const std::string& database) {
  std::string text = run({indexer, "--info", "--db", database}).out;
  for (const char* line : {"size ", "reclaimable "})
    if (const std::size_t at = text.find(line); at != std::string::npos) text.erase(at, text.find('\n', at) - at + 1);
  return text;
}

void check_equal(const std::string& one, const std::string& other) {
  CHECK(info(one) == info(other));
  for (const std::string& query : queries) {
    INFO(query);
    CHECK(answer(one, query) == answer(other, query));
  }
}

std::vector<std::string> ids(const std::string& database) {
  std::vector<std::string> found =
      lines_of(run({searcher, "--db", database, "--format", "ids", "--limit", "1000", "*"}).out);
  std::sort(found.begin(), found.end());
  return found;
}

std::string line(const std::string& id, const std::string& title, const std::string& body,
                 const std::string& more = {}) {
  return R"({"id":")" + id + R"(","published":"2025-03-04","title":")" + title + R"(","body":")" + body + '"' + more +
         "}\n";
}

}  // namespace

TEST_CASE("shards: four parts that are built apart and joined are the undivided index") {
  const TemporaryFolder folder;
  const std::string whole = sample_folder() / "news.db";
  std::vector<std::string> join{indexer, "-q", "--merge", folder / "joined"};
  for (const char* part : {"1/4", "2/4", "3/4", "4/4"}) {
    const std::string db = folder / (std::string("part") + part[0]);
    // From the folder of the undivided index, so that paths and ids are the same.
    REQUIRE(run({indexer, "-q", "--db", db, "--shard", part, "corpus"}, {}, {}, sample_folder().path()).status == 0);
    CHECK(ids(db).size() > ids(whole).size() / 8);
    join.push_back(db);
  }
  REQUIRE(run(join).status == 0);
  check_equal(whole, folder / "joined");
  CHECK(run({indexer, "--verify", "--db", folder / "joined"}).status == 0);
}

TEST_CASE("shards: an index that is parted has every article once, and is whole again when joined") {
  const TemporaryFolder folder;
  const std::string watch = "cargo\tponies\tPonies\tponies|horses\n";
  write_file(folder / "watch.tsv", watch);
  std::string articles;
  for (int i = 0; i < 40; ++i)
    articles += line("id-" + std::to_string(i), "Horses stolen " + std::to_string(i),
                     "Police in Tashkent look for horses of farm number " + std::to_string(i / 2) +
                         " and for whoever took them at night across the river with two lorries and a boat.");
  const std::string db = folder / "db";
  REQUIRE(run({indexer, "-q", "--db", db, "--watchlist", folder / "watch.tsv", "-"}, articles).status == 0);
  const std::vector<std::string> before = ids(db);
  REQUIRE(run({indexer, "-q", "--db", db, "--split", "3"}).status == 0);
  std::vector<std::string> together;
  std::vector<std::string> join{indexer, "-q", "--merge", folder / "joined"};
  for (const char* number : {"1", "2", "3"}) {
    const std::string part = db + ".shard-" + number + "-of-3";
    for (const std::string& id : ids(part)) {
      CHECK(store::ShardNumber{static_cast<std::uint32_t>(number[0] - '0'), 3}.takes(id, ""));
      together.push_back(id);
    }
    CHECK(answer(part, "cargo").find("\"error\":null") != std::string::npos);
    join.push_back(part);
  }
  std::sort(together.begin(), together.end());
  CHECK(together == before);
  CHECK(ids(db) == before);
  REQUIRE(run(join).status == 0);
  check_equal(db, folder / "joined");
  const auto list = [](const std::string& index) { return run({searcher, "--db", index, "--list", "cargo"}).out; };
  CHECK(list(db) == list(folder / "joined"));
  CHECK(list(db).find("Ponies") != std::string::npos);
}

TEST_CASE("shards: an index remembers which part it is") {
  const TemporaryFolder folder;
  const std::string db = folder / "db";
  std::string articles;
  for (int i = 0; i < 20; ++i) articles += line("n" + std::to_string(i), "Title " + std::to_string(i), "Text.");
  REQUIRE(run({indexer, "-q", "--db", db, "--shard", "2/4", "-"}, articles).status == 0);
  const std::vector<std::string> first = ids(db);
  REQUIRE(!first.empty());
  CHECK(first.size() < 20);
  // By every later run, also by one that does not say so.
  std::string more = articles;
  for (int i = 20; i < 40; ++i) more += line("n" + std::to_string(i), "Title " + std::to_string(i), "Text.");
  REQUIRE(run({indexer, "-q", "--db", db, "-"}, more).status == 0);
  CHECK(ids(db).size() > first.size());
  for (const std::string& id : ids(db)) CHECK(store::ShardNumber{2, 4}.takes(id, ""));
  const Ran other = run({indexer, "--db", db, "--shard", "3/4", "-"}, more);
  CHECK(other.status == 2);
  CHECK(other.err.find("is shard 2/4, not 3/4") != std::string::npos);
  const std::string plain = folder / "plain";
  REQUIRE(run({indexer, "-q", "--db", plain, "-"}, articles).status == 0);
  CHECK(run({indexer, "--db", plain, "--shard", "1/1", "-"}, articles).status == 2);
}

TEST_CASE("shards: an article that two parts have under two ids is joined to one, as in one index") {
  const TemporaryFolder folder;
  std::string twins;
  const std::string text = "The court in Osh sent three men to prison for fraud with fuel.";
  for (int i = 0; i < 12; ++i) twins += line("copy-" + std::to_string(i), "Fuel fraud", text);
  twins += line("own", "Another story", "Nothing else has this text about wheat.");
  const std::string whole = folder / "whole";
  REQUIRE(run({indexer, "-q", "--db", whole, "-"}, twins).status == 0);
  std::vector<std::string> join{indexer, "-q", "--merge", folder / "joined"};
  std::size_t apart = 0;
  for (const char* part : {"1/2", "2/2"}) {
    const std::string db = folder / (std::string("part") + part[0]);
    REQUIRE(run({indexer, "-q", "--db", db, "--shard", part, "-"}, twins).status == 0);
    apart += ids(db).size();
    join.push_back(db);
  }
  CHECK(apart == 3);  // each part has one of the twelve
  REQUIRE(run(join).status == 0);
  CHECK(ids(folder / "joined") == ids(whole));
}

TEST_CASE("shards: indexes with dictionaries of their own are joined, and can be read") {
  const TemporaryFolder folder;
  std::vector<std::string> join{indexer, "-q", "--merge", folder / "joined"};
  for (const std::string name : {"east", "west"}) {
    std::string articles;
    for (int i = 0; i < 300; ++i)
      articles += line(name + std::to_string(i), "Report " + std::to_string(i) + " of the " + name,
                       "Customs of the " + name + " found " + std::to_string(i * 7) +
                           " boxes of cigarettes in lorry number " + std::to_string(i) + " at the border post.");
    REQUIRE(run({indexer, "-q", "--db", folder / name, "-"}, articles).status == 0);
    join.push_back(folder / name);
  }
  REQUIRE(run(join).status == 0);
  for (const std::string id : {"east17", "west299"}) {
    const Ran shown = run({searcher, "--db", folder / "joined", "--show", id});
    CHECK(shown.status == 0);
    CHECK(shown.out.find("boxes of cigarettes") != std::string::npos);
  }
  CHECK(run({indexer, "-q", "--merge", folder / "joined", folder / "east"}).status == 2);
}

TEST_CASE("shards: the part of an id is what the documentation says, in every version") {
  using store::ShardNumber;
  // XXH3 of "a" is e6c632b61e964e1f.
  CHECK(ShardNumber{0xe6c632b61e964e1fULL % 7 + 1, 7}.takes("a", ""));
  CHECK(!ShardNumber{0xe6c632b61e964e1fULL % 7 + 2, 7}.takes("a", ""));
  // An id that an index made of it goes where it goes.
  for (std::uint32_t i = 1; i <= 7; ++i) {
    CHECK(ShardNumber{i, 7}.takes("a", "BBC") == ShardNumber{i, 7}.takes("BBC:a", "BBC"));
    CHECK(ShardNumber{i, 7}.takes("a", "BBC") == ShardNumber{i, 7}.takes("a~0123456789abcdef", "BBC"));
  }
  CHECK(store::shard_key("~0123456789abcdef", "") == "~0123456789abcdef");
  CHECK(store::shard_key("BBC:", "BBC") == "BBC:");
  for (const char* wrong : {"", "1", "0/4", "5/4", "1/0", "a/4", "1/4x", "-1/4", "1/99999"})
    CHECK(!ShardNumber::parse(wrong));
  CHECK(ShardNumber::parse("3/4") == ShardNumber{3, 4});
}

TEST_CASE("shards: the slots of a shard say what was put in") {
  CHECK(store::read_order_key(store::order_key("2025-03-04", "x:1")).date == 20250304);
  CHECK(store::read_order_key(store::order_key("2025-03-04", "x:1")).id == "x:1");
  CHECK(store::read_order_key(store::order_key("", "y")).date == 0);
  CHECK(store::order_key("2025-03-04", "b") < store::order_key("2025-03-03", "a"));
  CHECK(store::order_key("0001-01-01", "b") < store::order_key("", "a"));
  std::string packed;
  const std::string long_value(300, 'x');
  const std::string with_zero("a\0b", 3);
  for (const std::string& value : {std::string("UZ"), long_value, std::string(), with_zero})
    store::pack_value(packed, value);
  CHECK(store::unpack_values(packed) == std::vector<std::string_view>{"UZ", long_value, "", with_zero});
  // Of a damaged one, what can be read.
  CHECK(store::unpack_values(std::string_view(packed).substr(0, 40)) == std::vector<std::string_view>{"UZ"});
  CHECK(store::unpack_values("\xff\xff\xff\xff\xff\xff").empty());
}

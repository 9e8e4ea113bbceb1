// How full an index's tables are: reclaimable_bytes against what a compaction gives back.
#include "common/store/glass/usage.hpp"

#include "tests/support/process.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <filesystem>
#include <string>

using namespace blotter;
using namespace blotter::test;

namespace fs = std::filesystem;

namespace {

std::string articles(int from, int to, int step) {
  std::string lines;
  for (int i = from; i < to; i += step) {
    lines += R"({"id":"u)" + std::to_string(i) + R"(","title":"Warehouse )" + std::to_string(i * 31) + R"(","body":")";
    for (int k = 0; k < 60; ++k) lines += "crate c" + std::to_string((i * 7919 + k * 131) % 20011) + " held opium ";
    lines += "\"}\n";
  }
  return lines;
}

std::uint64_t table_bytes(const std::string& db) {
  std::uint64_t bytes = 0;
  for (const fs::directory_entry& entry : fs::directory_iterator(db))
    if (entry.path().extension() == ".glass") bytes += entry.file_size();
  return bytes;
}

}  // namespace

TEST_CASE("what a compaction would give back is estimated within a fifth") {
  const TemporaryFolder folder;
  const std::string db = folder / "db";
  REQUIRE(run({indexer, "--quiet", "--db", db, "-"}, articles(0, 1500, 1)).status == 0);
  CHECK(glass::reclaimable_bytes(db) * 20 < table_bytes(db));  // as good as none
  REQUIRE(run({indexer, "--quiet", "--db", db, "--writer", "update", "-"}, articles(1501, 4000, 12)).status == 0);
  const std::uint64_t before = table_bytes(db);
  const auto estimate = static_cast<double>(glass::reclaimable_bytes(db));
  REQUIRE(run({indexer, "--quiet", "--db", db, "--compact"}).status == 0);
  const auto won = static_cast<double>(before - table_bytes(db));
  CHECK(won > static_cast<double>(before) / 10);
  CHECK(estimate > won * 0.8);
  CHECK(estimate < won * 1.2);
}

TEST_CASE("a damaged table has nothing to give back") {
  const TemporaryFolder folder;
  const std::string db = folder / "db";
  CHECK(glass::reclaimable_bytes(folder / "none") == 0);
  REQUIRE(run({indexer, "--quiet", "--db", db, "-"}, articles(0, 300, 1)).status == 0);
  const std::string version = read_file(db + "/iamglass");
  for (std::size_t size = 0; size < version.size(); size += 3) {
    write_file(db + "/iamglass", version.substr(0, size));
    (void)glass::reclaimable_bytes(db);
  }
  for (std::size_t at = 0; at < version.size(); ++at) {
    std::string changed = version;
    changed[at] = static_cast<char>(changed[at] ^ 0x55);
    write_file(db + "/iamglass", changed);
    (void)glass::reclaimable_bytes(db);
  }
  write_file(db + "/iamglass", version);
  for (const char* table : {"postlist", "termlist", "position"}) {
    const std::string path = db + "/" + table + ".glass";
    const std::string whole = read_file(path);
    write_file(path, std::string(whole.size(), '\xff'));
    CHECK(glass::reclaimable_bytes(db) <= table_bytes(db));
    write_file(path, whole.substr(0, whole.size() / 2));
    CHECK(glass::reclaimable_bytes(db) <= table_bytes(db));
    write_file(path, whole);
  }
}

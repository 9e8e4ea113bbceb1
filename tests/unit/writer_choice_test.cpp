// When an addition is built and merged with the index, and when it is put article by article.
#include "indexer/run/build.hpp"
#include "tests/support/programs.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <sys/stat.h>

using namespace blotter;
using namespace blotter::test;

namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t megabyte = 1U << 20U;

// Articles of about that many bytes, each with words of its own.
std::string articles_of(std::uint64_t bytes, int first) {
  std::string lines;
  for (int i = first; lines.size() < bytes; ++i) {
    const std::string n = std::to_string(i);
    lines += R"({"id":"s)" + n + R"(","title":"Ferry )" + n +
             R"( held","body":"Customs officers in Aktau held ferry )" + n + " and its mate m" + n +
             " over smuggled caviar";
    for (int word = 0; word < 400; ++word) lines += ' ' + std::to_string(i * 7 + word % 50) + " tins";
    lines += ".\"}\n";
  }
  return lines;
}

// What a merge gives another number, and an update leaves.
ino_t number_of(const std::string& folder) {
  struct stat status {};
  REQUIRE(::stat(folder.c_str(), &status) == 0);
  return status.st_ino;
}

std::uint64_t bytes_below(const std::string& folder) {
  std::uint64_t bytes = 0;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) bytes += entry.file_size();
  return bytes;
}

}  // namespace

TEST_CASE("a merge is chosen when it is cheaper (issue 13 item 22)") {
  const TemporaryFolder folder;
  const std::string db = folder / "db";
  REQUIRE(index({"--db", db, "-"}, articles_of(1000, 0)).status == 0);
  const Result<IndexLock> lock = IndexLock::acquire(db, IndexLock::Missing::error, false);
  REQUIRE(lock.has_value());
  const auto is_merged = [&](std::uint64_t input, std::uint64_t size) {
    fs::resize_file(db + "/docdata.glass", size);  // nobody reads it
    PipelineOptions options;
    options.input_bytes = input;
    return should_bulk_build(*lock, options);
  };
  // The larger the index, the more is rewritten by a merge, and the larger must be what is added.
  CHECK(is_merged(5 * megabyte, 100 * megabyte));
  CHECK(is_merged(5 * megabyte, 900 * megabyte));
  CHECK_FALSE(is_merged(5 * megabyte, 1000 * megabyte));
  CHECK(is_merged(10 * megabyte, 1000 * megabyte));
  // A few articles are sooner put than merged, however small the index.
  CHECK_FALSE(is_merged(3 * megabyte, megabyte));
}

TEST_CASE("an addition of 5 MB to a built index takes no more on disk than its share (issue 13 item 22)") {
  const TemporaryFolder folder;
  const std::string db = folder / "db";
  write_file(folder / "first.jsonl", articles_of(10 * megabyte, 0));
  write_file(folder / "second.jsonl", articles_of(5 * megabyte, 100'000));
  REQUIRE(index({"--db", db, folder / "first.jsonl"}).status == 0);
  const ino_t before = number_of(db);
  const std::uint64_t bytes = bytes_below(db);
  REQUIRE(index({"--db", db, "-"}, articles_of(1000, 200'000)).status == 0);
  CHECK(number_of(db) == before);
  REQUIRE(index({"--db", db, folder / "second.jsonl"}).status == 0);
  CHECK(number_of(db) != before);
  CHECK(bytes_below(db) < bytes * 165 / 100);
}

// The parts that keep a bulk build's memory small.
#include "common/store/glass/byte_buffer.hpp"
#include "indexer/run/build.hpp"
#include "indexer/write/article_spool.hpp"
#include "indexer/write/key_set.hpp"
#include "indexer/write/run_writer.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <set>

using namespace blotter;

TEST_CASE("a key set tells new keys from known ones while it grows") {
  KeySet keys;
  std::set<std::uint64_t> expected;
  std::uint64_t key = 1;
  for (int i = 0; i < 20000; ++i) {
    key = key * 6364136223846793005ull + 1442695040888963407ull;
    const std::uint64_t drawn = i % 3 == 0 ? key >> 52 : key;  // a third of them from 4,096, zero among them
    REQUIRE(keys.insert(drawn) == expected.insert(drawn).second);
  }
  CHECK(keys.size() == expected.size());
}

TEST_CASE("a spool gives back what it took, in order, and leaves no file") {
  const test::TemporaryFolder folder;
  {
    ArticleSpool spool(folder.path());
    CHECK(spool.empty());
    for (int i = 0; i < 50; ++i) {
      ReadArticle read;
      read.article.id = std::to_string(i);
      read.article.body = std::string(static_cast<std::size_t>(i) * 1000, 'x');
      read.absolute = "/news/" + std::to_string(i);
      REQUIRE(spool.add(read));
    }
    CHECK(std::filesystem::is_empty(folder.path()));
    int next = 0;
    REQUIRE(spool.each([&](ReadArticle&& read) -> Result<void> {
      CHECK(read.article.id == std::to_string(next));
      CHECK(read.article.body.size() == static_cast<std::size_t>(next) * 1000);
      CHECK(read.absolute == "/news/" + std::to_string(next));
      ++next;
      return {};
    }));
    CHECK(next == 50);
    CHECK_FALSE(spool.each([](ReadArticle&&) -> Result<void> { return fail(ErrorCode::io, "full"); }));
  }
  CHECK_FALSE(ArticleSpool(folder / "none").add({}));
}

TEST_CASE("a trimmed buffer keeps its bytes and can grow again") {
  glass::ByteBuffer buffer;
  buffer.reserve(9u << 20);
  const std::string content(3'000'001, 'y');
  buffer.append(content);
  buffer.trim();
  CHECK(buffer.capacity() < (4u << 20));
  CHECK(buffer.view() == content);
  buffer.append(content);
  buffer.append(content);
  CHECK(buffer.view() == content + content + content);
}

// The runs that wait were once given 128 MiB whatever --memory said.
TEST_CASE("regression: --memory bounds the runs that wait and the size of a part") {
  constexpr std::size_t mebibyte = std::size_t{1} << 20;
  for (const std::size_t memory : {64 * mebibyte, 256 * mebibyte, 4096 * mebibyte}) {
    CHECK(share_memory(memory, 2).waiting == (memory - 48 * mebibyte) / 2);
    CHECK(share_memory(memory, 2).part <= 4 * mebibyte);
  }
  CHECK(share_memory(256 * mebibyte, 2).part == 4 * mebibyte);
  CHECK(share_memory(64 * mebibyte, 2).part == 16 * mebibyte / 52);
  CHECK(share_memory(64 * mebibyte, 8).part == mebibyte / 4);
  CHECK(share_memory(64 * mebibyte, 1000).part == mebibyte / 4);
}

TEST_CASE("an addition is built when it is asked for, or is large beside the index") {
  const test::TemporaryFolder folder;
  const Result<IndexLock> held = IndexLock::acquire(folder / "db", IndexLock::Missing::created, false);
  REQUIRE(held);
  const IndexLock& index = *held;
  const auto write = [](const std::string& path, std::size_t bytes) { std::ofstream(path) << std::string(bytes, 'x'); };
  write(folder / "small.txt", 1000);
  write(folder / "large.txt", 5U << 20);
  PipelineOptions options;
  options.paths = {folder / "small.txt"};
  CHECK(should_bulk_build(index, options));  // there is none yet
  write(index.directory() + "/iamglass", 100);
  write(index.directory() + "/postlist.glass", 1U << 20);
  CHECK_FALSE(should_bulk_build(index, options));
  options.writer = WriterChoice::direct;
  CHECK(should_bulk_build(index, options));
  options.writer = WriterChoice::update;
  options.paths = {folder / "large.txt"};
  CHECK_FALSE(should_bulk_build(index, options));
  options.writer = WriterChoice::automatic;
  CHECK(should_bulk_build(index, options));
  options.paths = {"-"};  // nobody knows how much comes
  CHECK_FALSE(should_bulk_build(index, options));
  options.paths = {folder / "large.txt"};
  std::filesystem::resize_file(index.directory() + "/postlist.glass", 1U << 30);  // sparse
  CHECK_FALSE(should_bulk_build(index, options));
}

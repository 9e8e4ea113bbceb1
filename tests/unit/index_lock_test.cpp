// Who may write an index, and what of a killed run goes.
#include "indexer/write/index_lock.hpp"

#include "common/store/index_files.hpp"
#include "indexer/write/article_spool.hpp"
#include "indexer/write/build_folder.hpp"
#include "tests/support/process.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <future>
#include <optional>
#include <thread>
#include <unistd.h>

using namespace blotter;
using namespace blotter::test;
namespace fs = std::filesystem;
using Missing = IndexLock::Missing;

namespace {

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::string own_pid() { return "(pid " + std::to_string(::getpid()) + ")"; }

// A file with some bytes, and the folders that lead to it.
void put(const fs::path& path) {
  fs::create_directories(path.parent_path());
  write_file(path, "bytes");
}

}  // namespace

TEST_CASE("an index is locked by one run, and the other learns whose it is") {
  const TemporaryFolder folder;
  const std::string db = folder / "db";
  {
    const Result<IndexLock> own = IndexLock::acquire(db, Missing::created, false);
    REQUIRE(own);
    CHECK(own->directory() == fs::canonical(db));
    CHECK_FALSE(own->has_index());
    CHECK(holds(own->mark(), "pid"));
    const Result<IndexLock> other = IndexLock::acquire(db, Missing::created, false);
    REQUIRE_FALSE(other);
    CHECK(other.error().code == ErrorCode::index);
    CHECK(holds(other.error().message, "another run " + own_pid() + " is building"));
  }
  CHECK_FALSE(fs::exists(db));  // no index came of it
  CHECK(IndexLock::acquire(db, Missing::created, false));
}

TEST_CASE("a run that waits gets the lock when the other run has ended") {
  const TemporaryFolder folder;
  fs::create_directory(folder / "db");
  std::optional<Result<IndexLock>> own = IndexLock::acquire(folder / "db", Missing::created, false);
  REQUIRE(*own);
  auto other = std::async(std::launch::async,
                          [&] { return IndexLock::acquire(folder / "db", Missing::created, true).has_value(); });
  CHECK(other.wait_for(std::chrono::milliseconds(100)) == std::future_status::timeout);
  own.reset();
  CHECK(other.get());
}

TEST_CASE("a signal that ends nothing does not end the wait for a lock") {
  const TemporaryFolder folder;
  fs::create_directory(folder / "db");
  std::optional<Result<IndexLock>> own = IndexLock::acquire(folder / "db", Missing::created, false);
  REQUIRE(*own);
  struct sigaction before {};
  struct sigaction ignoring {};
  ignoring.sa_handler = [](int) {};  // without SA_RESTART
  REQUIRE(::sigaction(SIGUSR1, &ignoring, &before) == 0);
  bool locked = false;
  std::thread waiting([&] { locked = IndexLock::acquire(folder / "db", Missing::created, true).has_value(); });
  for (int i = 0; i < 20; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
    ::pthread_kill(waiting.native_handle(), SIGUSR1);
  }
  own.reset();
  waiting.join();
  REQUIRE(::sigaction(SIGUSR1, &before, nullptr) == 0);
  CHECK(locked);
}

TEST_CASE("a lock without an index leaves an empty folder as it was, and makes none that is to be there") {
  const TemporaryFolder folder;
  fs::create_directory(folder / "empty");
  CHECK(IndexLock::acquire(folder / "empty", Missing::created, false));
  CHECK(fs::is_empty(folder / "empty"));
  for (const char* name : {"empty", "absent"}) {
    const Result<IndexLock> none = IndexLock::acquire(folder / name, Missing::error, false);
    REQUIRE_FALSE(none);
    CHECK(none.error().code == ErrorCode::index);
  }
  CHECK(fs::is_empty(folder / "empty"));
  CHECK_FALSE(fs::exists(folder / "absent"));
}

TEST_CASE("the mark of a folder says which run holds it, and is never written through a link") {
  const TemporaryFolder folder;
  const std::string mark = folder / store::mark_file;
  {
    const auto lock = MarkLock::acquire(folder.path(), store::mark_text(), false);
    REQUIRE(lock);
    REQUIRE(*lock);
    CHECK((*lock)->text() == read_file(mark));
    CHECK((*lock)->text().size() == store::mark_text().size());
    CHECK(holds((*lock)->text(), std::to_string(::getpid())));
  }
  write_file(mark, "of another program");
  const auto unsigned_ = MarkLock::acquire(folder.path(), store::mark_text(), false);
  REQUIRE(unsigned_);
  CHECK(read_file(mark) == "of another program");
  const auto held = MarkLock::acquire(folder.path(), store::mark_text(), false);
  REQUIRE_FALSE(held);
  CHECK(holds(held.error().message, "another run is building"));

  const TemporaryFolder linked;
  write_file(folder / "target", "mine");
  fs::create_symlink(folder / "target", linked / store::mark_file);
  const auto through = MarkLock::acquire(linked.path(), store::mark_text(), false);
  REQUIRE_FALSE(through);
  CHECK(through.error().code == ErrorCode::io);
  CHECK(read_file(folder / "target") == "mine");
}

TEST_CASE("a mark that was moved away or whose folder is gone locks nothing") {
  const TemporaryFolder folder;
  const auto absent = MarkLock::acquire(folder / "absent", store::mark_text(), false);
  REQUIRE(absent);
  CHECK_FALSE(*absent);
  const auto first = MarkLock::acquire(folder.path(), store::mark_text(), false);
  REQUIRE(first);
  REQUIRE(*first);
  fs::rename(folder / store::mark_file, folder / "aside");
  const auto second = MarkLock::acquire(folder.path(), store::mark_text(), false);
  REQUIRE(second);
  CHECK(*second);
}

TEST_CASE("what a killed build left goes by its names, and nothing else does") {
  const TemporaryFolder folder;
  const Result<IndexLock> index = IndexLock::acquire(folder / "db", Missing::created, false);
  REQUIRE(index);
  const fs::path building = index->build_folder();
  for (const char* name :
       {"built/postlist.glass", "merged/postlist.glass", "compact/iamglass", "built/part-1/docdata.glass",
        "built/part-1/merged/position.glass", "other/postlist.glass", "compact/notes.txt"})
    put(building / name);
  // Not marked: somebody else's.
  BuildFolder::clear_left_over(*index);
  CHECK(fs::exists(building / "built/postlist.glass"));
  write_file(building / store::mark_file, store::mark_text());
  BuildFolder::clear_left_over(*index);
  CHECK_FALSE(fs::exists(building / "built"));
  CHECK_FALSE(fs::exists(building / "merged"));
  CHECK_FALSE(fs::exists(building / "compact/iamglass"));
  CHECK(fs::exists(building / "compact/notes.txt"));
  CHECK(fs::exists(building / "other/postlist.glass"));
  fs::remove_all(building / "compact");
  fs::remove_all(building / "other");
  BuildFolder::clear_left_over(*index);
  CHECK_FALSE(fs::exists(building));
}

TEST_CASE("a build folder is one build's, and goes with it") {
  const TemporaryFolder folder;
  Result<IndexLock> index = IndexLock::acquire(folder / "db", Missing::created, false);
  REQUIRE(index);
  CHECK(BuildFolder::can_replace(*index));
  {
    const Result<BuildFolder> own = BuildFolder::claim(*index);
    REQUIRE(own);
    CHECK(fs::exists(own->path()));
    put(fs::path(own->path()) / "built/postlist.glass");
    const Result<BuildFolder> other = BuildFolder::claim(*index);
    REQUIRE_FALSE(other);
    CHECK(holds(other.error().message, own_pid()));
    BuildFolder::clear_left_over(*index);
    CHECK(fs::exists(fs::path(own->path()) / "built/postlist.glass"));
  }
  CHECK_FALSE(fs::exists(index->build_folder()));
  put(fs::path(index->build_folder()) / "notes.txt");
  const Result<BuildFolder> in_the_way = BuildFolder::claim(*index);
  REQUIRE_FALSE(in_the_way);
  CHECK(in_the_way.error().code == ErrorCode::bad_usage);
  CHECK(fs::exists(fs::path(index->build_folder()) / "notes.txt"));
  fs::remove_all(folder / "db");
  CHECK_FALSE(BuildFolder::can_replace(*index));
}

TEST_CASE("articles put aside come back whole and in order") {
  const TemporaryFolder folder;
  ArticleSpool spool(folder.path());
  CHECK(spool.empty());
  CHECK(spool.each([](ReadArticle&&) -> Result<void> { return fail(ErrorCode::io, "none"); }));
  for (int i = 0; i < 3; ++i) {
    ReadArticle read;
    read.article.id = "id" + std::to_string(i);
    read.article.body = std::string(static_cast<std::size_t>(i) * 70000, 'b');
    read.absolute = i == 1 ? "" : "/in/" + std::to_string(i);
    read.hash = static_cast<std::uint64_t>(i) << 60U;
    REQUIRE(spool.add(read));
  }
  CHECK_FALSE(spool.empty());
  CHECK(fs::is_empty(folder.path()));
  int seen = 0;
  REQUIRE(spool.each([&](ReadArticle&& read) -> Result<void> {
    CHECK(read.article.id == "id" + std::to_string(seen));
    CHECK(read.article.body.size() == static_cast<std::size_t>(seen) * 70000);
    CHECK(read.absolute == (seen == 1 ? "" : "/in/" + std::to_string(seen)));
    CHECK(read.hash == static_cast<std::uint64_t>(seen) << 60U);
    ++seen;
    return {};
  }));
  CHECK(seen == 3);
  const Result<void> stopped = spool.each(
      [&](ReadArticle&&) -> Result<void> { return ++seen == 5 ? fail(ErrorCode::io, "enough") : Result<void>(); });
  CHECK(seen == 5);
  REQUIRE_FALSE(stopped);
  CHECK(stopped.error().message == "enough");
  CHECK_FALSE(ArticleSpool(folder / "absent").add({}));
}

#include "indexer/source/folder_watch.hpp"

#include "tests/support/process.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>

using namespace blotter;
namespace fs = std::filesystem;

namespace {

// The events that the kernel keeps for a watcher; what comes then is lost, and one event says so.
int kept_events() {
  int count = 0;
  std::ifstream("/proc/sys/fs/inotify/max_queued_events") >> count;
  return count;
}

// Two events each time, none of which the kernel joins with the one before.
void rename_often(const fs::path& one, const fs::path& other, int times) {
  for (int i = 0; i < times; ++i) {
    fs::rename(one, other);
    fs::rename(other, one);
  }
}

}  // namespace

TEST_CASE("folder watch: more events than the kernel keeps ask for a walk through everything", "[issue-24]") {
  const test::TemporaryFolder folder;
  fs::create_directories(folder / "news");
  test::write_file(folder / "a", "one");
  fs::rename(folder / "a", folder / "news/a");
  Result<source::FolderWatch> watch = source::FolderWatch::create({folder / "news"});
  REQUIRE(watch);
  const int kept = kept_events();
  REQUIRE(kept > 0);
  rename_often(folder / "news/a", folder / "news/b", kept / 4 + 1);
  // Of these the watch hears nothing: the queue is full.
  test::write_file(folder / "news/lost", "two");
  fs::create_directories(folder / "news/below");
  const Result<source::FolderChanges> changes = watch->wait();
  REQUIRE(changes);
  REQUIRE(changes->rescan);
  CHECK_FALSE(changes->files.contains(fs::canonical(folder / "news/lost").string()));
  // A folder that came meanwhile is watched from now on.
  test::write_file(folder / "news/below/file", "three");
  const Result<source::FolderChanges> next = watch->wait();
  REQUIRE(next);
  CHECK(next->files == std::set<std::string>{fs::canonical(folder / "news/below/file").string()});
}

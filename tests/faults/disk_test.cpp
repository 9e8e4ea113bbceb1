// Full disks, folders that cannot be written, files that change while they are read.
#include "tests/faults/fault_fixture.hpp"
#include "tests/support/folder_state.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <sys/mount.h>
#include <sys/statvfs.h>
#include <thread>
#include <unistd.h>

using namespace blotter::test;

namespace fs = std::filesystem;

namespace {

// A small disk where root may mount one.
class SmallDisk {
 public:
  SmallDisk(std::string folder, const char* size) : folder_(std::move(folder)) {
    fs::create_directories(folder_);
    mounted_ = ::mount("tmpfs", folder_.c_str(), "tmpfs", 0, (std::string("size=") + size).c_str()) == 0;
  }
  ~SmallDisk() {
    if (mounted_) ::umount2(folder_.c_str(), MNT_DETACH);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;
  [[nodiscard]] bool mounted() const { return mounted_; }
  [[nodiscard]] std::uint64_t free_bytes() const {
    struct statvfs status {};
    return ::statvfs(folder_.c_str(), &status) == 0 ? std::uint64_t{status.f_bavail} * status.f_frsize : 0;
  }
  // Takes all room but so many bytes.
  void leave(std::uint64_t bytes) const {
    const std::uint64_t free = free_bytes();
    const int file = ::open((folder_ + "/ballast").c_str(), O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, 0600);
    REQUIRE(file >= 0);
    if (free > bytes) CHECK(::posix_fallocate(file, 0, static_cast<off_t>(free - bytes)) == 0);
    ::close(file);
  }
  void empty() const { fs::remove(folder_ + "/ballast"); }

 private:
  std::string folder_;
  bool mounted_ = false;
};

std::uint64_t bytes_below(const std::string& folder) {
  std::uint64_t bytes = 0;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) bytes += entry.file_size();
  return bytes;
}

// A file may be no larger than so many blocks of 1024 bytes.
std::vector<std::string> with_file_limit(std::uint64_t kilobytes, const std::vector<std::string>& command) {
  std::vector<std::string> all{"/bin/bash", "-c", "ulimit -f " + std::to_string(kilobytes) + "; exec \"$@\"",
                               "limited"};
  all.insert(all.end(), command.begin(), command.end());
  return all;
}

// What must hold after a run that met a full disk.
void check_after(const ChangeFixture& fixture, const Ran& ran) {
  INFO(ran.err);
  const std::string now = answers_of(fixture.db());
  if (ran.status == 0) {
    CHECK(now == fixture.after());
    return;
  }
  CHECK(ran.status == 2);
  CHECK((ran.err.find("No space left on device") != std::string::npos ||
         ran.err.find("File too large") != std::string::npos));
  CHECK(ran.err.find("make room") != std::string::npos);
  CHECK((now == fixture.before() || now == fixture.after()));
  if (now != "none") CHECK(damage_of(fixture.db()) == "");
}

void check_rerun(const ChangeFixture& fixture) {
  const Ran again = run(fixture.command());
  INFO(again.err);
  CHECK(again.status == 0);
  CHECK(answers_of(fixture.db()) == fixture.after());
  CHECK(left_over(fixture.room()).empty());
}

}  // namespace

TEST_CASE("a full disk is named and the index answers as before") {
  std::mt19937 random = seeded();
  int failed = 0;
  for (const Change& change : changes(600)) {
    const TemporaryFolder folder;
    const SmallDisk disk(folder / "disk", "48m");
    if (!disk.mounted()) {
      WARN("no tmpfs can be mounted here: the test of limited files stands in for this one");
      return;
    }
    const ChangeFixture fixture(change, folder / "disk/index");
    const std::uint64_t most = bytes_below(fixture.db()) * 2;
    for (int i = 0; i < rounds(5, 13); ++i) {
      disk.empty();
      fixture.reset();
      const std::uint64_t room = std::uniform_int_distribution<std::uint64_t>(0, most)(random);
      INFO(change.name << ", round " << i << ", " << room << " bytes left");
      disk.leave(room);
      const Ran ran = run(fixture.command());
      failed += ran.status != 0 ? 1 : 0;
      check_after(fixture, ran);
      disk.empty();
      check_rerun(fixture);
    }
  }
  CHECK(failed > rounds(5, 13));
}

TEST_CASE("a file that may not grow is named and the index answers as before") {
  std::mt19937 random = seeded();
  int failed = 0;
  for (const Change& change : changes(600)) {
    const TemporaryFolder folder;
    const ChangeFixture fixture(change, folder.path());
    for (int i = 0; i < rounds(4, 12); ++i) {
      fixture.reset();
      const std::uint64_t kilobytes = std::uniform_int_distribution<std::uint64_t>(0, 1200)(random);
      INFO(change.name << ", round " << i << ", files of at most " << kilobytes << " KiB");
      const Ran ran = run(with_file_limit(kilobytes, fixture.command()));
      failed += ran.status != 0 ? 1 : 0;
      check_after(fixture, ran);
      check_rerun(fixture);
    }
  }
  CHECK(failed > rounds(4, 12));
}

TEST_CASE("files that vanish or grow or cannot be read while they are indexed cost themselves alone") {
  const TemporaryFolder folder;
  for (int i = 0; i < 400; ++i) write_file(folder / ("in/" + std::to_string(i) + ".jsonl"), articles(i * 5, i * 5 + 5));
  fs::create_symlink(folder / "in/nowhere", folder / "in/link.jsonl");
  std::thread disturber([&] {
    for (int i = 399; i >= 200; i -= 2) {
      fs::remove(folder / ("in/" + std::to_string(i) + ".jsonl"));
      std::ofstream(folder / ("in/" + std::to_string(i - 1) + ".jsonl"), std::ios::app)
          << articles(i * 5, i * 5 + 5, 1);
    }
  });
  const Ran ran = run({indexer, "--db", folder / "db", folder / "in"});
  disturber.join();
  CHECK(ran.status == 2);
  CHECK(ran.err.find("link.jsonl") != std::string::npos);
  CHECK(damage_of(folder / "db") == "");
  CHECK(lines_of(run({searcher, "--db", folder / "db", "--format", "ids", "--limit", "100000", "heroin"}).out).size() >=
        1000);
  fs::remove(folder / "in/link.jsonl");
  CHECK(run({indexer, "--db", folder / "db", folder / "in"}).status == 0);
}

TEST_CASE("a folder that cannot be written is named and not called locked") {
  const TemporaryFolder folder;
  const std::string db = folder / "shelf/db";
  REQUIRE(run({indexer, "--db", db, "-"}, articles(0, 20)).status == 0);
  fs::permissions(folder.path(), fs::perms::owner_all | fs::perms::group_all | fs::perms::others_all);
  for (const std::string& path : {folder / "shelf", db}) fs::permissions(path, static_cast<fs::perms>(0555));
  for (const fs::directory_entry& entry : fs::directory_iterator(db))
    fs::permissions(entry.path(), static_cast<fs::perms>(0444));
  const auto before = folder_state(folder.path());
  // Root may write anywhere: then somebody else tries, with a copy of the program that he may run.
  std::vector<std::string> command;
  std::string program = indexer;
  if (::geteuid() == 0) {
    program = folder / "blotter-index";
    fs::copy_file(indexer, program);
    fs::permissions(program, static_cast<fs::perms>(0755));
    command = {"/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"};
  }
  for (const std::vector<std::string>& arguments :
       std::vector<std::vector<std::string>>{{"--db", db, "-"},
                                             {"--db", db, "--compact"},
                                             {"--db", folder / "shelf/new", "-"},
                                             {"--db", db, "--remove", "r1"}}) {
    std::vector<std::string> all = command;
    all.push_back(program);
    all.insert(all.end(), arguments.begin(), arguments.end());
    const Ran ran = run(all, articles(20, 25));
    INFO(ran.err);
    CHECK(ran.status == 2);
    CHECK(ran.err.find("Permission denied") != std::string::npos);
    CHECK(ran.err.find("another") == std::string::npos);
  }
  fs::remove(folder / "blotter-index");
  CHECK(folder_state(folder.path()) == before);
  for (const std::string& path : {folder / "shelf", db}) fs::permissions(path, fs::perms::owner_all);
}

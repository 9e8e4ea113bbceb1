// What surrounds the programs and is not as usual: closed streams, pipes where files are to be, mounts, no /proc.
#include "tests/support/folder_state.hpp"
#include "tests/support/programs.hpp"
#include "tests/support/sanitizers.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace blotter::test;

namespace fs = std::filesystem;

namespace {

std::string stories(int from, int to, const std::string& more = {}) {
  std::string lines;
  for (int i = from; i < to; ++i)
    lines += R"({"id":"s)" + std::to_string(i) + R"(","title":"Ferry )" + std::to_string(i) +
             R"( held","body":"Customs officers in Aktau held ferry number )" + std::to_string(i) +
             " over smuggled caviar." + more + "\"}\n";
  return lines;
}

// So large that a build is chosen for it.
std::string many_stories() {
  std::string more;
  for (int i = 0; i < 3000; ++i) more += " The court of Aktau heard the mate.";
  return stories(100, 145, more);
}

std::size_t found(const std::string& db) {
  return lines_of(run({searcher, "--db", db, "--format", "ids", "--limit", "1000", "caviar"}).out).size();
}

// A script of the shell, in a folder; whatever does not end is killed, with status 137.
Ran shell(const TemporaryFolder& folder, const std::string& script, const std::string& input = {}) {
  return run({"/usr/bin/timeout", "--signal=KILL", "60", "/bin/sh", "-c", script}, input,
             {"INDEX=" + indexer, "SEARCH=" + searcher}, folder.path());
}

// Something mounted, where root may do that.
class Mount {
 public:
  Mount(std::string where, const std::string& what, const char* type, unsigned long flags, const std::string& options)
      : where_(std::move(where)) {
    fs::create_directories(where_);
    mounted_ = ::mount(what.c_str(), where_.c_str(), type, flags, options.c_str()) == 0;
  }
  ~Mount() {
    if (mounted_) ::umount2(where_.c_str(), MNT_DETACH);
  }
  Mount(const Mount&) = delete;
  Mount& operator=(const Mount&) = delete;
  explicit operator bool() const { return mounted_; }

 private:
  std::string where_;
  bool mounted_ = false;
};

}  // namespace

TEST_CASE("regression: a file of the index does not take the place of a closed stream (issue 13)") {
  const TemporaryFolder folder;
  write_file(folder / "in.jsonl", stories(0, 20));
  // The mark of the index was the first file that was opened, and was read as an article.
  const Ran none = shell(folder, "\"$INDEX\" --db none - <&-");
  CHECK(none.status == 2);
  CHECK(holds(none.err, "Bad file descriptor"));
  CHECK(holds(none.err, "0 new, 0 updated, 0 unchanged, 1 failed"));
  for (const char* closed : {"<&-", ">&-", "2>&-", "<&- >&- 2>&-"}) {
    INFO(closed);
    fs::remove_all(folder / "db");
    const std::string rest = std::string(" in.jsonl missing ") + closed;
    CHECK(shell(folder, "\"$INDEX\" --db db --json --verbose" + rest).status == 2);
    CHECK(shell(folder, "\"$INDEX\" --db db --json --verbose --writer update" + rest).status == 2);
    CHECK(found(folder / "db") == 20);
    CHECK(run({indexer, "--db", folder / "db", "--verify"}).status == 0);
    CHECK(read_file(folder / "db/blotter").starts_with("blotter index\nformat 1\n"));
    CHECK(shell(folder, std::string("\"$SEARCH\" --db db caviar >/dev/null ") + closed).status <= 2);
  }
}

TEST_CASE("regression: a list of what to leave out that is no file is named and not waited for (issue 13)") {
  const TemporaryFolder folder;
  write_file(folder / "in/one.jsonl", stories(0, 3));
  const std::string list = folder / "in/.blotterignore";
  const std::vector<void (*)(const std::string&)> makers{
      [](const std::string& path) { REQUIRE(::mkfifo(path.c_str(), 0600) == 0); },
      [](const std::string& path) { fs::create_symlink("/dev/zero", path); },
      [](const std::string& path) { fs::create_directory(path); },
  };
  for (const auto make : makers) {
    make(list);
    const Ran ran = shell(folder, "\"$INDEX\" --db db in");
    CHECK(ran.status == 2);
    CHECK(holds(ran.err, ".blotterignore: not a regular file"));
    CHECK(found(folder / "db") == 3);
    fs::remove(list);
  }
  CHECK(shell(folder, "\"$INDEX\" --db db in").status == 0);
}

TEST_CASE("regression: a run that waits for somebody to write into a pipe ends at a signal (issue 13)") {
  const TemporaryFolder folder;
  write_file(folder / "in.jsonl", stories(0, 3));
  REQUIRE(::mkfifo((folder / "pipe.jsonl").c_str(), 0600) == 0);
  // A signal that comes before the program catches any ends it without a word, and so does a second one, which timeout
  // sends unless it is in the foreground.
  const std::string seconds = is_sanitized ? "4" : "1";
  const Ran ended = shell(folder, "timeout --foreground --kill-after=30 " + seconds + " \"$INDEX\" --db db pipe.jsonl");
  CHECK(ended.status == 124);  // by the first signal
  CHECK(holds(ended.err, "interrupted"));
  CHECK(shell(folder, "(sleep .3; cat in.jsonl >pipe.jsonl) & \"$INDEX\" --db db pipe.jsonl; wait").status == 0);
  CHECK(found(folder / "db") == 3);
}

TEST_CASE("regression: an index put in the place of one that is written stays as it is (issue 13)") {
  const TemporaryFolder folder;
  write_file(folder / "more.jsonl", stories(20, 400));
  for (const char* writer : {"update", "direct"}) {
    INFO(writer);
    for (const char* old : {"db", "moved", "other"}) fs::remove_all(folder / old);
    REQUIRE(index({"--db", folder / "db", "-"}, stories(0, 20)).status == 0);
    REQUIRE(index({"--db", folder / "other", "-"}, stories(500, 800)).status == 0);
    const auto before = folder_state(folder / "other");
    // Xapian's writer makes the file of its lock when it opens the index.
    const Ran ran =
        shell(folder, std::string("{ until [ -e db/flintlock ]; do sleep .05; done; mv db moved; mv other db; "
                                  "cat more.jsonl; } | \"$INDEX\" --db db --writer ") +
                          writer + " -");
    CHECK(ran.status == 2);
    CHECK(holds(ran.err, "was moved or replaced while this run wrote to it"));
    CHECK(folder_state(folder / "db") == before);
    CHECK(found(folder / "moved") == (std::string(writer) == "update" ? 400 : 20));
    CHECK(index({"--db", folder / "moved", "--verify"}).status == 0);
    CHECK_FALSE(fs::exists(folder / "db.building"));
  }
}

TEST_CASE("regression: an index on which something is mounted is added to in place (issue 13)") {
  const TemporaryFolder folder;
  REQUIRE(index({"--db", folder / "real", "-"}, stories(0, 20)).status == 0);
  write_file(folder / "many.jsonl", many_stories());
  // Of one file system: the device does not tell.
  const Mount mount(folder / "db", folder / "real", nullptr, MS_BIND, {});
  if (!mount) return;
  CHECK(index({"--db", folder / "db", folder / "many.jsonl"}).status == 0);
  CHECK(found(folder / "db") == 65);
  for (const char* option : {"--compact", "--writer=direct"}) {
    const Ran ran = index({"--db", folder / "db", option, "-"}, stories(20, 30));
    CHECK(ran.status == 2);
    CHECK(holds(ran.err, "cannot be replaced: something is mounted there"));
    CHECK(holds(ran.err, "--writer update adds to it in place"));
    CHECK_FALSE(fs::exists(folder / "db.building"));
  }
  CHECK(run({indexer, "--merge", folder / "copy", folder / "db"}).status == 0);
  CHECK(found(folder / "copy") == found(folder / "db"));
}

TEST_CASE("regression: an index of a layer below says why it cannot be replaced (issue 13)") {
  const TemporaryFolder folder;
  REQUIRE(index({"--db", folder / "low/db", "-"}, stories(0, 20)).status == 0);
  for (const char* part : {"up", "work"}) fs::create_directory(folder / part);
  const Mount overlay(folder / "top", "overlay", "overlay", 0,
                      "lowerdir=" + folder / "low" + ",upperdir=" + folder / "up" + ",workdir=" + folder / "work");
  if (!overlay) return;
  const std::string db = folder / "top/db";
  const Ran ran = index({"--db", db, "--compact"});
  CHECK(ran.status == 2);
  CHECK(holds(ran.err, "cannot be replaced: it is of a layer below (overlay)"));
  CHECK(holds(ran.err, "--writer update adds to it in place"));
  CHECK(found(db) == 20);
  CHECK_FALSE(fs::exists(db + ".building"));
  CHECK(index({"--db", db, "--writer", "update", "-"}, many_stories()).status == 0);
  CHECK(found(db) == 65);
  CHECK(found(folder / "low/db") == 20);
}

TEST_CASE("regression: an index is made and changed where there is no /proc (issue 13)") {
  if (is_sanitized || ::geteuid() != 0) return;  // the sanitizers need it themselves
  const TemporaryFolder folder;
  write_file(folder / "in.jsonl", stories(0, 20));
  const Ran ran =
      shell(folder,
            "exec unshare --mount sh -c 'mount -t tmpfs none /proc || exit 9; "
            "\"$INDEX\" --db db in.jsonl && \"$INDEX\" --db db --remove s1 && \"$INDEX\" --db db --compact'");
  INFO(ran.err);
  if (ran.status == 9) return;
  CHECK(ran.status == 0);
  CHECK(found(folder / "db") == 19);
  CHECK(index({"--db", folder / "db", "--verify"}).status == 0);
  CHECK(folder_state(folder.path()).size() == 2 + folder_state(folder / "db").size());
}

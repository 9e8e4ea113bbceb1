// What blotter-index may do to the folder that --db names, and to what is beside it.
#include "tests/support/folder_state.hpp"
#include "tests/support/process.hpp"

#include <catch2/catch.hpp>

#include <csignal>
#include <filesystem>
#include <functional>
#include <set>
#include <string>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace blotter::test;

namespace fs = std::filesystem;

namespace {

std::string stories(int from, int to) {
  std::string lines;
  for (int i = from; i < to; ++i)
    lines += R"({"id":"s)" + std::to_string(i) + R"(","title":"Ferry )" + std::to_string(i) +
             R"( held","body":"Customs officers in Aktau held ferry number )" + std::to_string(i) + " and its mate m" +
             std::to_string(i) + " over smuggled caviar.\"}\n";
  return lines;
}

Ran index(const std::string& db, const std::vector<std::string>& arguments, const std::string& input = {},
          const std::string& folder = {}) {
  std::vector<std::string> command{indexer, "--db", db};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return run(command, input, {}, folder);
}

std::size_t found(const std::string& db, const std::string& query = "caviar") {
  return lines_of(run({searcher, "--db", db, "--format", "ids", "--limit", "100000", query}).out).size();
}

bool exists(const std::string& path) { return fs::exists(fs::symlink_status(path)); }

}  // namespace

TEST_CASE("a folder that is not an index is refused and left byte for byte") {
  const TemporaryFolder folder;
  const std::vector<std::function<void(const std::string&)>> makers{
      [](const std::string& db) { write_file(db + "/notes.txt", "n\n"); },
      [](const std::string& db) { write_file(db + "/deep/er/notes.txt", "n\n"); },
      [](const std::string& db) { write_file(db + "/columns", "my own columns"); },
      [](const std::string& db) { write_file(db + "/blotter", "a note of that name"); },
      [](const std::string& db) { write_file(db + "/iamglass", "not glass"); },
      [](const std::string& db) { write_file(db + "/XAPIANDB", "remote :true\n"); },
      [](const std::string& db) { write_file(db, "a file"); },
      [](const std::string& db) { fs::create_symlink("nowhere", db); },
      [](const std::string& db) {
        fs::create_directory(db);
        fs::create_symlink("/dev/null", db + "/iamglass");
      },
      [&](const std::string& db) {
        write_file(folder / "target/notes.txt", "n\n");
        fs::create_directory_symlink(folder / "target", db);
      },
  };
  for (std::size_t i = 0; i < makers.size(); ++i) {
    INFO(i);
    fs::create_directory(folder / "room");
    const std::string db = folder / "room/db";
    makers[i](db);
    const auto before = folder_state(folder.path());
    for (const std::vector<std::string>& arguments :
         std::vector<std::vector<std::string>>{{"-"}, {"--writer", "update", "-"}, {"--compact"}, {"--prune"}}) {
      const Ran ran = index(db, arguments, stories(0, 3));
      CHECK(ran.status == 2);
      CHECK(ran.err.find("blotter-index: ") != std::string::npos);
      CHECK(folder_state(folder.path()) == before);
    }
    fs::remove_all(folder / "room");
  }
}

TEST_CASE(
    "the working folder named by a dot is refused when it holds other things and becomes an index when it is empty") {
  const TemporaryFolder folder;
  write_file(folder / "full/notes.txt", "n\n");
  CHECK(index(".", {"-"}, stories(0, 3), folder / "full").status == 2);
  CHECK(folder_state(folder / "full").size() == 1);
  fs::create_directory(folder / "empty");
  CHECK(index(".", {"-"}, stories(0, 3), folder / "empty").status == 0);
  CHECK(found(folder / "empty") == 3);
  const Ran compacted = index(".", {"--compact", "--info", "--verify"}, {}, folder / "empty");
  CHECK(compacted.status == 0);
  CHECK(compacted.out.find("articles      3\n") != std::string::npos);
}

TEST_CASE("regression: a first build at a relative path is built beside it and not put article by article") {
  const TemporaryFolder folder;
  CHECK(index("db", {"-"}, stories(0, 50), folder.path()).status == 0);
  CHECK(found(folder / "db") == 50);
  CHECK_FALSE(exists(folder / "db/flintlock"));  // Xapian's writer makes one
}

TEST_CASE("files beside the tables of an index stay whatever is done to it") {
  const TemporaryFolder folder;
  const std::string db = folder / "db";
  REQUIRE(index(db, {"-"}, stories(0, 30)).status == 0);
  write_file(db + "/notes.txt", "mine\n");
  write_file(db + "/old/columns", "also mine\n");
  for (const std::vector<std::string>& arguments : std::vector<std::vector<std::string>>{
           {"--writer", "direct", "-"}, {"--writer", "api", "-"}, {"--writer", "update", "-"}, {"--compact"}}) {
    const Ran ran = index(db, arguments, stories(20, 60));
    CHECK(ran.status == 0);
    CHECK(ran.err.find("'notes.txt' and 1 more, which is not the index's and stays") != std::string::npos);
    CHECK(read_file(db + "/notes.txt") == "mine\n");
    CHECK(read_file(db + "/old/columns") == "also mine\n");
    CHECK_FALSE(exists(db + ".building"));
  }
  CHECK(found(db) == 60);
}

TEST_CASE("an index is not an input of its own and its files are no articles") {
  const TemporaryFolder folder;
  const std::string db = folder / "news/db";
  write_file(folder / "news/one.jsonl", stories(0, 3));
  REQUIRE(index(db, {folder / "news"}).status == 0);
  const Ran again = index(db, {folder / "news"});
  CHECK(again.status == 0);
  CHECK(counts_of(again).starts_with("0 new, 0 updated, 3 unchanged, 0 failed"));
  const auto before = folder_state(db);
  CHECK(index(db, {db}).status == 2);
  CHECK(index(db, {db + "/"}).status == 2);
  CHECK(folder_state(db) == before);
  CHECK(index(db, {db + "/iamglass"}).status == 2);
  CHECK(found(db) == 3);
  // Articles that lie in the index's folder.
  write_file(db + "/in/two.jsonl", stories(3, 5));
  CHECK(index(db, {"--writer", "direct", db + "/in"}).status == 0);
  CHECK(found(db) == 5);
  CHECK(exists(db + "/in/two.jsonl"));
}

TEST_CASE("an index of before the marks is known by its tables and gets a mark") {
  const TemporaryFolder folder;
  const std::string db = folder / "db";
  REQUIRE(index(db, {"-"}, stories(0, 3)).status == 0);
  REQUIRE(fs::remove(db + "/blotter"));
  CHECK(index(db, {"-"}, stories(0, 4)).status == 0);
  CHECK(read_file(db + "/blotter").starts_with("blotter index\n"));
  CHECK(found(db) == 4);
  REQUIRE(fs::remove(db + "/blotter"));
  CHECK(index(db, {"--compact"}).status == 0);
  CHECK(found(db) == 4);
}

TEST_CASE("a first build that comes to nothing leaves nothing") {
  const TemporaryFolder folder;
  const Ran ran = index(folder / "db", {"--format", "nonsense", "-"}, stories(0, 3));
  CHECK(ran.status == 2);
  CHECK(folder_state(folder.path()).empty());
  CHECK(index(folder / "db", {"--compact"}).status == 2);
  CHECK(index(folder / "db", {"--prune"}).status == 2);
  CHECK(index(folder / "db", {"--remove", "s1"}).status == 2);
  CHECK(folder_state(folder.path()).empty());
}

TEST_CASE("of first builds at once one builds and the others end without touching anything") {
  const TemporaryFolder folder;
  const std::string db = folder / "db";
  write_file(folder / "in.jsonl", stories(0, 2000));
  std::vector<Ran> runs(20);
  std::vector<std::thread> threads;
  for (Ran& one : runs) threads.emplace_back([&] { one = index(db, {"--jobs", "1", folder / "in.jsonl"}); });
  for (std::thread& thread : threads) thread.join();
  std::size_t done = 0;
  for (const Ran& one : runs) {
    done += one.status == 0 ? 1 : 0;
    if (one.status != 0) CHECK(one.err.find("another run (pid ") != std::string::npos);
    if (one.status != 0) CHECK(one.err.find("is building") != std::string::npos);
  }
  CHECK(done >= 1);
  CHECK(found(db) == 2000);
  CHECK(index(db, {"--verify"}).status == 0);
  CHECK(folder_state(folder.path()).size() == 2 + folder_state(db).size());
}

TEST_CASE("an index is readable for its owner alone unless its folder is open to others") {
  const TemporaryFolder folder;
  const std::string db = folder / "db";
  const auto modes = [&] {
    std::set<fs::perms> all;
    for (const fs::directory_entry& entry : fs::directory_iterator(db))
      if (entry.path().filename() != "blotter") all.insert(entry.status().permissions());  // the mark is for writers
    return all;
  };
  const fs::perms owner = fs::perms::owner_read | fs::perms::owner_write;
  const fs::perms group = owner | fs::perms::group_read;
  CHECK(index(db, {"-"}, stories(0, 50)).status == 0);
  CHECK(fs::status(db).permissions() == fs::perms::owner_all);
  CHECK(modes() == std::set{owner});
  CHECK(index(db, {"--writer", "update", "-"}, stories(40, 60)).status == 0);
  CHECK(modes() == std::set{owner});
  fs::permissions(db, fs::perms::owner_all | fs::perms::group_read | fs::perms::group_exec);
  for (const std::vector<std::string>& change : {std::vector<std::string>{"--compact"}, {"--writer", "direct", "-"}}) {
    CHECK(index(db, change, stories(60, 160)).status == 0);
    CHECK(fs::status(db).permissions() == (fs::perms::owner_all | fs::perms::group_read | fs::perms::group_exec));
    CHECK(modes() == std::set{group});
  }
}

TEST_CASE("a run that waits goes on when the other has ended") {
  const TemporaryFolder folder;
  const std::string db = folder / "db";
  std::vector<Ran> runs(6);
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < runs.size(); ++i)
    threads.emplace_back([&, i] {
      const int from = static_cast<int>(i) * 100;
      runs[i] = index(db, {"--wait", "--writer", i % 2 == 0 ? "direct" : "update", "-"}, stories(from, from + 100));
    });
  for (std::thread& thread : threads) thread.join();
  for (const Ran& one : runs) CHECK(one.status == 0);
  CHECK(found(db) == 600);
}

TEST_CASE("compactions and merges at once lose no article") {
  const TemporaryFolder folder;
  const std::string db = folder / "db";
  REQUIRE(index(db, {"-"}, stories(0, 200)).status == 0);
  for (int round = 0; round < 6; ++round) {
    std::vector<std::thread> threads;
    for (int i = 0; i < 3; ++i) threads.emplace_back([&] { (void)index(db, {"--compact"}); });
    threads.emplace_back([&] { (void)index(db, {"--writer", "direct", "-"}, stories(200, 300)); });
    for (std::thread& thread : threads) thread.join();
    CHECK(found(db) >= 200);
    CHECK(index(db, {"--verify"}).status == 0);
  }
  CHECK(index(db, {"--wait", "-"}, stories(0, 300)).status == 0);
  CHECK(found(db) == 300);
  CHECK_FALSE(exists(db + ".building"));
}

TEST_CASE("what a killed build left is cleared by the next run however small") {
  const TemporaryFolder folder;
  const std::string db = folder / "db";
  write_file(folder / "in.jsonl", stories(0, 20000));
  REQUIRE(index(db, {"-"}, stories(0, 10)).status == 0);
  for (const int milliseconds : {20, 60, 150, 300}) {
    (void)run_and_kill({indexer, "--quiet", "--writer", "direct", "--db", db, folder / "in.jsonl"}, milliseconds);
    write_file(db + "/v.tmp", "left by Xapian");
    CHECK(index(db, {"-"}, stories(0, 10)).status == 0);
    CHECK_FALSE(exists(db + ".building"));
    CHECK_FALSE(exists(db + "/v.tmp"));
  }
}

TEST_CASE("regression: what a killed merge left goes when it is asked for again (issue 13)") {
  const TemporaryFolder folder;
  const std::string db = folder / "db";
  REQUIRE(index(db, {"-"}, stories(0, 10)).status == 0);
  // Killed between the exchange of the folders and the end.
  write_file(db + ".building/built/postlist.glass", "of the merge");
  fs::copy(db + "/blotter", db + ".building/blotter");
  CHECK(run({indexer, "--merge", db, db}).status == 2);
  CHECK_FALSE(exists(db + ".building"));
  CHECK(found(db) == 10);
}

TEST_CASE("a folder in the way of a build is refused and left as it is") {
  const TemporaryFolder folder;
  const std::string db = folder / "db";
  write_file(db + ".building/built/notes.txt", "mine\n");
  const auto before = folder_state(folder.path());
  CHECK(index(db, {"-"}, stories(0, 10)).status == 2);
  CHECK(folder_state(folder.path()) == before);
  CHECK(index(db, {"--writer", "update", "-"}, stories(0, 10)).status == 0);
  CHECK(read_file(db + ".building/built/notes.txt") == "mine\n");
}

TEST_CASE("regression: an index that has lost its version file is refused and keeps its tables (issue 13)") {
  const TemporaryFolder folder;
  const std::string db = folder / "db";
  REQUIRE(index(db, {"-"}, stories(0, 20)).status == 0);
  fs::rename(db + "/iamglass", folder / "iamglass");
  const auto before = folder_state(db);
  for (const std::vector<std::string>& arguments : std::vector<std::vector<std::string>>{
           {"-"}, {"--writer", "update", "-"}, {"--compact"}, {"--remove", "s1"}, {"--prune=all"}, {"--split", "2"}})
    CHECK(index(db, arguments, stories(20, 30)).status == 2);
  CHECK(folder_state(db) == before);
  fs::rename(folder / "iamglass", db + "/iamglass");
  CHECK(found(db) == 20);
}

TEST_CASE("regression: the shards of an index come beside it however its folder is named (issue 13)") {
  const TemporaryFolder folder;
  const std::string db = folder / "db";
  REQUIRE(index(db, {"-"}, stories(0, 20)).status == 0);
  const auto before = folder_state(db);
  for (const char* name : {"../db/", "../db/.", ".", "../db//"}) {
    INFO(name);
    CHECK(index(name, {"--split", "2"}, {}, db).status == 0);
    CHECK(found(db + ".shard-1-of-2") + found(db + ".shard-2-of-2") == 20);
    CHECK(folder_state(db) == before);
    for (const char* shard : {".shard-1-of-2", ".shard-2-of-2"}) fs::remove_all(db + shard);
  }
}

TEST_CASE("regression: a folder without a name is an error of its option (issue 13)") {
  const TemporaryFolder folder;
  for (const std::vector<std::string>& command :
       std::vector<std::vector<std::string>>{{indexer, "--db", "", "-"}, {indexer, "--merge", "", "a", "b"}}) {
    const Ran ran = run(command, stories(0, 2), {}, folder.path());
    CHECK(ran.status == 2);
    CHECK(ran.err.find(command[1] + ": a folder has no name") != std::string::npos);
  }
  CHECK(fs::is_empty(folder.path()));
}

TEST_CASE("regression: a run without room for its mark leaves no folder behind (issue 13)") {
  const TemporaryFolder folder;
  write_file(folder / "in.jsonl", stories(0, 20));
  REQUIRE(index(folder / "db", {folder / "in.jsonl"}).status == 0);
  const auto before = folder_state(folder.path());
  for (const char* arguments : {"--db new in.jsonl", "--merge new db", "--db db --split 2", "--db db --compact",
                                "--db db --writer direct in.jsonl"}) {
    INFO(arguments);
    const std::string script = "ulimit -f 0; exec \"$INDEX\" " + std::string(arguments);
    CHECK(run({"/bin/sh", "-c", script}, {}, {"INDEX=" + indexer}, folder.path()).status == 2);
    auto after = folder_state(folder.path());
    after["db/blotter"] = before.at("db/blotter");  // the number of the process that has the lock
    CHECK(after == before);
  }
}

TEST_CASE("regression: a copy of an index made with links keeps what it has (issue 13)") {
  const TemporaryFolder folder;
  const std::string db = folder / "db";
  REQUIRE(index(db, {"-"}, stories(0, 20)).status == 0);
  REQUIRE(run({"/bin/cp", "-al", db, folder / "copy"}).status == 0);
  for (int i = 20; i < 24; ++i) CHECK(index(db, {"--writer", "update", "-"}, stories(i, i + 1)).status == 0);
  CHECK(index(db, {"--remove", "s1"}).status == 0);
  CHECK(found(db) == 23);
  CHECK(found(folder / "copy") == 20);
  CHECK(index(folder / "copy", {"--verify"}).status == 0);
  CHECK(index(folder / "copy", {"-"}, stories(0, 21)).status == 0);
  CHECK(found(folder / "copy") == 21);
}

TEST_CASE("regression: indexes that somebody has at the name of a build stay (issue 13)") {
  const TemporaryFolder folder;
  const std::string db = folder / "db";
  const std::vector<std::string> all{db, db + ".building", db + ".building/built", db + ".building/other"};
  for (const std::string& one : all) REQUIRE(index(one, {"-"}, stories(0, 20)).status == 0);
  CHECK(index(db, {"--compact"}).status == 2);
  CHECK(index(db, {"-"}, stories(20, 30)).status == 0);
  CHECK(found(db) == 30);
  for (const std::string& one : {all[1], all[2], all[3]}) CHECK(found(one) == 20);
}

TEST_CASE("regression: what root writes into the index of another user is that user's (issue 13)") {
  if (::geteuid() != 0) return;
  constexpr uid_t other = 65534;
  const TemporaryFolder folder;
  const std::string db = folder / "db";
  REQUIRE(index(db, {"-"}, stories(0, 20)).status == 0);
  REQUIRE(::chown(db.c_str(), other, other) == 0);
  for (const std::vector<std::string>& arguments :
       std::vector<std::vector<std::string>>{{"--writer", "update", "-"}, {"--compact"}, {"--writer", "direct", "-"}}) {
    INFO(arguments.front());
    CHECK(index(db, arguments, stories(20, 30)).status == 0);
    struct stat status {};
    for (const fs::directory_entry& entry : fs::directory_iterator(db)) {
      REQUIRE(::lstat(entry.path().c_str(), &status) == 0);
      CHECK((status.st_uid == other && status.st_gid == other));
    }
    REQUIRE(::stat(db.c_str(), &status) == 0);
    CHECK(status.st_uid == other);
  }
}

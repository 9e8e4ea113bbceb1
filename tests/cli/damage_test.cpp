// What a search makes of an index that is damaged, copied, replaced, or no index at all.
#include "tests/support/folder_state.hpp"
#include "tests/support/small_index.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <string>
#include <unistd.h>
#include <vector>

using namespace blotter::test;
namespace fs = std::filesystem;

namespace {

// An answer in JSON without the time that it took.
std::string untimed(std::string json) {
  for (std::size_t at = 0; (at = json.find("\"took_ms\":", at)) != std::string::npos;)
    json.erase(at, json.find(',', at) - at);
  return json;
}

Ran search(const std::vector<std::string>& databases, const std::vector<std::string>& arguments) {
  std::vector<std::string> command{"/usr/bin/timeout", "20", searcher};
  for (const std::string& database : databases) command.insert(command.end(), {"--db", database});
  command.insert(command.end(), arguments.begin(), arguments.end());
  return run(command);
}

int verify_status(const std::string& db) { return run({indexer, "--db", db, "--verify"}).status; }

// Changes `count` bytes from `at` on.
void damage(const std::string& path, std::size_t at, std::size_t count) {
  std::string bytes = read_file(path);
  for (std::size_t i = at; i < std::min(at + count, bytes.size()); ++i) bytes[i] = static_cast<char>(bytes[i] ^ 0x55);
  write_file(path, bytes);
}

std::vector<std::string> files_of(const std::string& db) {
  std::vector<std::string> names;
  for (const fs::directory_entry& entry : fs::directory_iterator(db))
    if (entry.file_size() > 0) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

TEST_CASE("two copies of one index in one search give each article once and grouping them ends (issue 13 item 4)") {
  const TemporaryFolder folder;
  const std::string db = make_small_index(folder);
  const std::string copy = folder / "copy";
  fs::copy(db, copy, fs::copy_options::recursive);
  const std::string more =
      R"({"id":"f","title":"Police again","body":"The police searched a warehouse of wheat.","language":"en"})";
  REQUIRE(run({indexer, "--quiet", "--db", copy, "-"}, more + "\n").status == 0);
  for (const std::vector<std::string>& databases : {std::vector<std::string>{db, copy}, {copy, db}, {db, db, copy}}) {
    const std::size_t expected = 3;  // a and d of both, f of the copy
    const Ran plain = search(databases, {"--format", "ids", "police"});
    CHECK(plain.status == 0);
    CHECK(lines_of(plain.out).size() == expected);
    const Ran counted = search(databases, {"--format", "json", "--facets", "source", "police"});
    CHECK(counted.out.find("\"total\":" + std::to_string(expected) + ",") != std::string::npos);
    const Ran grouped = search(databases, {"--group", "--format", "json", "--facets", "source", "police"});
    CHECK(grouped.status == 0);
    CHECK(search(databases, {"--expand", "--format", "ids", "\"organ brokers\""}).status == 0);
  }
}

TEST_CASE("columns that were damaged are not believed and --verify names them (issue 13 item 5)") {
  const TemporaryFolder folder;
  const std::string db = make_small_index(folder);
  const std::vector<std::string> query{"--format",  "json", "--facets", "country,source,language",
                                       "--country", "UZ",   "*"};
  const std::string right = untimed(search({db}, query).out);
  REQUIRE(right.find("\"count\":") != std::string::npos);
  const std::string whole = read_file(db + "/columns");
  for (std::size_t part = 0; part < 16; ++part) {
    std::string bytes = whole;
    const std::size_t from = bytes.size() * part / 16;
    const std::size_t to = bytes.size() * (part + 1) / 16;
    std::fill(bytes.begin() + static_cast<std::ptrdiff_t>(from), bytes.begin() + static_cast<std::ptrdiff_t>(to), '\0');
    if (bytes == whole) continue;
    CAPTURE(part);
    write_file(db + "/columns", bytes);
    CHECK(untimed(search({db}, query).out) == right);
    CHECK(verify_status(db) == 2);
  }
  write_file(db + "/columns", whole.substr(0, whole.size() / 2));
  CHECK(untimed(search({db}, query).out) == right);
  CHECK(verify_status(db) == 2);
  write_file(db + "/columns", whole);
  CHECK(verify_status(db) == 0);
}

TEST_CASE("verify finds a changed byte in every file of an index (issue 13 item 5)") {
  const TemporaryFolder folder;
  const std::string db = make_small_index(folder);
  REQUIRE(verify_status(db) == 0);
  for (const std::string& name : files_of(db)) {
    if (name == "blotter") continue;  // the mark says only whose the folder is
    CAPTURE(name);
    const std::string whole = read_file(db + "/" + name);
    damage(db + "/" + name, whole.size() / 2, 1);
    CHECK(verify_status(db) == 2);
    write_file(db + "/" + name, whole);
  }
  CHECK(verify_status(db) == 0);
}

TEST_CASE("a damaged article is an error and never an id in place of a title (issue 13 item 5)") {
  const TemporaryFolder folder;
  const std::string db = make_small_index(folder);
  const std::vector<std::string> show{"--show", "a", "--format", "json"};
  const std::vector<std::string> query{"--format", "csv", "--columns", "id,title", "organ"};
  const Ran article = search({db}, show);
  const Ran hits = search({db}, query);
  const std::string whole = read_file(db + "/docdata.glass");
  for (const bool checksums : {true, false}) {
    if (!checksums) fs::remove(db + "/checksums");  // an index of before them: much is found all the same
    int errors = 0;
    const std::size_t from = whole.find_last_not_of('\0') - 1024;  // entries fill a block from its end
    for (std::size_t at = from; at < from + 1024; at += 64) {
      CAPTURE(checksums, at);
      damage(db + "/docdata.glass", at, 8);
      for (const auto& [command, right] : {std::pair{show, article}, std::pair{query, hits}}) {
        const Ran ran = search({db}, command);
        const bool same = ran.status == right.status && ran.out == right.out;
        errors += ran.status == 2 ? 1 : 0;
        if (checksums) CHECK((same || ran.status == 2));
        CHECK(ran.status <= 2);
        CHECK(ran.out.find("\na,a") == std::string::npos);
        CHECK(ran.out.find("\"title\":\"a\"") == std::string::npos);
      }
      write_file(db + "/docdata.glass", whole);
    }
    CHECK(errors >= 8);
  }
}

TEST_CASE("opening what only looks like an index runs and connects to nothing (issue 13 item 12)") {
  const TemporaryFolder folder;
  const std::string made = folder / "made";
  const std::string stub = "remote :touch " + made + "\n";
  const std::string real = make_small_index(folder);
  write_file(folder / "xapiandb/XAPIANDB", stub);
  write_file(folder / "stubfile", stub);
  write_file(folder / "auto/XAPIANDB", "auto " + real + "\n");
  write_file(folder / "glassname/iamglass", stub);
  fs::create_directories(folder / "link");
  fs::create_symlink(folder / "stubfile", folder / "link/iamglass");
  fs::create_directories(folder / "linked-tables");
  for (const std::string& name : files_of(real)) {
    const std::string to = folder / "linked-tables/" + name;
    if (name.ends_with(".glass")) fs::create_symlink(real + "/" + name, to);
    else fs::copy_file(real + "/" + name, to);
  }
  for (const char* name : {"xapiandb", "stubfile", "auto", "glassname", "link", "linked-tables"}) {
    CAPTURE(name);
    const std::string db = folder / name;
    CHECK(search({db}, {"organ"}).status == 2);
    CHECK(search({db, real}, {"organ"}).status == 2);
    CHECK(run({indexer, "--db", db, "--info"}).status == 2);
    CHECK(run({indexer, "--db", db, "--verify"}).status == 2);
    CHECK(run({indexer, "--db", db, "--dry-run", "--remove", "a"}).status == 2);
    CHECK_FALSE(fs::exists(made));
  }
  // Beside the tables of a real index a stub counts for nothing.
  write_file(real + "/XAPIANDB", stub);
  CHECK(search({real}, {"organ"}).status == 0);
  CHECK_FALSE(fs::exists(made));
}

TEST_CASE("verify and info survive a damaged list of terms (issue 13 item 16)") {
  const TemporaryFolder folder;
  const std::string db = make_small_index(folder);
  fs::remove(db + "/checksums");  // so that nothing stands between the damage and Xapian
  const std::string whole = read_file(db + "/termlist.glass");
  int found = 0;
  for (std::size_t at = 8192 - 3072; at < 8192; at += 128) {
    CAPTURE(at);
    damage(db + "/termlist.glass", at, 16);
    const Ran verified = run({"/usr/bin/timeout", "60", indexer, "--db", db, "--verify"});
    CHECK((verified.status == 0 || verified.status == 2));
    found += verified.status == 2 ? 1 : 0;
    CHECK((verified.status == 2) == !verified.err.ends_with("no fault found\n"));
    const Ran info = run({indexer, "--db", db, "--info"});
    CHECK((info.status == 0 || info.status == 2));
    write_file(db + "/termlist.glass", whole);
  }
  CHECK(found > 8);
}

TEST_CASE("a search writes nothing into an index, even where a file of it is missing (issue 13 item 17)") {
  const TemporaryFolder folder;
  const std::string db = make_small_index(folder);
  for (const char* missing : {"", "columns", "checksums"}) {
    CAPTURE(missing);
    if (*missing != '\0') fs::remove(db + "/" + missing);
    const auto before = folder_state(db);
    CHECK(search({db}, {"--group", "--facets", "country,source", "police"}).status == 0);
    CHECK(search({db}, {"--list", "source"}).status == 0);
    CHECK(search({db}, {"--show", "a"}).status == 0);
    CHECK(folder_state(db) == before);
  }
}

TEST_CASE("regression: an index whose list of free blocks is damaged is not written, and a compaction mends it") {
  const TemporaryFolder folder;
  const std::string db = make_small_index(folder);
  const auto update = [&](int number) {
    std::string articles;
    for (int i = 0; i < 40; ++i)
      articles += R"({"id":"n)" + std::to_string(i) + R"(","title":"Edition )" + std::to_string(number) +
                  R"(","body":"Police of edition )" + std::to_string(number) + " counted crate " +
                  std::to_string(40 * number + i) + "\"}\n";
    return run({indexer, "--quiet", "--writer", "update", "--db", db, "-"}, articles);
  };
  for (int number = 0; number < 4; ++number) REQUIRE(update(number).status == 0);
  const std::string right = search({db}, {"--format", "ids", "police"}).out;
  std::string bytes = read_file(db + "/postlist.glass");
  std::size_t changed = 0;
  for (std::size_t block = 0; block + 8192 <= bytes.size(); block += 8192) {
    if (bytes[block + 4] != '\xFE') continue;
    const std::string first = bytes.substr(block + 8, 4);  // the number of a free block, now again and again
    for (std::size_t at = block + 12; bytes.compare(at, 4, "\xFF\xFF\xFF\xFF") != 0; at += 4, ++changed)
      bytes.replace(at, 4, first);
  }
  REQUIRE(changed > 0);
  write_file(db + "/postlist.glass", bytes);
  const Ran refused = update(5);
  CHECK(refused.status == 2);
  CHECK(refused.err.find("postlist.glass' is damaged") != std::string::npos);
  CHECK(refused.err.find("--compact") != std::string::npos);
  CHECK(read_file(db + "/postlist.glass") == bytes);
  CHECK(search({db}, {"--format", "ids", "police"}).out == right);
  REQUIRE(run({indexer, "--quiet", "--db", db, "--compact"}).status == 0);
  CHECK(update(5).status == 0);
  CHECK(verify_status(db) == 0);
  CHECK(search({db}, {"--format", "ids", "police"}).out == right);
}

TEST_CASE("regression: an index that may only be read has no fault for that (issue 13)") {
  const TemporaryFolder folder;
  make_small_index(folder);
  // Root may write whatever the permissions say, but not to what is mounted for reading.
  const bool root = ::geteuid() == 0;
  const std::string first =
      root ? "mount --bind small small && mount -o remount,bind,ro small || exit 77; " : "chmod a-w small/*; ";
  std::vector<std::string> command{"/bin/sh", "-c", first + "exec \"$INDEX\" --db small --verify"};
  if (root) command.insert(command.begin(), {"/usr/bin/unshare", "--mount"});
  const Ran ran = run(command, {}, {"INDEX=" + indexer}, folder.path());
  if (ran.status == 1 || ran.status == 77) {
    WARN("nothing can be mounted here");
    return;
  }
  CHECK(ran.status == 0);
  CHECK(ran.err.find("no fault found; Xapian's own check of the tables was left out") != std::string::npos);
}

TEST_CASE("regression: an index that cannot be opened for want of descriptors is not called damaged (issue 13)") {
  const TemporaryFolder folder;
  const std::string db = make_small_index(folder);
  std::size_t refused = 0;
  for (int limit = 5; limit < 20; ++limit) {
    const Ran ran =
        run({"/bin/sh", "-c", "ulimit -n " + std::to_string(limit) + "; exec \"$SEARCH\" --db " + db + " police"}, {},
            {"SEARCH=" + searcher});
    INFO(limit << ": " << ran.err);
    CHECK(ran.err.find("damaged") == std::string::npos);
    refused += ran.err.find("Too many open files") != std::string::npos ? 1 : 0;
  }
  CHECK(refused > 0);
}

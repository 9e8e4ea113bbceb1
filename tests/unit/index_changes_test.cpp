// Side files that are brought up to date after a change: they are those that would be made anew, and only what has
// changed is read for them.
#include "common/store/index_changes.hpp"

#include "common/schema.hpp"
#include "common/store/columns_image.hpp"
#include "tests/support/small_index.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <filesystem>
#include <functional>
#include <sys/wait.h>
#include <unistd.h>

using namespace blotter;
using namespace blotter::test;

namespace {

constexpr int article_count = 60;

std::string article(int number, const std::string& body, const std::string& more = "") {
  return R"({"id":"n)" + std::to_string(number) + R"(","title":"Report )" + std::to_string(number) + R"(","body":")" +
         body + R"(","source":"Paper )" + std::to_string(number % 7) + "\"" + more + "}\n";
}

std::string body(int number) {
  std::string text = "The court in Osh heard witness w" + std::to_string(number * 37) + ".";
  for (int i = 0; i < 60; ++i) text += " word" + std::to_string((number * 31 + i * i) % 900);
  return text;
}

std::string articles() {
  std::string lines;
  for (int i = 0; i < article_count; ++i)
    lines += article(i, body(i), i % 4 == 0 ? "" : R"(,"published":"2025-03-0)" + std::to_string(1 + i % 9) + "\"");
  return lines;
}

void change(const std::string& directory, const std::string& lines) {
  const Ran ran = run({indexer, "--quiet", "--writer", "update", "--db", directory, "-"}, lines);
  INFO(ran.err);
  REQUIRE(ran.status == 0);
}

std::array<std::string, 2> side_files(const std::string& directory) {
  return {read_file(directory + "/columns"), read_file(directory + "/checksums")};
}

void check_as_made_anew(const std::string& directory) {
  const std::array<std::string, 2> updated = side_files(directory);
  CHECK_FALSE(std::filesystem::exists(directory + "/changing"));
  std::filesystem::remove(directory + "/columns");
  std::filesystem::remove(directory + "/checksums");
  REQUIRE(store::write_columns(directory));
  const std::array<std::string, 2> anew = side_files(directory);
  CHECK((updated[0] == anew[0]));  // in parentheses: they are binary
  CHECK((updated[1] == anew[1]));
}

store::OpenIndex open_index(const std::string& directory) {
  Result<store::OpenIndex> opened = store::open(directory);
  REQUIRE(opened);
  return std::move(*opened);
}

// Does it in a process of its own, which it ends.
void stop_within(const std::function<void()>& change) {
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) change();
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  REQUIRE(WIFEXITED(status));
}

}  // namespace

TEST_CASE("side files after each kind of change are those that are made anew") {
  const TemporaryFolder folder;
  const std::string directory = make_small_index(folder, articles());
  SECTION("an article replaced") { change(directory, article(7, "Thieves in Bishkek stole a car.")); }
  SECTION("a date lost and a date found") {
    change(directory, article(5, body(5)) + article(8, body(8), R"(,"published":"2024-01-02")"));
  }
  SECTION("articles whose ids are first, between and last") {
    change(directory, article(-5, "Fraud in Almaty.") + article(101, "A bribe was paid in Tashkent.") +
                          R"({"id":"zz","title":"Last","body":"A murder in Dushanbe."})" + "\n");
  }
  SECTION("a value that nobody has any more, and one that nobody had") {
    std::string lines;
    for (int i = 0; i < article_count; i += 7)
      lines += R"({"id":"n)" + std::to_string(i) + R"(","title":"Report )" + std::to_string(i) + R"(","body":")" +
               body(i) + R"(","source":"Another paper"})" + "\n";
    change(directory, lines);
  }
  SECTION("a value too long for a term") {
    change(directory, R"({"id":"n3","title":"Held","body":"A man is held in Osh.","source":")" + std::string(240, 'w') +
                          " Courier\"}\n");
  }
  SECTION("articles removed, the first and the last of them") {
    REQUIRE(run({indexer, "--quiet", "--db", directory, "--remove", "n0", "n31", "n59"}).status == 0);
    check_as_made_anew(directory);
    change(directory, article(59, body(59)));
  }
  SECTION("copies of a story") { change(directory, article(200, body(9) + " One more line.") + article(9, body(11))); }
  SECTION("all articles") {
    std::string lines;
    for (int i = 0; i < article_count; ++i) lines += article(i, body(i + 1000));
    change(directory, lines);
  }
  check_as_made_anew(directory);
}

TEST_CASE("the columns of articles that have not changed are those of before") {
  const TemporaryFolder folder;
  const std::string directory = make_small_index(folder, articles());
  // A date that the index does not have shows where the column comes from.
  constexpr std::uint32_t marked = 19991231;
  {
    const store::OpenIndex index = open_index(directory);
    const auto file = store::SideFile::of(store::make_image(index.database), store::columns_kind);
    REQUIRE(file);
    store::SideFileWriter writer;
    for (const auto& [name, bytes] : file->sections()) {
      std::string copy(bytes);
      if (name == "dates") copy.replace(2 * sizeof marked, sizeof marked, reinterpret_cast<const char*>(&marked), 4);
      writer.add_bytes(name, copy);
    }
    write_file(directory + "/columns", writer.finish(store::columns_kind, store::revision_of(index.database)));
  }
  change(directory, article(30, "Thieves in Bishkek stole a car."));
  CHECK(store::Columns::load(open_index(directory))->dates()[2] == marked);
  // After changes of which nobody tells, all is read.
  {
    Xapian::WritableDatabase database(directory, Xapian::DB_OPEN);
    database.set_metadata("other", "program");
    database.commit();
  }
  change(directory, article(31, "Thieves in Bishkek stole a cart."));
  CHECK(store::Columns::load(open_index(directory))->dates()[2] != marked);
  check_as_made_anew(directory);
}

TEST_CASE("blocks that a stopped run wrote are read for the checksums of the next") {
  const TemporaryFolder folder;
  const std::string directory = make_small_index(folder, articles());
  // Leaves blocks that no table uses, which the stopped run then takes.
  std::string lines;
  for (int i = 0; i < article_count; ++i) lines += article(i, body(i + 500));
  change(directory, lines);
  stop_within([&] {
    store::IndexChanges changes(directory);
    Xapian::WritableDatabase database(directory, Xapian::DB_OPEN);
    for (int i = 0; i < 600; ++i) {
      Xapian::Document document;
      for (int j = 0; j < 40; ++j) document.add_term("term" + std::to_string(i * 7919 + j * 104729));
      database.add_document(document);
    }
    _exit(0);  // before the database's destructor, which would commit
  });
  REQUIRE(std::filesystem::exists(directory + "/changing"));
  change(directory, article(3, "Thieves in Bishkek stole a car."));
  CHECK(store::verify_checksums(*open_index(directory).folder).empty());
  check_as_made_anew(directory);
}

TEST_CASE("a write to a table is noted, one to another file is not") {
  const TemporaryFolder folder;
  const std::string directory = make_small_index(folder, articles());
  const store::OpenIndex index = open_index(directory);
  const int at = index.folder->descriptor();
  const store::Revision revision = store::revision_of(index.database);
  CHECK_FALSE(store::blocks_written(at, "postlist.glass", revision));
  {
    const store::IndexChanges changes(directory);
    CHECK(store::blocks_written(at, "postlist.glass", revision)->empty());
    Xapian::WritableDatabase database(directory, Xapian::DB_OPEN);
    CHECK_FALSE(std::filesystem::exists(directory + "/changing"));
    database.set_metadata("some", "thing");
    database.commit();
    CHECK(std::filesystem::exists(directory + "/changing"));
    CHECK_FALSE(store::blocks_written(at, "postlist.glass", revision)->empty());
    CHECK(store::blocks_written(at, "docdata.glass", revision)->empty());
    CHECK_FALSE(store::blocks_written(at, "columns", revision));
    CHECK_FALSE(store::blocks_written(at, "postlist.glass", {revision.uuid, revision.number + 1}));
  }
  CHECK_FALSE(store::blocks_written(at, "postlist.glass", revision));
}

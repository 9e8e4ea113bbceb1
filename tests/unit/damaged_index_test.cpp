// Indexes that are damaged, of another format, or in use: each is refused, and by each check on its own.
#include "common/schema.hpp"
#include "common/store/columns.hpp"
#include "common/store/columns_image.hpp"
#include "common/store/glass/api_writer.hpp"
#include "indexer/run/input_memory.hpp"
#include "indexer/write/build_folder.hpp"
#include "indexer/write/index_writer.hpp"
#include "tests/support/folder_state.hpp"
#include "tests/support/small_index.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <functional>

using namespace blotter;
using namespace blotter::test;

namespace fs = std::filesystem;

namespace {

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// Forty articles: more facet codes than are checked at a time, and some that are left over.
std::string many_articles(int count = 40) {
  std::string lines;
  for (int i = 0; i < count; ++i)
    lines += R"({"id":"n)" + std::to_string(i) + R"(","title":"Report )" + std::to_string(i) +
             R"(","published":"2025-03-0)" + std::to_string(1 + i % 9) + R"(","body":"Court )" + std::to_string(i) +
             R"( in Osh heard witness w)" + std::to_string(i * 37) + R"(.","source":"Paper )" + std::to_string(i % 5) +
             R"(","authors":["Aida Bekova of desk )" + std::to_string(i) + "\"]}\n";
  return lines;
}

store::OpenIndex open_index(const std::string& directory) {
  Result<store::OpenIndex> opened = store::open(directory);
  if (!opened) throw std::runtime_error(opened.error().message);
  return std::move(*opened);
}

using Sections = std::map<std::string, std::string>;

// The file of the columns with its sections changed, and a checksum that is right.
void change_columns(const store::OpenIndex& index, const std::function<void(Sections&)>& change) {
  const auto file = store::SideFile::of(store::make_image(index.database), store::columns_kind);
  REQUIRE(file);
  Sections sections;
  for (const auto& [name, bytes] : file->sections()) sections[name] = std::string(bytes);
  change(sections);
  store::SideFileWriter writer;
  for (const auto& [name, bytes] : sections) writer.add_bytes(name, bytes);
  write_file(index.folder->directory() + "/" + store::columns_file,
             writer.finish(store::columns_kind, store::revision_of(index.database)));
}

std::uint32_t number_at(const std::string& bytes, std::size_t at) {
  std::uint32_t number = 0;
  std::memcpy(&number, bytes.data() + at * sizeof number, sizeof number);
  return number;
}
void set_number(std::string& bytes, std::size_t at, std::uint32_t number) {
  std::memcpy(bytes.data() + at * sizeof number, &number, sizeof number);
}

// Leaves of every block the beginning and the end.
void damage(const std::string& path) {
  std::string bytes = read_file(path);
  constexpr std::size_t block = 8192;
  for (std::size_t at = 0; at < bytes.size(); ++at)
    if (at % block >= 20 && at % block < block - 20) bytes[at] = static_cast<char>(bytes[at] ^ 0x55);
  write_file(path, bytes);
}

std::string verified(const std::string& directory) {
  const Ran ran = run({indexer, "--db", directory, "--verify"});
  return ran.status == 0 ? std::string() : std::to_string(ran.status) + " " + ran.err;
}

}  // namespace

TEST_CASE("columns whose checksum is right and whose numbers are wrong are made anew") {
  const TemporaryFolder folder;
  const std::string directory = make_small_index(folder, many_articles());
  const store::OpenIndex index = open_index(directory);
  const auto sound = store::Columns::load(index);
  const std::size_t values = sound->find("source")->values.size();
  REQUIRE(values == 5);
  // Copies: the file that is mapped is written over.
  const auto copy = [](std::span<const std::uint32_t> numbers) {
    return std::vector<std::uint32_t>(numbers.begin(), numbers.end());
  };
  const std::vector<std::uint32_t> codes = copy(sound->find("source")->codes);
  const std::vector<std::uint32_t> offsets = copy(sound->find("source")->offsets);
  REQUIRE(codes.size() == 40);
  std::size_t changed = 0;
  const auto check = [&](const std::function<void(Sections&)>& change) {
    change_columns(index, change);
    const auto loaded = store::Columns::load(index);
    ++changed;
    REQUIRE(loaded->last_docid() == 40);
    const store::Column* source = loaded->find("source");
    REQUIRE(source != nullptr);
    CHECK(source->values.size() == values);
    CHECK(copy(source->codes) == codes);
    CHECK(copy(source->offsets) == offsets);
    CHECK(loaded->id(loaded->id_ranks()[3]) == "n2");
    CHECK(loaded->dates().size() == 41);
  };
  for (const std::size_t at : {std::size_t{0}, std::size_t{15}, std::size_t{16}, codes.size() - 1})
    for (const std::uint32_t code :
         {static_cast<std::uint32_t>(values), static_cast<std::uint32_t>(values) + 1, 0x7fffffffU, 0xffffffffU}) {
      CAPTURE(at, code);
      check([&](Sections& sections) { set_number(sections["source/codes"], at, code); });
    }
  for (const std::size_t at : {std::size_t{1}, std::size_t{17}, std::size_t{41}}) {
    CAPTURE(at);
    check([&](Sections& sections) { set_number(sections["source/offsets"], at, 41); });
    check([&](Sections& sections) { set_number(sections["source/offsets"], at, 0xfffffff0U); });
    check([&](Sections& sections) { set_number(sections["source/offsets"], at + 0, at == 41 ? 0 : 39); });
  }
  check([](Sections& sections) { set_number(sections["source/ends"], 4, 1000); });
  check([](Sections& sections) { set_number(sections["source/ends"], 0, number_at(sections["source/ends"], 2)); });
  for (const char* name :
       {"source/codes", "source/offsets", "source/ends", "dates", "present", "id/ranks", "numbers"}) {
    CAPTURE(name);
    check([&](Sections& sections) { sections[name] = sections[name].substr(8); });
  }
  check([](Sections& sections) { sections.erase("source/text"); });
  check([](Sections& sections) { sections["group/sizes"] += std::string(4, '\0'); });
  CHECK(changed == 36);
}

TEST_CASE("an index of another format is refused by whoever opens it, and left as it is") {
  const TemporaryFolder folder;
  const std::string directory = make_small_index(folder);
  const auto set_format = [&](const std::string& format) {
    Xapian::WritableDatabase database(directory, Xapian::DB_OPEN);
    database.set_metadata(store::key_schema, format);
    database.commit();
  };
  const std::string ours(schema::version);
  for (const std::string& format : {ours + "0", std::string("0"), std::string()}) {
    CAPTURE(format);
    set_format(format);
    const auto before = folder_state(directory);
    const std::string said = format.empty() ? "no Blotter index" : "index format " + format;
    const Result<store::OpenIndex> opened = store::open(directory);
    REQUIRE_FALSE(opened);
    CHECK(opened.error().code == ErrorCode::index);
    CHECK(holds(opened.error().message, said));
    const Result<IndexWriter> writer = IndexWriter::open(directory, {});
    REQUIRE_FALSE(writer);
    CHECK(holds(writer.error().message, said));
    const Ran searched = run({searcher, "--db", directory, "wheat"});
    CHECK(searched.status == 2);
    CHECK(holds(searched.err, said));
    for (const char* way : {"direct", "update"})
      CHECK(run({indexer, "--db", directory, "--writer", way, "-"}, small_articles).status == 2);
    CHECK(run({indexer, "--db", directory, "--verify"}).status == 2);
    // A lock's owner is written into the mark.
    auto after = folder_state(directory);
    after["blotter"] = before.at("blotter");
    CHECK(after == before);
  }
  set_format(ours);
  CHECK(store::open(directory));
}

TEST_CASE("an index of format 1 is read, and has the format of today after a change") {
  const TemporaryFolder folder;
  const std::string directory = make_small_index(folder);
  {
    Xapian::WritableDatabase database(directory, Xapian::DB_OPEN);
    database.set_metadata(store::key_schema, "1");
    database.commit();
  }
  CHECK(run({searcher, "--db", directory, "wheat"}).status == 0);
  REQUIRE(run({indexer, "--quiet", "--db", directory, "--writer", "update", "-"}, many_articles(1)).status == 0);
  CHECK(open_index(directory).database.get_metadata(store::key_schema) == schema::version);
  CHECK(verified(directory).empty());
  CHECK(run({searcher, "--db", directory, "--format", "ids", "\"harvest of wheat\" OR witness"}).out == "d\nn0\n");
}

TEST_CASE("verify finds damage in every file of an index, also where there are no checksums") {
  for (const bool checksums : {true, false})
    for (const char* file : {"docdata.glass", "postlist.glass", "termlist.glass", "position.glass", "columns"}) {
      CAPTURE(file, checksums);
      const TemporaryFolder folder;
      const std::string directory = make_small_index(folder, many_articles());
      if (!checksums) fs::remove(directory + "/checksums");
      REQUIRE(verified(directory).empty());
      damage(directory + "/" + file);
      const std::string found = verified(directory);
      CHECK(found.substr(0, 1) == "2");
      if (checksums) CHECK(holds(found, std::string(file).substr(0, 7)));
    }
}

TEST_CASE("verify counts the damaged blocks of a table that can still be opened") {
  std::string articles;
  for (int i = 0; i < 400; ++i) {
    std::string body;
    for (int word = 0; word < 40; ++word) body += "w" + std::to_string((i * 40 + word) * 7919 % 100003) + " ";
    articles += R"({"id":"n)" + std::to_string(i) + R"(","body":")" + body + R"(","authors":[")" + body + "\"]}\n";
  }
  for (const char* file : {"docdata.glass", "postlist.glass", "termlist.glass", "position.glass"}) {
    CAPTURE(file);
    const TemporaryFolder folder;
    const std::string directory = make_small_index(folder, articles);
    const std::string path = directory + "/" + file;
    std::string bytes = read_file(path);
    REQUIRE(bytes.size() > std::size_t{4} * 8192);
    for (const std::size_t block : {std::size_t{1}, std::size_t{2}}) bytes[block * 8192 + 5000] ^= 0x10;
    write_file(path, bytes);
    const std::string found = verified(directory);
    CHECK(found.starts_with("2 "));
    CHECK(holds(found, "2 blocks of " + std::string(file) + " do not have their checksum"));
  }
}

TEST_CASE("regression: a damaged block keeps its checksum when a run writes others") {
  const TemporaryFolder folder;
  const std::string directory = folder / "db";
  REQUIRE(run({indexer, "--quiet", "--db", directory, "-"}, many_articles(2000)).status == 0);
  const std::string table = directory + "/docdata.glass";
  std::string bytes = read_file(table);
  constexpr std::size_t block = 8192;
  REQUIRE(bytes.size() > 4 * block);
  bytes[block + block / 2] = static_cast<char>(bytes[block + block / 2] ^ 0x20);
  write_file(table, bytes);
  REQUIRE(run({indexer, "--quiet", "--db", directory, "-"}, R"({"id":"late","title":"Late","body":"A late report."})")
              .status == 0);
  CHECK(holds(verified(directory), "1 blocks of docdata.glass do not have their checksum"));
}

TEST_CASE("verify finds articles and columns that contradict each other in tables that are whole") {
  const TemporaryFolder folder;
  const auto index_with = [&](const std::string& name, const std::function<void(Xapian::WritableDatabase&)>& change) {
    const std::string directory = folder / name;
    if (const Ran ran = run({indexer, "--quiet", "--db", directory, "-"}, many_articles()); ran.status != 0)
      throw std::runtime_error(ran.err);
    Xapian::WritableDatabase database(directory, Xapian::DB_OPEN);
    change(database);
    database.commit();
    database.close();
    return verified(directory);
  };
  CHECK(index_with("same", [](Xapian::WritableDatabase&) {}).empty());
  const std::string record = index_with("record", [](Xapian::WritableDatabase& database) {
    Xapian::Document document = database.get_document(7);
    document.set_data("no record");
    database.replace_document(7, document);
  });
  CHECK(holds(record, "article 7: "));
  const std::string id = index_with("id", [](Xapian::WritableDatabase& database) {
    Xapian::Document document = database.get_document(7);
    document.set_data(database.get_document(8).get_data());
    database.replace_document(7, document);
  });
  CHECK(holds(id, "article 7: its id 'n7' leads elsewhere"));

  const std::string directory = folder / "columns";
  REQUIRE(run({indexer, "--quiet", "--db", directory, "-"}, many_articles()).status == 0);
  change_columns(open_index(directory), [](Sections& sections) { set_number(sections["dates"], 3, 20200101); });
  CHECK(holds(verified(directory), "another 'dates'"));
  change_columns(open_index(directory), [](Sections& sections) { sections["more"] = "x"; });
  CHECK(holds(verified(directory), "columns have parts"));
}

TEST_CASE("the check after a build finds damage in every table") {
  for (const char* file : {"docdata.glass", "postlist.glass", "termlist.glass", "position.glass"})
    for (const unsigned threads : {1U, 2U}) {
      CAPTURE(file, threads);
      const TemporaryFolder folder;
      const std::string directory = make_small_index(folder, many_articles());
      REQUIRE(glass::verify_database(directory, threads));
      damage(directory + "/" + file);
      const Result<void> checked = glass::verify_database(directory, threads);
      REQUIRE_FALSE(checked);
      CHECK_FALSE(checked.error().message.empty());
    }
  const TemporaryFolder folder;
  const std::string directory = make_small_index(folder, many_articles());
  const Result<void> beside =
      glass::verify_database(directory, 2, [] { return Result<void>(fail(ErrorCode::io, "the disk is full")); });
  REQUIRE_FALSE(beside);
  CHECK(holds(beside.error().message, "the disk is full"));
}

TEST_CASE("the folder of a build that another run holds is neither used nor cleared") {
  const TemporaryFolder folder;
  const std::string directory = make_small_index(folder);
  Result<IndexLock> index = IndexLock::acquire(directory, IndexLock::Missing::error, false);
  REQUIRE(index);
  const std::string building = index->build_folder();
  {
    // A second claim in one process, and one of another program.
    const Result<BuildFolder> first = BuildFolder::claim(*index);
    REQUIRE(first);
    write_file(building + "/built/" + store::version_file, "half an index");
    const Result<BuildFolder> second = BuildFolder::claim(*index);
    REQUIRE_FALSE(second);
    CHECK(second.error().code == ErrorCode::index);
    CHECK(holds(second.error().message, "another run"));
    BuildFolder::clear_left_over(*index);
    CHECK(fs::exists(building + "/built/" + store::version_file));
  }
  CHECK_FALSE(fs::exists(building));
  // What is not ours is neither taken nor cleared.
  write_file(building + "/notes.txt", "mine");
  const Result<BuildFolder> claimed = BuildFolder::claim(*index);
  REQUIRE_FALSE(claimed);
  CHECK(claimed.error().code == ErrorCode::bad_usage);
  BuildFolder::clear_left_over(*index);
  CHECK(read_file(building + "/notes.txt") == "mine");
}

TEST_CASE("what a run remembers of its input is not kept beside an index that cannot be opened") {
  const TemporaryFolder folder;
  InputMemory memory(folder.path());
  CHECK_FALSE(memory.save(folder.path()));
  CHECK(std::filesystem::is_empty(folder.path()));
}

// The direct writer against Xapian's own: whatever the documents are, the databases are equal and sound.
#include "common/store/glass/api_writer.hpp"
#include "common/store/glass/compare.hpp"
#include "common/store/glass/writer.hpp"
#include "tests/support/process.hpp"
#include "tests/unit/glass_fixture.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <numeric>
#include <thread>

namespace blotter::glass::test {
namespace {

void require_ok(const Result<void>& result) {
  INFO((result ? std::string() : result.error().message));
  REQUIRE(result);
}

void require_equal(const std::string& left, const std::string& right) {
  require_ok(verify_database(left));
  const auto differences = compare_databases(left, right);
  INFO((differences ? std::string() : differences.error().message));
  REQUIRE(differences);
  for (const std::string& difference : *differences) UNSCOPED_INFO(difference);
  REQUIRE(differences->empty());
}

// Writes the documents both ways and compares.
void require_same_as_xapian(const Documents& documents, const Metadata& metadata = {}) {
  const TemporaryFolder dir;
  std::vector<Run> runs(1);
  for (const Document& document : documents) add(runs[0], document);
  require_ok(write_database(dir / "direct", runs, metadata, {.sync = false}));
  write_reference(dir / "reference", documents, metadata);
  require_equal(dir / "direct", dir / "reference");
}

}  // namespace

TEST_CASE("A database of random documents equals Xapian's", "[glass]") {
  for (const std::uint64_t seed : {1U, 2U, 3U, 4U}) {
    Random random(seed);
    const std::uint32_t gap = seed == 1 ? 1 : seed == 2 ? 3 : seed == 3 ? 1000 : 30000;
    require_same_as_xapian(random_documents(random, 300, gap), {{"a", "1"}, {"schema\x00x", random.bytes(5000)}});
  }
}

TEST_CASE("An empty database, and one of empty documents", "[glass]") {
  require_same_as_xapian({});
  require_same_as_xapian({}, {{"key", "value"}});
  Document empty;
  empty.docid = 1;
  Document last;
  last.docid = 0xffffffffU;
  require_same_as_xapian({empty});
  require_same_as_xapian({empty, last});
}

TEST_CASE("A hundred thousand positions of one term, and all gaps between them", "[glass]") {
  Random random(7);
  Document document;
  document.docid = 5;
  document.terms["dense"].positions.resize(100000);
  std::iota(document.terms["dense"].positions.begin(), document.terms["dense"].positions.end(), 1U);
  document.terms["dense"].wdf = 100000;
  document.terms["sparse"].positions = random_positions(random, 100000, 40000);
  document.terms["ends"].positions = {0, 0xffffffffU};
  document.terms["zero"].positions = {0};
  document.terms["pair"].positions = {0, 1};
  document.terms["last"].positions = {0xfffffffeU, 0xffffffffU};
  require_same_as_xapian({document});
}

TEST_CASE("Terms that are hard to order", "[glass]") {
  Documents documents;
  for (std::uint32_t docid = 1; docid < 3000; ++docid) {
    Document document;
    document.docid = docid * 7;
    for (const std::string& name :
         {std::string("a"), std::string("a\0", 2), std::string("a\0\0", 3), std::string("a\0b", 3), std::string("ab"),
          std::string("\0", 1), std::string("\xff"), std::string("\xff\xff"), std::string("\0\xe0", 2),
          std::string("\0\xc0", 2), std::string(245, 'y'), std::string(244, 'y') + "x"}) {
      if (docid % (1 + name.size() % 5) == 0) document.terms[name] = {1 + docid % 300, {docid, docid + 2}};
    }
    documents.push_back(document);
  }
  require_same_as_xapian(documents);
}

TEST_CASE("A huge document", "[glass]") {
  Random random(9);
  Document document;
  document.docid = 3;
  for (int i = 0; i < 60000; ++i) document.terms["t" + std::to_string(i)] = {1, {static_cast<std::uint32_t>(i + 1)}};
  document.data = random.bytes(3000000);
  document.values[0] = random.bytes(100000);
  Document other = random_document(random, 4);
  require_same_as_xapian({document, other});
}

TEST_CASE("Runs whose docids interleave, runs in ranges, and parts that wait in a file make the same database",
          "[glass]") {
  Random random(11);
  const Documents documents = random_documents(random, 400, 4);
  const TemporaryFolder dir;
  const Metadata metadata{{"k", "v"}};
  write_reference(dir / "reference", documents, metadata);

  SECTION("interleaved") {
    std::vector<Run> runs(3);
    for (const Document& document : documents) add(runs[random.below(3)], document);
    require_ok(write_database(dir / "direct", runs, metadata, {.sync = false}));
    require_equal(dir / "direct", dir / "reference");
  }
  SECTION("in ranges, out of turn, from several threads, with little memory") {
    for (const std::size_t memory : {std::size_t{0}, std::size_t{100000}, SIZE_MAX}) {
      const std::string path = dir / ("direct" + std::to_string(memory));
      auto writer = DatabaseWriter::create(path, {.sync = false, .termlist_level = 6, .memory = memory});
      REQUIRE(writer);
      constexpr std::size_t parts = 16;
      std::vector<Run> runs(parts);
      for (std::size_t i = 0; i < documents.size(); ++i) add(runs[i * parts / documents.size()], documents[i]);
      std::vector<Result<void>> results(parts);
      const auto work = [&](std::size_t first) {
        for (std::size_t i = first; i < parts; i += 2)
          results[parts - 1 - i] = (*writer)->append(parts - 1 - i, runs[parts - 1 - i]);
      };
      std::thread other(work, 1);
      work(0);
      other.join();
      for (const auto& result : results) require_ok(result);
      require_ok((*writer)->finish(metadata));
      require_equal(path, dir / "reference");
    }
  }
  SECTION("through the public interface, and merged") {
    std::vector<std::string> parts;
    for (std::size_t first = 0; first < documents.size(); first += 100) {
      Run run;
      for (std::size_t i = first; i < first + 100; ++i) add(run, documents[i]);
      parts.push_back(dir / ("part" + std::to_string(first)));
      require_ok(write_database_api(parts.back(), run, metadata));
    }
    require_ok(merge_databases(parts, dir / "merged"));
    require_equal(dir / "merged", dir / "reference");
  }
}

TEST_CASE("A run is empty after clear and can be filled again", "[glass]") {
  Random random(13);
  Run run;
  for (const Document& document : random_documents(random, 50, 2)) add(run, document);
  const std::size_t full = run.bytes();
  run.clear();
  CHECK(run.bytes() < full);
  CHECK(run.document_count() == 0);
  const Documents documents = random_documents(random, 50, 2);
  for (const Document& document : documents) add(run, document);
  const TemporaryFolder dir;
  require_ok(write_database(dir / "direct", std::span(&run, 1), {}, {.sync = false}));
  write_reference(dir / "reference", documents);
  require_equal(dir / "direct", dir / "reference");
}

TEST_CASE("Misuse of a run is kept as its error, and nothing is written", "[glass]") {
  const std::vector<std::uint32_t> falling{3, 2};
  Run run;
  SECTION("empty term") {
    run.begin_document(1);
    run.add_posting(run.intern(""), 1);
  }
  SECTION("long term") {
    run.begin_document(1);
    run.add_posting(run.intern(std::string(246, 'x')), 1);
  }
  SECTION("docid 0") { run.begin_document(0); }
  SECTION("posting outside a document") { run.add_posting(run.intern("x"), 1); }
  SECTION("falling docids") {
    run.begin_document(2);
    run.end_document();
    run.begin_document(2);
  }
  SECTION("a term twice") {
    run.begin_document(1);
    run.add_posting(run.intern("x"), 1);
    run.add_posting(run.intern("x"), 1);
  }
  SECTION("falling positions") {
    run.begin_document(1);
    run.add_posting(run.intern("x"), 2, falling);
  }
  SECTION("length overflow") {
    run.begin_document(1);
    run.add_posting(run.intern("x"), 0xffffffffU);
    run.add_posting(run.intern("y"), 1);
    run.end_document();
  }
  REQUIRE(run.error());
  const TemporaryFolder dir;
  const auto result = write_database(dir / "direct", std::span(&run, 1), {}, {.sync = false});
  REQUIRE_FALSE(result);
  CHECK(result.error().message == run.error()->message);
  CHECK_FALSE(std::filesystem::exists(dir / "direct/iamglass"));
}

TEST_CASE("What does not fit is an error of the writer", "[glass]") {
  const TemporaryFolder dir;
  std::vector<Run> runs(2);
  SECTION("a term with many zero bytes") {
    Document document;
    document.docid = 1;
    document.terms[std::string(200, '\0')];
    add(runs[0], document);
  }
  SECTION("one docid in two runs") {
    Document document;
    document.docid = 1;
    add(runs[0], document);
    add(runs[1], document);
  }
  SECTION("a term that is too frequent") {
    Document document;
    document.docid = 1;
    document.terms["x"].wdf = 0x80000000U;
    add(runs[0], document);
    document.docid = 2;
    add(runs[1], document);
  }
  CHECK_FALSE(write_database(dir / "direct", runs, {}, {.sync = false}));
  CHECK_FALSE(std::filesystem::exists(dir / "direct/iamglass"));
}

TEST_CASE("A writer that lost a run makes no database", "[glass]") {
  const TemporaryFolder dir;
  auto writer = DatabaseWriter::create(dir / "db", {.sync = false});
  REQUIRE(writer);
  Run bad;
  bad.begin_document(0);
  CHECK_FALSE((*writer)->append(0, bad));
  Document document;
  document.docid = 1;
  Run good;
  add(good, document);
  CHECK_FALSE((*writer)->append(1, good));
  CHECK_FALSE((*writer)->finish({}));
  CHECK_FALSE(std::filesystem::exists(dir / "db/iamglass"));
}

TEST_CASE("A run that is missing is found out", "[glass]") {
  const TemporaryFolder dir;
  auto writer = DatabaseWriter::create(dir / "db", {.sync = false});
  REQUIRE(writer);
  const Run run;
  CHECK((*writer)->append(1, run));
  CHECK_FALSE((*writer)->finish({}));
}

TEST_CASE("A directory with a database is left alone", "[glass]") {
  const TemporaryFolder dir;
  write_reference(dir / "db", {});
  CHECK_FALSE(DatabaseWriter::create(dir / "db"));
}

TEST_CASE("The comparison sees what differs", "[glass]") {
  Random random(17);
  const Documents documents = random_documents(random, 30, 2);
  const TemporaryFolder dir;
  write_reference(dir / "one", documents, {{"k", "v"}});
  Documents changed = documents;
  Metadata metadata{{"k", "v"}};
  SECTION("metadata") { metadata["k"] = "w"; }
  SECTION("data") { changed.back().data += "x"; }
  SECTION("value") { changed.back().values[3] += "x"; }
  SECTION("term") { changed.back().terms["new"]; }
  SECTION("wdf") { ++changed.back().terms["Q" + std::to_string(changed.back().docid)].wdf; }
  SECTION("positions") { changed.back().terms["Q" + std::to_string(changed.back().docid)].positions.push_back(7); }
  SECTION("docid") { ++changed.back().docid; }
  write_reference(dir / "two", changed, metadata);
  const auto differences = compare_databases(dir / "one", dir / "two");
  REQUIRE(differences);
  CHECK_FALSE(differences->empty());
}

// Deflating took a fifth of the time of a run that changes articles, whose records come packed.
TEST_CASE("Xapian stores what it puts into a database plain", "[glass]") {
  Random random(29);
  const TemporaryFolder dir;
  std::vector<Run> runs(1);
  for (const Document& document : random_documents(random, 20, 2)) add(runs[0], document);
  require_ok(write_database(dir / "direct", runs, {}, {.sync = false}));
  const std::string data(1000, 'd');
  {
    Xapian::WritableDatabase database(dir / "direct", Xapian::DB_OPEN);
    Xapian::Document document;
    document.set_data(data);
    for (int i = 0; i < 100; ++i) document.add_term("word" + std::to_string(i));
    const Xapian::docid docid = database.add_document(document);
    database.commit();
    CHECK(database.get_document(docid).get_data() == data);
  }
  const std::string table = blotter::test::read_file(dir / "direct/docdata.glass");
  CHECK(table.find(data.substr(data.size() / 2)) != std::string::npos);  // the rest may be in the next block
}

}  // namespace blotter::glass::test

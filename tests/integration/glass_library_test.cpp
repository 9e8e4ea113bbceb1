// What the stock library does with a database of the direct writer: the same answers as from its own, to the last
// digit, and later changes, deletions, compaction and checks as with its own.
#include "common/store/glass/api_writer.hpp"
#include "common/store/glass/compare.hpp"
#include "common/store/glass/writer.hpp"
#include "tests/unit/glass_fixture.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>

namespace blotter::glass::test {
namespace {

// News-like documents: a long tail of words, exact forms with positions, stems without.
Documents stories(Random& random, std::uint32_t count) {
  Documents documents;
  for (std::uint32_t docid = 1; docid <= count; ++docid) {
    Document document = random_document(random, docid);
    document.values.erase(7);
    document.data = "story " + std::to_string(docid);
    documents.push_back(document);
  }
  return documents;
}

void write_both(const TemporaryFolder& dir, const Documents& documents) {
  std::vector<Run> runs(2);
  for (const Document& document : documents) add(runs[document.docid <= documents.size() / 2 ? 0 : 1], document);
  REQUIRE(write_database(dir / "direct", runs, {{"k", "v"}}, {.sync = false}));
  write_reference(dir / "reference", documents, {{"k", "v"}});
}

Xapian::Query random_query(Random& random) {
  std::vector<Xapian::Query> words;
  const std::string prefix = random.one_in(3) ? "Z" : "X";
  for (std::uint32_t n = 1 + random.below(4); n > 0; --n) {
    const std::string word = random.word();
    words.emplace_back(prefix + (prefix == "Z" ? word.substr(0, 3) : word));
  }
  const auto all = [&words](Xapian::Query::op op, Xapian::termcount window = 0) {
    return Xapian::Query(op, words.begin(), words.end(), window);
  };
  Xapian::Query query;
  switch (random.below(6)) {
    case 0: query = all(Xapian::Query::OP_AND); break;
    case 1: query = all(Xapian::Query::OP_PHRASE, static_cast<Xapian::termcount>(words.size())); break;
    case 2: query = all(Xapian::Query::OP_NEAR, 10); break;
    case 3: query = Xapian::Query(Xapian::Query::OP_WILDCARD, "X" + random.word().substr(0, 2)); break;
    default: query = all(Xapian::Query::OP_OR);
  }
  if (random.one_in(3)) query &= Xapian::Query("XC" + std::string(1, static_cast<char>('A' + random.below(20))));
  if (random.one_in(6))
    query = Xapian::Query(Xapian::Query::OP_FILTER, query, Xapian::Query(Xapian::Query::OP_VALUE_GE, 1, "\x40"));
  if (random.one_in(6)) query = Xapian::Query(Xapian::Query::OP_AND_NOT, Xapian::Query::MatchAll, query);
  return query;
}

// Rank, docid and weight of every hit, and the bounds.
std::string answer(const Xapian::Database& database, const Xapian::Query& query) {
  Xapian::Enquire enquire(database);
  enquire.set_query(query);
  const Xapian::MSet hits = enquire.get_mset(0, 50, database.get_doccount());
  std::string out = std::to_string(hits.get_matches_estimated());
  for (auto hit = hits.begin(); hit != hits.end(); ++hit) {
    const double weight = hit.get_weight();
    out += " " + std::to_string(*hit) + ":";
    out.append(reinterpret_cast<const char*>(&weight), sizeof weight);
  }
  return out;
}

void require_no_difference(const std::string& left, const std::string& right) {
  const auto sound = verify_database(left);
  INFO((sound ? std::string() : sound.error().message));
  REQUIRE(sound);
  const auto differences = compare_databases(left, right);
  REQUIRE(differences);
  for (const std::string& difference : *differences) UNSCOPED_INFO(difference);
  REQUIRE(differences->empty());
}

}  // namespace

TEST_CASE("A thousand queries have the same answers, to the last digit", "[glass]") {
  Random random(101);
  const TemporaryFolder dir;
  write_both(dir, stories(random, 3000));
  const Xapian::Database direct(dir / "direct");
  const Xapian::Database reference(dir / "reference");
  int with_hits = 0;
  for (int i = 0; i < 1000; ++i) {
    const Xapian::Query query = random_query(random);
    const std::string expected = answer(reference, query);
    INFO(query.get_description());
    REQUIRE(answer(direct, query) == expected);
    with_hits += expected.size() > 3 ? 1 : 0;
  }
  CHECK(with_hits > 500);
}

TEST_CASE("The library changes, deletes, adds and compacts as in a database of its own", "[glass]") {
  Random random(103);
  const TemporaryFolder dir;
  const Documents documents = stories(random, 2000);
  write_both(dir, documents);

  const std::uint64_t seed = 7;
  for (const char* name : {"direct", "reference"}) {
    Random same(seed);
    Xapian::WritableDatabase database(dir / name, Xapian::DB_OPEN | Xapian::DB_NO_SYNC);
    for (int round = 0; round < 4; ++round) {
      for (int i = 0; i < 120; ++i) {
        const std::uint32_t docid = 1 + same.below(2000);
        database.replace_document(docid, to_xapian(random_document(same, docid)));
      }
      for (int i = 0; i < 40; ++i) {
        const std::string id = "Q" + std::to_string(1 + same.below(2000));
        database.delete_document(id);
      }
      for (int i = 0; i < 50; ++i) database.add_document(to_xapian(random_document(same, 5000 + same.below(100))));
      database.set_metadata("round", std::to_string(round));
      database.commit();
    }
  }
  require_no_difference(dir / "direct", dir / "reference");

  Xapian::Database(dir / "direct").compact(dir / "compacted", Xapian::DBCOMPACT_NO_RENUMBER);
  require_no_difference(dir / "compacted", dir / "reference");
  Xapian::Database(dir / "direct")
      .compact(dir / "single", Xapian::DBCOMPACT_NO_RENUMBER | Xapian::DBCOMPACT_SINGLE_FILE);
  require_no_difference(dir / "single", dir / "reference");
}

TEST_CASE("Everything can be deleted from it, and filled again", "[glass]") {
  Random random(105);
  const TemporaryFolder dir;
  const Documents documents = stories(random, 300);
  write_both(dir, documents);
  for (const char* name : {"direct", "reference"}) {
    Xapian::WritableDatabase database(dir / name, Xapian::DB_OPEN | Xapian::DB_NO_SYNC);
    for (const Document& document : documents) database.delete_document(document.docid);
    database.commit();
    REQUIRE(database.get_doccount() == 0);
    REQUIRE(database.get_total_length() == 0);
    for (const Document& document : documents) database.replace_document(document.docid, to_xapian(document));
    database.commit();
  }
  require_no_difference(dir / "direct", dir / "reference");
}

TEST_CASE("Parts of the direct writer merge with parts of the library", "[glass]") {
  Random random(107);
  const TemporaryFolder dir;
  const Documents documents = stories(random, 600);
  const auto middle = documents.begin() + 300;
  std::vector<Run> runs(1);
  for (auto document = documents.begin(); document != middle; ++document) add(runs[0], *document);
  REQUIRE(write_database(dir / "first", runs, {}, {.sync = false}));
  write_reference(dir / "second", Documents(middle, documents.end()));
  REQUIRE(merge_databases({dir / "first", dir / "second"}, dir / "merged"));
  write_reference(dir / "reference", documents);
  require_no_difference(dir / "merged", dir / "reference");
}

// The stock tools.
TEST_CASE("xapian-check and xapian-compact accept it", "[glass]") {
  REQUIRE(std::system("command -v xapian-check >/dev/null 2>&1") == 0);  // scripts/setup installs it
  Random random(109);
  const TemporaryFolder dir;
  write_both(dir, stories(random, 500));
  const std::string quiet = " >/dev/null 2>&1";
  CHECK(std::system(("xapian-check " + (dir / "direct") + quiet).c_str()) == 0);
  CHECK(std::system(("xapian-compact --no-renumber " + (dir / "direct") + " " + (dir / "out") + quiet).c_str()) == 0);
  require_no_difference(dir / "out", dir / "reference");
}

}  // namespace blotter::glass::test

// A document of the index that becomes another one: the tables are those that replacing it by the other would give.
#include "indexer/write/document_change.hpp"

#include "common/store/glass/compare.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <random>
#include <string>

using namespace blotter;
using namespace blotter::test;

namespace {

constexpr Xapian::docid document_count = 40;

std::uint32_t below(std::mt19937& random, std::uint32_t limit) { return static_cast<std::uint32_t>(random() % limit); }

// Of few words, so that documents have many in common; `positions` in a third of the terms.
Xapian::Document random_document(std::mt19937& random, bool positions) {
  Xapian::Document document;
  for (int i = 0; i < 30; ++i) {
    const std::string term = "t" + std::to_string(below(random, 50));
    document.add_term(term, below(random, 3));
    if (positions && i % 3 == 0) document.add_posting(term, 1 + below(random, 5), below(random, 2));
  }
  for (Xapian::valueno slot = 0; slot < 4; ++slot)
    if (below(random, 2) == 0) document.add_value(slot, std::to_string(below(random, 1000)));
  document.set_data(std::string(below(random, 200), 'd'));
  return document;
}

void check_changes(bool positions_before, bool positions_after) {
  const TemporaryFolder folder;
  for (const char* name : {"changed", "replaced"}) {
    std::mt19937 random(23);
    Xapian::WritableDatabase database(folder / name, Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS);
    for (Xapian::docid i = 0; i < document_count; ++i) database.add_document(random_document(random, positions_before));
    database.commit();
    for (Xapian::docid docid = 1; docid <= document_count; docid += 2) {
      const Xapian::Document fresh = random_document(random, positions_after);
      if (std::string(name) == "replaced") {
        database.replace_document(docid, fresh);
        continue;
      }
      Xapian::Document stored = database.get_document(docid);
      change_to(stored, fresh);
      database.replace_document(docid, stored);
    }
    database.commit();
  }
  const Result<std::vector<std::string>> differences =
      glass::compare_databases(folder / "changed", folder / "replaced");
  REQUIRE(differences);
  CHECK(*differences == std::vector<std::string>());
}

}  // namespace

TEST_CASE("a document that is changed into another is as if it had been replaced by it") {
  check_changes(false, false);
  check_changes(true, true);
  check_changes(true, false);
  check_changes(false, true);
}

TEST_CASE("a document that is changed into one like it has the same terms, values and data") {
  const TemporaryFolder folder;
  std::mt19937 random(24);
  Xapian::WritableDatabase database(folder / "db", Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS);
  const Xapian::Document document = random_document(random, true);
  database.add_document(document);
  database.commit();
  Xapian::Document stored = database.get_document(1);
  change_to(stored, document);
  database.replace_document(1, stored);
  CHECK(database.get_document(1).serialise() == document.serialise());
}

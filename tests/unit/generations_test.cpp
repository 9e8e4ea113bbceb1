// A search whose index is replaced under it.
#include "searcher/answer/search.hpp"
#include "tests/unit/search_fixture.hpp"

#include <catch2/catch.hpp>

#include <filesystem>

using namespace blotter;
using namespace blotter::test;
namespace fs = std::filesystem;

namespace {

search::Request request(const std::string& query) {
  search::Request one;
  one.query = query;
  one.facets = {"source"};
  return one;
}

const std::string other_articles =
    R"({"id":"x","title":"Wheat again","body":"The harvest of wheat was sold by the ring.","language":"en","source":"Three"})"
    "\n";

}  // namespace

TEST_CASE("a search goes on when its index is replaced and the old one removed (issue 13 item 13)") {
  // Queries for which a table is opened late (positions), and for which it is open from the beginning.
  for (const char* query : {"\"harvest of wheat\"", "wheat", "*"}) {
    CAPTURE(query);
    const TemporaryFolder folder;
    const TemporaryFolder other_folder;
    const std::string db = make_small_index(folder);
    const std::string other = make_small_index(other_folder, other_articles);
    search::Searcher searcher(Opened::open(db));
    search::Searcher fresh(Opened::open(other));
    const std::uint64_t before = search::Searcher(Opened::open(db)).run(request(query)).total;
    const std::uint64_t after = fresh.run(request(query)).total;
    fs::rename(db, folder / "aside");
    fs::rename(other, db);
    fs::remove_all(folder / "aside");
    const search::Answer answer = searcher.run(request(query));
    CHECK_FALSE(answer.error);
    CHECK((answer.total == before || answer.total == after));
    CHECK(answer.hits.size() == answer.total);
    std::uint64_t counted = 0;
    REQUIRE(answer.facets.size() == 1);
    for (const search::FacetCount& one : answer.facets.front().values) counted += one.count;
    CHECK(counted == answer.total);
    const Result<Article> article = searcher.article("x");
    CHECK((article || searcher.article("a")));
  }
}

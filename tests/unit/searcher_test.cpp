// A searcher that is kept open while the index changes under it, and the orders that it sorts by.
#include "searcher/answer/search.hpp"
#include "searcher/batch/batch.hpp"
#include "tests/unit/search_fixture.hpp"

#include <catch2/catch.hpp>

#include <filesystem>

using namespace blotter;
using namespace blotter::test;

namespace {

search::Searcher open_searcher(const std::vector<std::string>& directories) {
  Result<match::Index> opened = match::Index::open(directories);
  if (!opened) throw std::runtime_error(opened.error().message);
  return search::Searcher(std::move(*opened));
}

std::string ids_of(const search::Answer& answer) {
  std::string ids = answer.error ? "error: " + answer.error->message : "";
  for (const search::Hit& hit : answer.hits) ids += (ids.empty() ? "" : " ") + hit.id;
  return ids;
}

std::string line(const std::string& id, const std::string& title, const std::string& body,
                 const std::string& published = {}) {
  return R"({"id":")" + id + R"(","title":")" + title + R"(","body":")" + body + R"(","language":"en")" +
         (published.empty() ? "" : R"(,"published":")" + published + "\"") + "}\n";
}

}  // namespace

TEST_CASE("an open searcher answers from the index as it is now, however often that changed") {
  const TemporaryFolder folder;
  std::string first;
  for (int i = 0; i < 300; ++i)
    first += line("n" + std::to_string(i), "Report " + std::to_string(i),
                  "Heroin case " + std::to_string(i) + " of witness w" + std::to_string(i * 31));
  const std::string directory = make_small_index(folder, first);
  search::Searcher searcher = open_searcher({directory});
  search::Request request;
  request.query = "heroin";
  request.limit = 1000;
  CHECK(searcher.run(request).total == 300);
  for (int edition = 1; edition <= 4; ++edition) {
    CAPTURE(edition);
    // Two commits between two searches: the blocks that the searcher knows are written over.
    for (const int half : {0, 1}) {
      std::string changed;
      for (int i = half; i < 300; i += 2)
        changed += line("n" + std::to_string(i), "Edition " + std::to_string(edition),
                        "Heroin case again " + std::to_string(i + 1000 * edition));
      changed += line("new" + std::to_string(2 * edition + half), "Added",
                      "Heroin find " + std::to_string(2 * edition + half));
      REQUIRE(run({indexer, "--quiet", "--writer", "update", "--db", directory, "-"}, changed).status == 0);
    }
    const search::Answer answer = searcher.run(request);
    CHECK_FALSE(answer.error);
    CHECK(answer.total == 300U + 2U * static_cast<unsigned>(edition));
    REQUIRE(answer.hits.size() == answer.total);
    for (const search::Hit& hit : answer.hits)
      CHECK(hit.article.title == (hit.id.starts_with("new") ? "Added" : "Edition " + std::to_string(edition)));
    const Result<Article> article = searcher.article("n7");
    REQUIRE(article);
    CHECK(article->title == "Edition " + std::to_string(edition));
  }
}

TEST_CASE("articles without a date come last, by id, whether the newest or the oldest are first") {
  const TemporaryFolder folder;
  const std::string articles =
      line("u2", "No day", "Heroin was found.") + line("b", "March", "Heroin.", "2025-03-01") +
      line("a", "May", "Heroin seized.", "2025-05-01") + line("u1", "No day either", "More heroin.") +
      line("d", "March too", "Much heroin.", "2025-03-01") + line("c", "April", "Heroin again.", "2025-04-01");
  const TemporaryFolder halves;
  const std::size_t middle = articles.find('\n', articles.size() / 2) + 1;
  std::filesystem::create_directories(halves / "x");
  const std::string whole = make_small_index(folder, articles);
  std::vector<std::string> parts;
  for (const auto& [name, text] : {std::pair{"one", articles.substr(0, middle)}, {"two", articles.substr(middle)}}) {
    parts.push_back(halves / name);
    REQUIRE(run({indexer, "--quiet", "--db", parts.back(), "-"}, text).status == 0);
  }
  for (const std::vector<std::string>& directories : {std::vector<std::string>{whole}, parts}) {
    search::Searcher searcher = open_searcher(directories);
    search::Request request;
    request.query = "heroin";
    request.sort = search::Sort::newest;
    CHECK(ids_of(searcher.run(request)) == "a c b d u1 u2");
    request.sort = search::Sort::oldest;
    CHECK(ids_of(searcher.run(request)) == "b d c a u1 u2");
    // A page is a part of the whole order.
    request.limit = 3;
    request.offset = 3;
    CHECK(ids_of(searcher.run(request)) == "a u1 u2");
    request.sort = search::Sort::newest;
    request.offset = 2;
    CHECK(ids_of(searcher.run(request)) == "b d u1");
  }
}

TEST_CASE("hits have their scores, the best first") {
  const TemporaryFolder folder;
  search::Searcher searcher = open_searcher({make_small_index(folder)});
  search::Request request;
  request.query = "organ OR trafficking OR police";
  const search::Answer answer = searcher.run(request);
  REQUIRE(answer.hits.size() > 2);
  for (std::size_t i = 0; i < answer.hits.size(); ++i) {
    CHECK(answer.hits[i].rank == i + 1);
    CHECK(answer.hits[i].score > 0);
    if (i > 0) CHECK(answer.hits[i].score <= answer.hits[i - 1].score);
  }
  CHECK(answer.hits.front().score > answer.hits.back().score);
}

TEST_CASE("an article is found by its id and as rows write the id") {
  const TemporaryFolder folder;
  search::Searcher searcher =
      open_searcher({make_small_index(folder, line("one 1", "With a blank", "Heroin was found.") +
                                                  line("two%201", "With a percent sign", "Heroin was sold."))});
  for (const auto& [id, title] : {std::pair{"one 1", "With a blank"},
                                  {"one%201", "With a blank"},
                                  {"two%201", "With a percent sign"},
                                  {"two%25201", "With a percent sign"}}) {
    CAPTURE(id);
    const Result<Article> article = searcher.article(id);
    REQUIRE(article);
    CHECK(article->title == title);
  }
  CHECK_FALSE(searcher.article("two 1"));
}

TEST_CASE("a batch on an index that is gone is an error and asks for no query") {
  const TemporaryFolder folder;
  const match::Index index = Opened::open(make_small_index(folder));
  std::filesystem::remove_all(folder / "small");
  const auto presenter = present::make_presenter(search::OutputFormat::json, {});
  bool asked = false;
  const Result<search::BatchSummary> done = search::run_batch(
      index, {2, nullptr}, *presenter,
      [&]() -> std::optional<search::BatchItem> {
        asked = true;
        return std::nullopt;
      },
      [](const search::BatchOutcome&) { return true; });
  REQUIRE_FALSE(done);
  CHECK_FALSE(done.error().message.empty());
  CHECK_FALSE(asked);
}

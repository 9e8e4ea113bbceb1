// Articles added to an index that is there, by every writer: built and merged, or put one by one, they come out alike.
#include "tests/support/process.hpp"

#include <catch2/catch.hpp>

#include <csignal>
#include <filesystem>
#include <string>
#include <vector>

using namespace blotter::test;

namespace {

std::string line(int number, const std::string& body, const std::string& url = {}, int case_number = 0) {
  return R"({"id":"n)" + std::to_string(number) + R"(",)" + (url.empty() ? "" : R"("url":")" + url + R"(",)") +
         R"("title":"Case n)" + std::to_string(case_number != 0 ? case_number : number) +
         R"(","published":"2025-03-04","body":")" + body + "\"}\n";
}

std::string story(int number) {
  const std::vector<std::string> towns{"Osh", "Tashkent", "Almaty", "Dushanbe", "Moscow"};
  return "Police in " + towns[static_cast<std::size_t>(number) % towns.size()] +
         " seized opium from the ship Lazurit " + std::to_string(number / 7) + " and held driver D" +
         std::to_string(number) + " over smuggling.";
}

std::string stories(int from, int to) {
  std::string lines;
  for (int i = from; i < to; ++i) lines += line(i, story(i));
  return lines;
}

// What the index says of itself, and answers, without times.
std::string answers(const std::string& db) {
  std::string all;
  for (const std::string& text : lines_of(run({indexer, "--db", db, "--info"}).out))
    if (text.starts_with("articles") || text.starts_with("terms") || text.starts_with("length")) all += text + '\n';
  for (const char* facet : {"country", "focus", "crime", "agency", "ship"})
    all += run({searcher, "--db", db, "--list", facet}).out;
  for (const char* query : {"opium", "\"ship Lazurit 3\"", "driver -smuggling", "title:n12", "corrected OR Tashkent"})
    all += run({searcher, "--db", db, "--format", "tsv", "--limit", "1000", query}).out;
  return all;
}

}  // namespace

TEST_CASE("an addition that is built comes out as one that is put article by article") {
  const std::string page = "https://courier.example/2025/";
  const std::string base = stories(0, 200) + line(500, "Opium was found.", page + "a") +
                           line(501, "Opium was found, and a man is held.", page + "b");
  const std::string added = stories(150, 180)                                    // as they are
                            + line(20, "Corrected: no opium was found in Osh.")  // changed
                            + stories(200, 400)                                  // new
                            + line(600, story(3), {}, 3)                         // a text that is there
                            + line(501, "Corrected.", page + "b") +
                            line(601, "Short.", page + "b", 501)  // at an address
                            + line(602, "Opium was found in a wheel, and three men are held.", page + "a", 500) +
                            line(250, "Corrected twice in one run.") + line(30, story(30) + " Corrected.") +
                            line(30, story(30));  // changed, and back again
  const TemporaryFolder folder;
  write_file(folder / "ships.tsv", "ship\tlazurit\tLazurit\tLazurit|Лазурит\n");
  std::vector<std::string> found;
  std::vector<std::string> closing;
  for (const std::string writer : {"update", "direct", "api"}) {
    const std::string db = folder / writer;
    REQUIRE(run({indexer, "--db", db, "-"}, base).status == 0);
    const Ran ran = run({indexer, "--db", db, "--writer", writer, "-"}, added);
    CHECK(ran.status == 0);
    closing.push_back(counts_of(ran));
    found.push_back(answers(db));
    CHECK(run({indexer, "--db", db, "--verify"}).status == 0);
    CHECK_FALSE(std::filesystem::exists(db + ".building"));
    // A watch list that comes with the addition: its facet is declared, whoever writes.
    REQUIRE(run({indexer, "--db", db, "--writer", writer, "--watchlist", folder / "ships.tsv", "-"}, stories(400, 420))
                .status == 0);
    // The articles that were there before have it as well.
    const std::string ships = run({searcher, "--db", db, "--list", "ship"}).out;
    CHECK(ships.ends_with("\tlazurit\tLazurit\n"));
    CHECK(std::stoi(ships) > 300);
  }
  CHECK(found[1] == found[0]);
  CHECK(found[2] == found[0]);
  CHECK(closing[2] == closing[1]);
  CHECK(closing[1].find("200 new") != std::string::npos);
}

// A build packs its articles against a dictionary of the index's; an article put alone goes by the same, or is plain.
TEST_CASE("articles read back whole, whoever wrote those before and after them") {
  const TemporaryFolder folder;
  std::vector<std::string> found;
  for (const std::string first : {"update", "direct", "api"})
    for (const std::string second : {"update", "direct", "api"})
      for (const int before : {2, 300}) {
        const std::string db = folder / (first + second + std::to_string(before));
        REQUIRE(run({indexer, "--db", db, "--writer", first, "-"}, stories(0, before)).status == 0);
        REQUIRE(run({indexer, "--db", db, "--writer", second, "-"}, stories(before, 600)).status == 0);
        REQUIRE(run({indexer, "--db", db, "--writer", "update", "-"}, line(1, "Corrected.") + line(599, "Corrected."))
                    .status == 0);
        std::string all;
        for (const char* id : {"n0", "n1", "n150", "n301", "n599"})
          all += run({searcher, "--db", db, "--show", id, "--format", "json"}).out;
        found.push_back(all);
        CHECK(run({indexer, "--db", db, "--verify"}).status == 0);
      }
  CHECK(found.front().find("held driver D301 over smuggling") != std::string::npos);
  for (const std::string& all : found) CHECK(all == found.front());
}

namespace {

// A text of so many words, of the kind that `words` makes.
std::string text_of(const std::vector<std::string>& words, std::size_t count, std::uint32_t& state) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    state = state * 1664525 + 1013904223;
    text += words[(state >> 16U) % words.size()] + (i % 12 == 11 ? ". " : " ");
  }
  return text;
}

}  // namespace

TEST_CASE("a packing dictionary is trained from all articles of a small part, and from some all over a large one") {
  const std::vector<std::string> parts{"the court of Osh",  "has heard the case", "of a sentence",
                                       "that was appealed", "by the lawyers",     "in a closed hearing"};
  for (const std::size_t bytes : {std::size_t{200'000}, std::size_t{1} << 20U}) {
    INFO(bytes);
    std::uint32_t state = 7;
    std::string lines;
    for (int i = 0; lines.size() < bytes; ++i) lines += line(i, text_of(parts, 60, state));
    const TemporaryFolder folder;
    REQUIRE(run({indexer, "--quiet", "--db", folder / "db", "--jobs", "1", "-"}, lines).status == 0);
    CHECK(std::filesystem::file_size(folder / "db/docdata.glass") < lines.size() / 4);
  }
}

TEST_CASE("issue 13 item 9: a small file before a large one trains no weak packing dictionary") {
  const std::vector<std::string> sports{"the goalkeeper",  "scored twice", "in extra time", "of the league",
                                        "after half-time", "a free kick",  "was booked",    "and the crowd",
                                        "on home ground",  "by two goals"};
  const std::vector<std::string> courts{"the Supreme Court of Kyrgyzstan upheld",
                                        "a sentence of eleven years for the director",
                                        "whom investigators of the State Committee accuse",
                                        "of laundering forty million dollars through a bank in Dubai",
                                        "while the Prosecutor General's Office appeals",
                                        "and the lawyers of the accused deny all charges",
                                        "in a hearing that was closed to the press",
                                        "according to a statement of the Ministry of Internal Affairs"};
  std::uint32_t state = 7;
  std::string small;
  std::string large;
  for (int i = 0; i < 20; ++i) small += line(i, text_of(sports, 180, state));
  for (int i = 100; large.size() < (5U << 20U); ++i) large += line(i, text_of(courts, 60, state));
  const TemporaryFolder folder;
  write_file(folder / "alone/b.jsonl", large);
  write_file(folder / "both/a.jsonl", small);
  write_file(folder / "both/b.jsonl", large);
  for (const char* name : {"alone", "both"})
    REQUIRE(run({indexer, "--quiet", "--db", folder / (std::string(name) + ".db"), folder / name}).status == 0);
  const auto alone = std::filesystem::file_size(folder / "alone.db/docdata.glass");
  const auto both = std::filesystem::file_size(folder / "both.db/docdata.glass");
  CHECK(both < alone + alone / 20 + 2 * small.size());
}

TEST_CASE("an addition that is killed leaves the index as it was") {
  const TemporaryFolder folder;
  const std::string db = folder / "db";
  REQUIRE(run({indexer, "--db", db, "-"}, stories(0, 50)).status == 0);
  const std::string before = answers(db);
  write_file(folder / "more.jsonl", stories(50, 20000));
  const std::string input = folder / "more.jsonl";
  REQUIRE(run_and_kill({indexer, "--quiet", "--writer", "direct", "--db", db, input}, 100) == SIGKILL);
  CHECK(answers(db) == before);
  REQUIRE(run({indexer, "--quiet", "--writer", "direct", "--db", db, input}).status == 0);
  CHECK(run({searcher, "--db", db, "--format", "ids", "--limit", "1", "D19999"}).out == "n19999\n");
  CHECK_FALSE(std::filesystem::exists(db + ".building"));
}

TEST_CASE("an index may be named with a slash at the end, as a dot, and through a link that stays") {
  const TemporaryFolder folder;
  std::filesystem::create_directories(folder / "elsewhere/db");
  std::filesystem::create_directory_symlink(folder / "elsewhere/db", folder / "link");
  const auto ids = [&](const std::string& db) { return run({searcher, "--db", db, "--format", "ids", "opium"}).out; };
  const std::vector<std::pair<std::string, std::string>> names{
      {folder / "db/", folder.path()}, {folder / "link", folder.path()}, {".", folder / "db"}};
  for (const auto& [db, from] : names) {
    INFO(db);
    CHECK(run({indexer, "--quiet", "--db", db, "--writer", "direct", "-"}, stories(0, 3), {}, from).status == 0);
    CHECK(run({indexer, "--quiet", "--db", db, "--writer", "direct", "-"}, stories(3, 5), {}, from).status == 0);
    CHECK(run({indexer, "--quiet", "--db", db, "--compact"}, {}, {}, from).status == 0);
  }
  CHECK(lines_of(ids(folder / "db")).size() == 5);
  CHECK(lines_of(ids(folder / "elsewhere/db")).size() == 5);
  CHECK(std::filesystem::is_symlink(folder / "link"));
}

// What --info says of an index.
#include "tests/support/programs.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <filesystem>

using namespace blotter::test;
using Json = nlohmann::json;

TEST_CASE("info: the counts, dates, languages and bytes are those of the index") {
  const Json info = Json::parse(index({"--db", small_index(), "--info", "--json"}).out);
  std::uintmax_t bytes = 0;
  for (const auto& entry : std::filesystem::directory_iterator(small_index())) bytes += entry.file_size();
  CHECK(info.at("articles") == 5);
  CHECK(info.at("bytes") == bytes);
  CHECK(info.at("terms") > 50);
  CHECK(info.at("average_length") > 10);
  CHECK(info.at("forgotten") == 0);
  CHECK(info.at("first") == "2025-01-10");
  CHECK(info.at("last") == "2025-04-10");
  CHECK(info.at("languages") == Json({{"en", 4}, {"ru", 1}}));
  const std::string text = index({"--db", small_index(), "--info"}).out;
  CHECK(holds(text, "articles      5\n"));
  CHECK(holds(text, "dates         2025-01-10 to 2025-04-10\n"));
  CHECK(holds(text, "languages     en 4 ru 1\n"));
  CHECK_FALSE(holds(text, "forgotten"));
}

TEST_CASE("info: articles without a date leave it without a first and a last one") {
  const TemporaryFolder folder;
  REQUIRE(
      index({"--quiet", "--db", folder / "db", "-"}, R"({"id":"a","body":"Nothing happened on that day."})").status ==
      0);
  CHECK(Json::parse(index({"--db", folder / "db", "--info", "--json"}).out).at("first") == "");
  CHECK(holds(index({"--db", folder / "db", "--info"}).out, "dates         none to none\n"));
}

TEST_CASE("an index that is not there, a file and a list of shards that nobody gave are errors of their own") {
  const TemporaryFolder folder;
  write_file(folder / "file", "x");
  const auto error = [&](const std::vector<std::string>& arguments) {
    std::vector<std::string> command{searcher};
    command.insert(command.end(), arguments.begin(), arguments.end());
    const Ran ran = run(command, {}, {}, folder.path());
    CHECK(ran.status == 2);
    return ran.err;
  };
  CHECK(holds(error({"--db", "none", "wheat"}), "no index at 'none'"));
  CHECK(holds(error({"--db", "file", "wheat"}), "'file' is no index: an index is a folder"));
  CHECK(holds(error({"--shards", "news=none", "--db", "@old", "wheat"}), "no list of shards is called 'old'"));
  CHECK(holds(error({"--shards", "old=one", "--shards", "news=none", "--db", "@news", "wheat"}), "no index at 'none'"));
  CHECK(holds(error({"--shards", "news=a", "--shards", "news=b", "--db", "@news", "wheat"}),
              "two lists of shards are called 'news'"));
  CHECK(holds(error({"--shards", "news=", "--db", "@news", "wheat"}), "the list of shards 'news' is empty"));
}

// What people mistype, and what they are told (issue 18).
#include "tests/support/golden.hpp"
#include "tests/support/programs.hpp"
#include "tests/support/sample_index.hpp"
#include "tests/support/small_index.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

using namespace blotter::test;
using Json = nlohmann::json;

TEST_CASE("regression: an argument with one dash is an option or an error and never an exclusion (issue 18 item 1)") {
  CHECK(search_small({"-V"}).out.starts_with("blotter-search "));
  CHECK(lines_of(search_small({"-n", "2", "-o", "ids", "police"}).out).size() == 2);
  CHECK(lines_of(search_small({"-n1", "-oids", "police"}).out).size() == 1);
  CHECK(lines_of(search_small({"-qn", "1", "-o", "ids", "police"}).out).size() == 1);
  for (const std::string word : {"-country", "-xyz", "-court", "-5", "--limt"}) {
    CAPTURE(word);
    const Ran ran = search_small({word, "police"});
    CHECK(ran.status == 2);
    CHECK(ran.out.empty());
    CHECK(holds(ran.err, word));
    CHECK(holds(ran.err, "hint: "));
  }
  CHECK(holds(search_small({"-country", "UZ"}).err, "did you mean --country?"));
  CHECK(holds(search_small({"--limt", "3", "police"}).err, "did you mean --limit?"));
  CHECK(holds(search_small({"--contry=UZ", "police"}).err, "did you mean --country?"));
  const Ran court = search_small({"police", "-court"});
  CHECK(holds(court.err, "-- -court"));
  CHECK(search_small({"-o", "ids", "--", "police", "-organ"}).out == search_small({"-o", "ids", "police -organ"}).out);
  CHECK(search_small({"-o", "ids", "-title:organ", "police"}).status == 0);
  CHECK(run({indexer, "-x", "news"}).status == 2);
  CHECK(holds(run({indexer, "-dry-run", "news"}).err, "did you mean --dry-run?"));
}

TEST_CASE("regression: the value of an option may begin with a dash or be missing (issue 18 item 6)") {
  const TemporaryFolder folder;
  const std::string index =
      make_small_index(folder,
                       "{\"id\":\"a\",\"body\":\"wheat one\",\"source\":\"-Post\"}\n"
                       "{\"id\":\"b\",\"body\":\"wheat two\",\"source\":\"!Alarm\"}\n"
                       "{\"id\":\"c\",\"body\":\"wheat three\",\"source\":\"Plain, but long\"}\n");
  const auto ids = [&](const std::vector<std::string>& more) {
    std::vector<std::string> command{searcher, "--db", index, "--format", "ids"};
    command.insert(command.end(), more.begin(), more.end());
    return run(command).out;
  };
  CHECK(ids({"--source", "-Post"}) == "a\n");
  CHECK(ids({"--source", "!-Post"}) == "b\nc\n");
  CHECK(ids({"--source", "!Alarm"}) == "b\n");
  CHECK(ids({"--source", "\\!Alarm"}) == "b\n");
  CHECK(ids({"--source", "!!Alarm"}) == "a\nc\n");
  CHECK(ids({"--source", "Plain\\, but long"}) == "c\n");
  const Ran missing = run({searcher, "--db", index, "--source", "--format", "ids"});
  CHECK(missing.status == 2);
  CHECK(holds(missing.err, "--source needs a value"));
  CHECK(run({searcher, "--db", index, "wheat", "--source"}).status == 2);
  write_file(folder / "-q.txt", "wheat\n");
  CHECK(run({searcher, "--db", index, "--bulk", "-q.txt", "--format", "ids"}, {}, {}, folder.path()).status == 0);
}

TEST_CASE("regression: a configuration file counts whole or not at all (issue 18 item 6)") {
  const TemporaryFolder folder;
  write_file(folder / "mark.toml",
             "\xEF\xBB\xBF"
             "format = \"ids\"\nlimit = 1\n");
  CHECK(search_small({"--config", folder / "mark.toml", "police"}).out == "d\n");
  write_file(folder / "slip.toml", "fromat = \"ids\"\n");
  const Ran slip = search_small({"--config", folder / "slip.toml", "police"});
  CHECK(slip.status == 2);
  CHECK(holds(slip.err, "'fromat'"));
  CHECK(holds(slip.err, "did you mean format?"));
  write_file(folder / "dry.toml",
             "\xEF\xBB\xBF"
             "dry-run = true\n");
  write_file(folder / "a.jsonl", "{\"body\":\"wheat\"}\n");
  CHECK(run({indexer, "--config", folder / "dry.toml", "--db", folder / "db", folder / "a.jsonl"}).status == 0);
  CHECK_FALSE(std::filesystem::exists(folder / "db"));
  // In its place it needs no option.
  std::filesystem::create_directories(folder / "home/blotter");
  write_file(folder / "home/blotter/blotter-search.toml", "format = \"ids\"\n");
  CHECK(search_small({"harvest"}, {}, {"XDG_CONFIG_HOME=" + folder / "home"}).out == "d\n");
}

TEST_CASE("the index is looked for upward from the working folder (issue 18 item 9)") {
  const TemporaryFolder folder;
  std::filesystem::create_directories(folder / "a/b/c");
  std::filesystem::create_directories(folder / "a/b/blotter.db");  // not an index
  REQUIRE(run({indexer, "-q", "-"}, small_articles, {}, folder.path()).status == 0);
  CHECK(run({searcher, "--format", "ids", "harvest"}, {}, {}, folder / "a/b/c").out == "d\n");
  CHECK(run({searcher, "harvest"}, {}, {}, "/").status == 2);
}

TEST_CASE("regression: the same article in two indexes is one hit (issue 18 item 7)") {
  const TemporaryFolder folder;
  const std::string other = make_small_index(
      folder,
      "{\"id\":\"d\",\"title\":\"Wheat harvest\",\"body\":\"Another edition on wheat.\",\"source\":\"Two\"}\n"
      "{\"id\":\"a\",\"title\":\"Barley\",\"body\":\"Not the same article; it is on wheat.\",\"source\":\"Nine\"}\n");
  const auto both = [&](const std::vector<std::string>& more) {
    std::vector<std::string> arguments{"--db", other, "--format", "json"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return Json::parse(search_small(arguments).out);
  };
  const Json answer = both({"wheat", "--facets", "source"});
  CHECK(answer.at("total") == 3);  // d once, e, and the other a
  CHECK(answer.at("hits").size() == 3);
  CHECK(answer.at("facets").at("source").at("values").at(0).at("count") == 2);
  CHECK(both({"wheat", "--sort", "newest"}).at("hits").size() == 3);
  CHECK(Json::parse(search_small({"--db", small_index() + "/", "--format", "json", "police"}).out).at("total") == 2);
  CHECK(holds(search_small({"--db", other, "--show", "d"}).out, "The harvest of wheat was good"));
}

TEST_CASE("regression: an article of two indexes counts once in shares and reasons") {
  const TemporaryFolder folder;
  const std::string copy = make_small_index(folder);
  const auto both = [&](const std::vector<std::string>& more) {
    std::vector<std::string> arguments{"--db", copy, "--format", "json"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return Json::parse(search_small(arguments).out);
  };
  const Json shares = both({"wheat", "--histogram", "month", "--cross", "source,language", "--share"});
  const Json& april = shares.at("histogram").at("periods").at(0);
  CHECK(april.at("count") == 1);
  CHECK(april.at("all") == 1);
  CHECK(shares.at("crosses").at(0).at("row_values").at(0) == "Two");
  CHECK(shares.at("crosses").at(0).at("row_totals").at(0) == 3);
  CHECK(both({"harvest brokers"}).at("reasons").at(0) == "articles with each part alone: 'harvest' 1, 'brokers' 2");
}

TEST_CASE("regression: ids of a TREC run never meet and show their articles (issue 18 item 6)") {
  const TemporaryFolder folder;
  const std::string index = make_small_index(folder,
                                             "{\"id\":\"x y\",\"title\":\"Spaced\",\"body\":\"wheat one\"}\n"
                                             "{\"id\":\"x%20y\",\"title\":\"Escaped\",\"body\":\"wheat two\"}\n"
                                             "{\"id\":\"100%\",\"title\":\"Percent\",\"body\":\"wheat three\"}\n");
  const std::vector<std::string> lines =
      lines_of(run({searcher, "--db", index, "--format", "trec", "--sort", "oldest", "wheat"}).out);
  REQUIRE(lines.size() == 3);
  std::string titles;
  for (const std::string& line : lines) {
    const std::string id = line.substr(5, line.find(' ', 5) - 5);
    titles += lines_of(run({searcher, "--db", index, "--show", id}).out).at(0) + ' ';
  }
  for (const char* title : {"Spaced", "Escaped", "Percent"}) CHECK(holds(titles, title));
}

TEST_CASE("regression: the form of a batch on standard input is detected from its content (issue 18 item 6)") {
  const std::vector<std::string> arguments{"--bulk", "-", "--format", "tsv", "--columns", "qid,id"};
  CHECK(search_small(arguments, "k7\tharvest\n").out == "qid\tid\nk7\td\n");
  CHECK(search_small(arguments, "{\"qid\":\"k7\",\"query\":\"wheat\",\"source\":[\"Two\"],\"limit\":1}\n").out ==
        "qid\tid\nk7\td\n");
  CHECK(holds(search_small(arguments, "k7\tharvest\n").err, "--bulk-format lines"));
  std::vector<std::string> lines = arguments;
  lines.insert(lines.end(), {"--bulk-format", "lines"});
  CHECK(search_small(lines, "good\tharvest\n").out == "qid\tid\n1\td\n");
  lines.back() = "rows";
  CHECK(search_small(lines, "").status == 2);
}

TEST_CASE("regression: bash completes names with spaces and the choices behind an equals sign (issue 18 item 8)") {
  const TemporaryFolder folder;
  std::filesystem::create_directories(folder / "my news");
  write_file(folder / "all*.txt", "");
  write_file(folder / "all of.txt", "");
  const auto complete = [&](const std::string& program, const std::string& words) {
    const std::string function = program == searcher ? "_blotter_search" : "_blotter_index";
    const std::string path = std::filesystem::path(searcher).parent_path().string();
    return run({"/bin/bash", "-c",
                program + " --generate bash >script; . ./script; PATH=" + path + ":$PATH; COMP_WORDS=(" + words +
                    "); COMP_CWORD=$((${#COMP_WORDS[@]}-1)); " + function + "; printf '[%s]' \"${COMPREPLY[@]}\""},
               {}, {"BLOTTER_DB=" + small_index()}, folder.path())
        .out;
  };
  CHECK(complete(searcher, "x --db my") == "[my news]");
  CHECK(complete(indexer, "x 'all'") == "[all*.txt][all of.txt]");
  CHECK(complete(searcher, "x --format = j") == "[json][jsonl]");
  CHECK(complete(searcher, "x --format=j") == "[--format=json][--format=jsonl]");
  CHECK(complete(searcher, "x --source T") == "[Two]");
  CHECK(complete(searcher, "x --country U") == "[UZ]");
  CHECK(complete(searcher, "x --lim") == "[--limit]");
}

TEST_CASE("golden: a session of slips whose every refusal names the remedy (issue 18)") {
  const std::string path = "PATH=" + std::filesystem::path(searcher).parent_path().string() + ":" +
                           std::filesystem::path(indexer).parent_path().string() + ":/usr/bin:/bin";
  std::string screens;
  for (const std::string command :
       {"blotter-search -V",
        "blotter-search -n 3 -o ids kidney",
        "blotter-search -country UZ",
        "blotter-search heroin -court",
        "blotter-search --limt 3 heroin",
        "blotter-search --source --format ids",
        "blotter-search -o ids kidny",
        "blotter-search -n 1 kidny",
        "blotter-search -n 1 --facets none kidnappng",
        "blotter-search -n 1 --facets none section:world",
        "blotter-search -n 1 -o ids 'kidney or heroin'",
        "blotter-search -n 2 -o ids 'traffick*, kidney'",
        "blotter-search -n 1 -o ids '\"organ traffick*\"'",
        "blotter-search '(kidney'",
        "blotter-search -o ids -n 2 'kidney|heroin'",
        "blotter-search --agency SCNS -o ids -n 2",
        "blotter-search --crime 'human traficking'",
        "blotter-search --agency 'Ministy of Internal Affairs'",
        "blotter-search --country Kyrgyzstn",
        "blotter-search --crime nonsense",
        "blotter-search --facets contry kidney",
        "blotter-search --format jsn kidney",
        "blotter-search --columns titel --format csv kidney",
        "blotter-search --sort newst kidney",
        "blotter-search --from 2025-13 kidney",
        "blotter-search --limit many kidney",
        "blotter-search --show nobody",
        "blotter-search",
        "blotter-search --facets crime --facet-limit 2 --limit 0 --format csv kidney",
        "printf '1\\tkidney\\n2\\txqzj\\n' | blotter-search --bulk - --format csv --columns qid,query,total",
        "blotter-search --db nowhere.db kidney",
        "blotter-index --dry-rn corpus",
        "blotter-index -dry-run corpus"}) {
    const Ran ran = run({"/bin/sh", "-c", command}, {}, {path, "BLOTTER_DB=news.db", "BLOTTER_TODAY=2025-11-30"},
                        sample_folder().path());
    INFO(command);
    if (ran.status == 2) CHECK(holds(ran.err, "hint: "));
    screens += "$ " + command + '\n';
    const std::vector<std::string> lines = lines_of(ran.out);
    for (std::size_t i = 0; i < std::min<std::size_t>(lines.size(), 6); ++i) screens += lines[i] + '\n';
    screens += ran.err + "[" + std::to_string(ran.status) + "]\n\n";
  }
  CHECK(golden_difference("slips.txt", screens) == "");
}

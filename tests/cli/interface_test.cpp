// What a week of work asks of the searcher: corrections, filters as they are shown, tables of counts (issue 18).
#include "tests/support/programs.hpp"
#include "tests/support/small_index.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <array>
#include <filesystem>
#include <string>
#include <vector>

using namespace blotter::test;
using Json = nlohmann::json;

TEST_CASE("a misspelt word is asked about or searched as it was meant in every script (issue 18 item 2)") {
  const Ran slip = search_small({"harvst"});
  CHECK(slip.status == 0);
  CHECK(holds(slip.err, "did you mean: harvest?"));
  CHECK(holds(slip.out, "Wheat harvest"));
  const Ran kept = search_small({"--no-correct", "harvst"});
  CHECK(kept.status == 1);
  CHECK(holds(kept.err, "did you mean: harvest"));
  const Ran script = search_small({"--format", "json", "harvst"});
  CHECK(script.status == 1);
  CHECK(Json::parse(script.out).at("suggestion") == "harvest");
  CHECK(holds(search_small({"--no-correct", "\u043f\u043e\u043b\u0446\u0438\u044f"}).err,
              "did you mean: \u043f\u043e\u043b\u0438\u0446\u0438\u044f"));
  // A slip that an article has, too.
  std::string articles = "{\"id\":\"slip\",\"title\":\"Trafiking\",\"body\":\"A case of trafiking.\"}\n";
  for (int i = 0; i < 50; ++i)
    articles += "{\"id\":\"t" + std::to_string(i) + "\",\"body\":\"Case " + std::to_string(i) + " of trafficking.\"}\n";
  const TemporaryFolder folder;
  const std::string index = make_small_index(folder, articles);
  const Ran rare = run({searcher, "--db", index, "trafiking"});
  CHECK(rare.status == 0);
  CHECK(holds(rare.err, "did you mean: trafficking"));
  CHECK_FALSE(holds(run({searcher, "--db", index, "trafficking"}).err, "did you mean"));
}

TEST_CASE("filters take labels and acronyms and adjectives in any case (issue 18 item 3)") {
  const TemporaryFolder folder;
  const std::string index = make_small_index(
      folder,
      "{\"id\":\"k\",\"title\":\"Arrest in Bishkek\",\"body\":\"The State Committee for National Security of "
      "Kyrgyzstan "
      "detained a man for human trafficking in Bishkek.\",\"language\":\"en\",\"source\":\"Smith, Sons and Co\"}\n"
      "{\"id\":\"z\",\"title\":\"Raid in Astana\",\"body\":\"The Ministry of Internal Affairs of Kazakhstan raided a "
      "warehouse in Astana.\",\"language\":\"en\",\"source\":\"Plain\"}\n"
      "{\"id\":\"r\",\"title\":\"\u0421\u0443\u0434 \u0432 \u041c\u043e\u0441\u043a\u0432\u0435\",\"body\":"
      "\"\u0421\u0443\u0434 \u0432 \u041c\u043e\u0441\u043a\u0432\u0435.\",\"language\":\"ru\"}\n");
  const auto ids = [&](const std::string& option, const std::string& value) {
    return run({searcher, "--db", index, "--format", "ids", option, value}).out;
  };
  for (const char* name :
       {"SCNS", "scns", "\u0413\u041a\u041d\u0411", "State Committee for National Security of Kyrgyzstan",
        "kg-state-committee-for-national-security"})
    CHECK(ids("--agency", name) == "k\n");
  for (const char* name : {"Ministry of Internal Affairs of Kazakhstan", "interior ministry of kazakhstan"})
    CHECK(ids("--agency", name) == "z\n");
  for (const char* name : {"human trafficking", "Trafficking in persons", "trafficking-in-persons"})
    CHECK(ids("--crime", name) == "k\n");
  CHECK(ids("--country", "kyrgyz") == "k\n");
  CHECK(ids("--country", "Russian") == "r\n");
  CHECK(ids("--language", "russian") == "r\n");
  CHECK(ids("--source", "Smith, Sons and Co") == "k\n");
  CHECK(ids("--source", "smith, sons and co") == "k\n");
  CHECK(ids("--source", "Plain,none") == "r\nz\n");
  CHECK(run({searcher, "--db", index, "--format", "ids", "country:kyrgyz"}).out == "k\n");
  for (const auto& [option, value, near] :
       {std::array<const char*, 3>{"--crime", "human traficking", "human trafficking"},
        {"--agency", "kg-state-comittee-for-national-security", "kg-state-committee-for-national-security"},
        {"--country", "Kyrgyzstn", "Kyrgyzstan"},
        {"--source", "Plan", "Plain"},
        {"--crime", "homicid", "omicide"}}) {
    CAPTURE(option, value);
    const Ran ran = run({searcher, "--db", index, option, value});
    CHECK(ran.status == 2);
    CHECK(holds(ran.err, value));
    CHECK(holds(ran.err, near));
    CHECK(holds(ran.err, "hint: "));
  }
}

TEST_CASE("articles that lack a value can be chosen and are counted beside the others (issue 18 item 15)") {
  const auto ids = [](std::vector<std::string> more) {
    more.insert(more.begin(), {"--format", "ids", "--sort", "oldest"});
    return search_small(more).out;
  };
  const TemporaryFolder folder;
  const std::string index =
      make_small_index(folder,
                       "{\"id\":\"a\",\"body\":\"wheat one\",\"source\":\"One\",\"published\":\"2025-01-01\"}\n"
                       "{\"id\":\"b\",\"body\":\"wheat two\",\"published\":\"2025-01-02\"}\n"
                       "{\"id\":\"c\",\"body\":\"wheat three\",\"source\":\"One\"}\n");
  const auto all = [&](std::vector<std::string> more) {
    more.insert(more.begin(), {searcher, "--db", index, "--format", "ids"});
    return run(more).out;
  };
  CHECK(all({"--source", "none"}) == "b\n");
  CHECK(all({"--source", "!none"}) == "a\nc\n");
  CHECK(all({"wheat source:none"}) == "b\n");
  CHECK(all({"published:none"}) == "c\n");
  CHECK(all({"wheat -published:none"}) == "a\nb\n");
  const Json answer =
      Json::parse(run({searcher, "--db", index, "--format", "json", "--facets", "source", "--source", "none"}).out);
  CHECK(answer.at("total") == 1);
  int lacking = 0;
  for (const Json& value : answer.at("facets").at("source").at("values")) {
    if (value.at("value") == "(none)") lacking = value.at("count");
    else CHECK(value.at("count") == 2);
  }
  CHECK(lacking == 1);
  CHECK(ids({"published:none"}) == "e\n");
}

TEST_CASE("articles are chosen by folder and by main crime and by dates as people write them (issue 18 item 15)") {
  const TemporaryFolder folder;
  std::filesystem::create_directories(folder / "news/2025");
  write_file(
      folder / "news/2025/robbery.txt",
      "Bank robbery in Osh\n\nTwo men robbed a bank in Osh. The robbery was filmed. They were charged with robbery.\n");
  write_file(folder / "news/theft.txt",
             "Theft of a car\n\nA car was stolen in Osh. The theft was seen. A man was tried for theft.\n");
  REQUIRE(run({indexer, "-q", "--db", "db", "news"}, {}, {}, folder.path()).status == 0);
  const auto count = [&](std::vector<std::string> more) {
    more.insert(more.begin(), {searcher, "--db", "db", "-c"});
    return run(more, {}, {"BLOTTER_TODAY=2025-07-02"}, folder.path()).out;
  };
  CHECK(count({"--path", "news"}) == "2\n");
  CHECK(count({"--path", "./news/2025/"}) == "1\n");
  CHECK(count({"--path", "2025"}) == "1\n");
  CHECK(count({"--path", "*.txt"}) == "2\n");
  CHECK(count({"--path", "new"}) == "0\n");
  CHECK(count({"path:theft.txt"}) == "1\n");
  CHECK(count({"car -path:news/2025"}) == "1\n");
  CHECK(count({"--charge", "robbery"}) == "1\n");
  CHECK(count({"--charge", "!robbery"}) == "1\n");
  const auto dated = [](const std::string& date) {
    return search_small({"-c", "--from", date, "--to", date}, {}, {"BLOTTER_TODAY=2025-02-11"}).out;
  };
  CHECK(dated("yesterday") == "1\n");   // b
  CHECK(dated("last month") == "1\n");  // a
  CHECK(dated("10.3.2025") == "1\n");   // c
  CHECK(dated("2025-W15") == "1\n");    // d
  CHECK(dated("this-year") == "4\n");
}

TEST_CASE("counts come as tables and one row a query and one line a hit (issue 18 item 12)") {
  CHECK(search_small({"--facets", "source", "--limit", "0", "--format", "csv", "*"}).out ==
        "facet,value,label,parent,count\r\nsource,Two,Two,,3\r\nsource,One,One,,2\r\n");
  CHECK(search_small({"--bulk", "-", "--format", "tsv", "--columns", "qid,query,total"}, "wheat\nxqzj\n").out ==
        "qid\tquery\ttotal\n1\twheat\t2\n2\txqzj\t0\n");
  CHECK(search_small({"-c", "wheat"}).out == "2\n");
  const std::vector<std::string> hits = lines_of(search_small({"--format", "hits", "wheat"}).out);
  REQUIRE(hits.size() == 2);
  CHECK(Json::parse(hits[0]).at("title") == "Wheat harvest");
  CHECK(Json::parse(hits[0]).at("schema") == "blotter.hit/1");
  CHECK(Json::parse(lines_of(search_small({"--bulk", "-", "--format", "hits"}, "k\tharvest\n").out).at(0)).at("qid") ==
        "k");
}

TEST_CASE("rows that stop early say so and --all takes everything (issue 18 item 4)") {
  for (const char* format : {"csv", "tsv", "ids", "hits"}) {
    CAPTURE(format);
    CHECK(holds(search_small({"-n", "1", "--format", format, "wheat"}).err, "1 of 2 hits; --all gives every one"));
    CHECK(search_small({"--all", "--format", format, "wheat"}).err.empty());
    CHECK(search_small({"-q", "-n", "1", "--format", format, "wheat"}).err.empty());
  }
  CHECK(lines_of(search_small({"--limit", "all", "--format", "ids", "*"}).out).size() == 5);
  CHECK(search_small({"--limit", "many", "wheat"}).status == 2);
}

TEST_CASE("stories are counted beside articles where near-duplicates are grouped (issue 18 item 13)") {
  std::string articles;
  const std::string text =
      "Customs officers at the northern crossing found forty kilograms of heroin in a lorry that carried onions. The "
      "driver "
      "said that he had been paid to wait at a petrol station and had not looked under the sacks. A court will hear "
      "him.";
  for (int i = 0; i < 3; ++i)
    articles += "{\"id\":\"r" + std::to_string(i) + "\",\"title\":\"Heroin in a lorry " + std::to_string(i) +
                "\",\"body\":\"" + text + "\",\"source\":\"S" + std::to_string(i % 2) + "\"}\n";
  articles += "{\"id\":\"o\",\"title\":\"Wheat\",\"body\":\"A lorry of wheat.\",\"source\":\"S0\"}\n";
  const TemporaryFolder folder;
  const std::string index = make_small_index(folder, articles);
  const auto answer = [&](const std::vector<std::string>& more) {
    std::vector<std::string> command{searcher, "--db", index, "--format", "json", "--facets", "source", "lorry"};
    command.insert(command.end(), more.begin(), more.end());
    return Json::parse(run(command).out);
  };
  const auto count = [](const Json& one, const std::string& wanted) {
    for (const Json& value : one.at("facets").at("source").at("values"))
      if (value.at("value") == wanted) return value.at("count").get<int>();
    return 0;
  };
  CHECK_FALSE(answer({}).contains("total_stories"));
  CHECK(count(answer({}), "S0") == 3);
  const Json grouped = answer({"--group"});
  CHECK(grouped.at("total") == 4);
  CHECK(grouped.at("total_stories") == 2);
  CHECK(grouped.at("hits").size() == 2);
  CHECK(count(grouped, "S0") == 2);
  CHECK(count(grouped, "S1") == 1);
  CHECK(count(answer({"--group", "--source", "S1"}), "S0") == 2);
  CHECK(holds(run({searcher, "--db", index, "--group", "lorry"}).out, "2 stories, 4 articles"));
}

TEST_CASE("several articles are shown and the words of a query marked in them (issue 18 item 18)") {
  const Ran two = search_small({"--show", "d", "--show", "b"});
  CHECK(two.status == 0);
  CHECK(holds(two.out, "The harvest of"));
  CHECK(holds(two.out, "The court in"));
  CHECK(search_small({"--show", "-"}, "d\r\nb\n").out == two.out);
  CHECK(search_small({"--show", "-"}, search_small({"--format", "ids", "-0", "id:d"}).out).out ==
        search_small({"--show", "d"}).out);
  const Ran some = search_small({"--show", "d", "--show", "nobody"});
  CHECK(some.status == 1);
  CHECK(holds(some.out, "harvest"));
  CHECK(holds(some.err, "'nobody'"));
  CHECK(holds(search_small({"--show", "d", "harvest"}).out, "The [harvest] of"));
  CHECK(search_small({"-0", "wheat"}).status == 2);
  // As xargs hands them over; words that are no ids are a query.
  CHECK(search_small({"--show", "d", "b"}).out == two.out);
  CHECK(search_small({"--show", "-", "-0"}, std::string("d\0b\0", 4)).out == two.out);
  CHECK(holds(search_small({"--show", "d", "harvest", "b"}).out, "The [harvest] of"));
}

TEST_CASE("a hit shows its address and its bodies and what its signs mean (issue 18 item 11)") {
  const TemporaryFolder folder;
  const std::string index =
      make_small_index(folder,
                       "{\"id\":\"sc-7\",\"title\":\"Arrest in "
                       "Tashkent\",\"url\":\"https://herald.example/7\",\"body\":\"Interpol said in "
                       "Tashkent that the Uzbek police arrested a man in Tashkent.\",\"language\":\"en\"}\n");
  const std::string out = run({searcher, "--db", index, "arrested"}).out;
  CHECK(holds(out, "sc-7  https://herald.example/7"));
  CHECK(holds(out, "UZ*"));
  CHECK(holds(out, "? * the story is about this country"));
  CHECK(holds(out, "interpol"));
}

TEST_CASE("regression: --open stands in the help beside what else is printed") {
  const std::string help = run({searcher, "--help"}).out;
  const std::size_t group = help.find("\nWhat is printed:\n");
  REQUIRE(group != std::string::npos);
  CHECK(holds(help.substr(group, help.find("\n\n", group) - group), "--open ID|N"));
}

TEST_CASE("help fits the width and begins with what most people want (issue 18 item 9)") {
  for (const std::string& program : {searcher, indexer}) {
    const std::vector<std::string> lines = lines_of(run({program, "--help"}).out);
    std::string first;
    for (std::size_t i = 0; i < 8; ++i) first += lines.at(i) + '\n';
    CHECK(holds(first, program == searcher ? "--bulk queries.tsv" : "--dry-run --json"));
    for (const std::string& line : lines) {
      if (!line.starts_with("  blotter-") && !holds(line, " | blotter-")) CHECK(line.size() <= 112);  // bytes
      for (const char* noise : {"TEXT", "UINT", "REQUIRED", "Excludes", ":FILE"}) CHECK_FALSE(holds(line, noise));
    }
    const std::string page = run({program, "--generate", "man"}).out;
    for (const char* section : {".SH FILES", ".SH ENVIRONMENT", ".SH SEE ALSO", ".SH EXAMPLES", "\"2026-"})
      CHECK(holds(page, section));
    // Of `files DIR` a shell completes the word; the folder is one's own.
    CHECK_FALSE(holds(run({program, "--generate", "fish"}).out, "files DIR' -d"));
  }
  const TemporaryFolder folder;
  const Ran alone = run({searcher}, {}, {}, folder.path());
  CHECK(alone.status == 2);
  CHECK(holds(alone.err, "blotter-index --db blotter.db FOLDER"));
  CHECK(holds(search_small({}).err, "--list facets"));
  CHECK(holds(search_small({"--list", "facets"}).out, "2\tsource"));
}

TEST_CASE("limits of hits and of facet values take a number or all (issue 18 item 4)") {
  const auto answer = [](std::vector<std::string> more) {
    more.insert(more.begin(), {"--format", "json", "--facets", "source"});
    return Json::parse(search_small(more).out);
  };
  const auto values = [&](const std::vector<std::string>& more) {
    return answer(more).at("facets").at("source").at("values").size();
  };
  CHECK(answer({"--limit", "0", "*"}).at("hits").empty());
  CHECK(answer({"--limit", "0", "*"}).at("total") == 5);
  CHECK(values({"--facet-limit", "0", "*"}) == 2);
  CHECK(answer({"--facet-limit", "0", "*"}).at("hits").size() == 5);
  CHECK(values({"--facet-limit", "1", "*"}) == 1);
  CHECK(values({"--facet-limit", "all", "*"}) == 2);
  CHECK(values({"--facet-limit", "0", "--all", "*"}) == 2);
  CHECK(answer({"--limit", "0", "--all", "*"}).at("hits").size() == 5);
  // A batch's requests read them likewise.
  const auto batch = [](const std::string& request) {
    return Json::parse(search_small({"--bulk", "-", "--format", "jsonl", "--facets", "source"}, request).out)
        .at("facets")
        .at("source")
        .at("values")
        .size();
  };
  CHECK(batch("{\"query\":\"*\",\"facet_limit\":0}\n") == 2);
  CHECK(batch("{\"query\":\"*\",\"facet_limit\":\"all\"}\n") == 2);
  const Ran listed = search_small({"--list", "source", "--facet-limit", "0"});
  CHECK(listed.status == 0);
  CHECK(lines_of(listed.out).size() == 2);
  const std::string help = run({searcher, "--help"}).out;
  for (const char* part : {"Hits to show: a number, 0 for none, or all",
                           "Values to show of each: a number, or all, as 0 is, too", "--limit all --facet-limit all"})
    CHECK(holds(help, part));
}

TEST_CASE("a misspelt alias in a filter is asked about (issue 18 items 2 and 3)") {
  for (const auto& [option, value, meant] :
       {std::array<const char*, 3>{"--agency", "Ministy of Internal Affairs",
                                   "did you mean ministry of internal affairs?"},
        {"--agency", "SCNZ", "did you mean scns?"},
        {"--agency", "Interior Minstry of Kazakhstn", "did you mean interior ministry of kazakhstan?"},
        {"--crime", "human traficking", "did you mean human trafficking?"},
        {"--crime", "monny laundring", "did you mean"},
        {"--country", "kyrgz", "did you mean kyrgyz?"},
        {"--agency", "\u0413\u041a\u041d\u0412", "did you mean \u0433\u043a\u043d\u0431?"},
        {"--language", "rusian", "did you mean Russian?"}}) {
    CAPTURE(option, value);
    const Ran ran = search_small({option, value});
    CHECK(ran.status == 2);
    CHECK(holds(ran.err, value));
    CHECK(holds(ran.err, meant));
  }
  // As a field, too; and what is like nothing is not guessed.
  CHECK(holds(search_small({"agency:\"Ministy of Internal Affairs\""}).err,
              "did you mean ministry of internal affairs?"));
  CHECK_FALSE(holds(search_small({"--agency", "Guild of Weavers"}).err, "did you mean"));
}

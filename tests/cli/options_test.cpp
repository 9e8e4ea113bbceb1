// What the options promise, one by one, on the sample corpus.
#include "tests/support/programs.hpp"
#include "tests/support/sample_index.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

using namespace blotter::test;
using Json = nlohmann::json;

namespace {

Json answer(std::vector<std::string> arguments) {
  arguments.insert(arguments.end(), {"--format", "json"});
  return Json::parse(search_sample(arguments).out);
}

// The listed values of a facet with their counts.
std::map<std::string, int> counts(const Json& answer, const std::string& facet) {
  std::map<std::string, int> found;
  for (const Json& value : answer.at("facets").at(facet).at("values")) found[value.at("value")] = value.at("count");
  return found;
}

}  // namespace

TEST_CASE("csv and tsv hold the histogram or the cross table that is asked for, all of it") {
  const Json whole =
      answer({"--histogram", "month", "--cross", "country,crime", "--facet-limit", "all", "trafficking"});
  std::vector<std::string> lines =
      lines_of(search_sample({"--histogram", "month", "--format", "tsv", "trafficking"}).out);
  REQUIRE(lines.size() == whole.at("histogram").at("periods").size() + 1);
  CHECK(lines.front() == "from\tto\tcount");
  CHECK(std::find(lines.begin(), lines.end(), "2025-10-01\t2025-10-31\t9") != lines.end());

  lines = lines_of(search_sample({"--cross", "country,crime", "--format", "csv", "trafficking"}).out);
  CHECK(lines.front() == "country,crime,count\r");
  std::size_t pairs = 0;
  const Json& cross = whole.at("crosses").front();
  CHECK(cross.at("row_values").size() == cross.at("distinct_rows"));
  for (const Json& row : cross.at("counts"))
    pairs += row.size() - static_cast<std::size_t>(std::count(row.begin(), row.end(), 0));
  CHECK(lines.size() == pairs + 1);

  const Ran both =
      search_sample({"--histogram", "month", "--cross", "country,crime", "--format", "csv", "trafficking"});
  CHECK(both.status == 2);
  CHECK(holds(both.err, "one table"));
  CHECK(search_sample({"--histogram", "month", "--columns", "id", "--format", "csv", "trafficking"}).status == 2);
}

TEST_CASE("a batch of histograms has a row a period, and errors in their own") {
  const Ran ran = search_sample({"--bulk", "-", "--histogram", "year", "--format", "tsv"}, "organ\n\nqwertyuiopzz\n");
  const std::vector<std::string> lines = lines_of(ran.out);
  REQUIRE(lines.size() == 2);
  CHECK(lines[0] == "qid\tfrom\tto\tcount\terror");
  CHECK(holds(lines[1], "1\t2025-01-01\t2025-12-31\t"));
  const Ran bad = search_sample({"--bulk", "-", "--histogram", "year", "--format", "csv", "--strict"}, "(organ\n");
  CHECK(bad.status == 2);
  CHECK(lines_of(bad.out).at(1) == "1,,,,( is not closed at position 1\r");
}

TEST_CASE("values are listed by count or name, from a count on, and sought within") {
  const std::vector<std::string> by_count = lines_of(search_sample({"--list", "crime"}).out);
  REQUIRE(by_count.size() > 30);
  const auto number = [](const std::string& line) { return std::stoi(line); };
  CHECK(std::is_sorted(by_count.begin(), by_count.end(),
                       [&](const auto& a, const auto& b) { return number(a) > number(b); }));
  CHECK(holds(lines_of(search_sample({"--list", "crime", "--facet-sort", "name"}).out).front(), "\tArms trafficking"));
  for (const std::string& line : lines_of(search_sample({"--list", "crime", "--min-count", "10"}).out))
    CHECK(number(line) >= 10);
  const std::vector<std::string> sought = lines_of(search_sample({"--list", "agency", "--matching", "PROSECUTOR"}).out);
  CHECK(sought.size() >= 5);
  for (const std::string& line : sought) CHECK(holds(line, "prosecutor"));
  CHECK(search_sample({"--list", "agency", "--matching", "nosuchbody"}).status == 1);
  const Ran cut = search_sample({"--list", "crime", "--facet-limit", "2"});
  CHECK(lines_of(cut.out).size() == 2);
  CHECK(holds(cut.err, "2 of " + std::to_string(by_count.size()) + " values"));
  CHECK(lines_of(search_sample({"--list", "crime", "--format", "csv"}).out).front() == "value,label,parent,count\r");
}

TEST_CASE("an excluded value keeps its count, a chosen one without articles stays with 0") {
  const std::map<std::string, int> all = counts(answer({"--facet-limit", "all", "trafficking"}), "country");
  const Json without = answer({"--facet-limit", "all", "--country", "!KG", "trafficking"});
  const std::map<std::string, int> beside = counts(without, "country");
  CHECK(beside.at("KG") == all.at("KG"));
  for (const char* country : {"UZ", "KZ", "TJ"})  // what one gets by choosing it beside the exclusion
    CHECK(beside.at(country) == answer({"--country", std::string(country) + ",!KG", "trafficking"}).at("total"));
  for (const Json& hit : without.at("hits"))
    CHECK(std::find(hit.at("country").begin(), hit.at("country").end(), "KG") == hit.at("country").end());
  CHECK(counts(answer({"--country", "JP,UZ", "trafficking"}), "country").at("JP") == 0);
  // Inside the filter, each country counts beside the chosen one only.
  const std::map<std::string, int> down =
      counts(answer({"--country", "UZ", "--drill-down", "--facet-limit", "all", "trafficking"}), "country");
  CHECK(down.at("UZ") == all.at("UZ"));
  CHECK(down.at("KG") < all.at("KG"));
  // A parent finds its children.
  CHECK(answer({"--crime", "trafficking-in-persons"}).at("total") >
        answer({"--crime", "organ-trafficking"}).at("total"));
}

TEST_CASE("what is left out is said, on standard error and in the JSON") {
  const std::map<std::string, std::string> said{{"the organ", "too common to search for: the"},
                                                {"kolour:red organ", "'kolour' at position 1 is no field"},
                                                {"a* organ", "'a*' at position 1 is too short"},
                                                {"??? organ", "'\?\?\?' at position 1 has no letter or digit"},
                                                {"organ nosuchwordhere", "'nosuchwordhere' is in no article"}};
  for (const auto& [query, note] : said) {
    CAPTURE(query);
    CHECK(holds(search_sample({query}).err, note));
    CHECK(holds(answer({query}).at("notes").dump(), note));
    CHECK(holds(search_sample({"--bulk", "-", "--format", "tsv"}, query + "\n").err, "note: query 1: " + note));
    CHECK(holds(search_sample({"--bulk", "-"}, query + "\n").out, note));
    CHECK(search_sample({"--quiet", query}).err.empty());
    CHECK(search_sample({"-q", query}).err.empty());
  }
}

TEST_CASE("an empty answer says why") {
  const Ran filtered = search_sample({"--country", "JP", "--from", "2025", "organ"});
  CHECK(filtered.status == 1);
  CHECK(holds(filtered.err, " articles match the words, none passes the filters"));
  CHECK(holds(filtered.err, "without the country filter: "));
  const Ran words = search_sample({"organ kidney wedding"});
  CHECK(words.status == 1);

  CHECK(holds(words.err, "without one of them: 'wedding' "));
  CHECK(holds(search_sample({"kidnappng"}).err, "did you mean: "));
  CHECK(answer({"organ kidney wedding"}).at("reasons").size() == 2);
}

TEST_CASE("relative dates count from $BLOTTER_TODAY") {
  const std::vector<std::string> five_days{"--format", "ids", "--limit", "1000", "published:-5d.."};
  const std::size_t since =
      lines_of(search_sample({"--format", "ids", "--limit", "1000", "--from", "2025-11-17"}).out).size();
  CHECK(since > 0);
  CHECK(lines_of(search_sample(five_days, {}, {"BLOTTER_TODAY=2025-11-22"}).out).size() == since);
  CHECK(
      lines_of(
          search_sample({"--format", "ids", "--limit", "1000", "--from", "-5d"}, {}, {"BLOTTER_TODAY=2025-11-22"}).out)
          .size() == since);
  CHECK(search_sample(five_days, {}, {"BLOTTER_TODAY=2031-01-01"}).status == 1);
}

TEST_CASE("a wrong command line is named as it was typed") {
  CHECK(holds(search_sample({"--limit", "-3", "x"}).err, "-3"));
  CHECK(search_sample({"--limit", "-3", "x"}).status == 2);
  CHECK(holds(search_sample({"--from", "2025-13", "x"}).err, "'2025-13' is no date"));
  CHECK(holds(search_sample({"--facets", "colour", "x"}).err, "facets: country"));
  CHECK(holds(search_sample({"--cross", "colour,crime", "x"}).err, "facets: country, focus, agency, "));
}

TEST_CASE("a request's bad part is reported by its line") {
  const Ran ran = search_sample({"--bulk", "-", "--format", "jsonl"}, "organ\n");
  CHECK(ran.status == 0);
  const TemporaryFolder folder;
  write_file(folder / "q.jsonl", "{\"qid\":\"a\",\"query\":\"organ\"}\n\n{\"qid\":\"b\",\"limit\":\"x\"}\n");
  const Ran bad = search_sample({"--bulk", folder / "q.jsonl", "--format", "jsonl"});
  CHECK(bad.status == 2);
  CHECK(Json::parse(lines_of(bad.out).at(1)).at("error").at("message") == "line 3: 'x' is no number for limit");
}

TEST_CASE("TREC topics are read with their titles, wherever those stand") {
  const Ran ran =
      search_sample({"--bulk", "-", "--format", "tsv", "--limit", "1", "--columns", "qid,query,error"},
                    "<top>\n<num> Number: 301\n<title> Organ trafficking\n<desc> Description:\nnot this\n</top>\n"
                    "<top>\n<num> Number: 302\n<title>\nheroin\nborder\n<narr> nor this\n</top>\n"
                    "<top>\n<num> 303\n</top>\n");
  CHECK(ran.status == 2);
  const std::vector<std::string> lines = lines_of(ran.out);
  REQUIRE(lines.size() == 4);
  CHECK(lines[1] == "301\tOrgan trafficking\t");
  CHECK(lines[2] == "302\theroin border\t");
  CHECK(holds(lines[3], "303\t\tthe topic that ends at line 16 has no title"));
}

TEST_CASE("with --match any a sentence is text and an expression is not, alone as in a batch") {
  for (const std::string query :
       {"police of the AND -court", "police -court", "+police court", "THE POLICE AND THE COURT"}) {
    CAPTURE(query);
    const Ran alone = search_sample({"--match", "any", "--format", "trec", query});
    CHECK(alone.status == 0);
    CHECK(search_sample({"--match", "any", "--format", "trec", "--bulk", "-"}, query + "\n").out == alone.out);
    const std::string request = Json{{"qid", "1"}, {"query", query}, {"match", "any"}}.dump();
    const TemporaryFolder folder;
    write_file(folder / "q.jsonl", request + "\n");
    CHECK(search_sample({"--format", "trec", "--bulk", folder / "q.jsonl"}).out == alone.out);
  }
  CHECK(holds(search_sample({"--match", "any", "police of the -court"}).err, "'of' makes the query a sentence"));
  CHECK(search_sample({"--match", "any", "--strict", "--format", "ids", "police of the -court"}).out ==
        search_sample({"--match", "any", "--format", "ids", "police -court"}).out);
}

TEST_CASE("a batch ends with its sum and its limit") {
  const Ran ran = search_sample({"--bulk", "-", "--limit", "2", "--format", "trec"}, "organ\nnosuchwordhere\n");
  CHECK(holds(ran.err, "2 queries: 1 found something, 1 nothing, 0 failed; at most 2 hits each (--limit)"));
  CHECK(search_sample({"--bulk", "-", "--quiet", "--format", "trec"}, "organ\n").err.empty());
}

TEST_CASE("standard error that nobody reads is no error") {
  const Ran ran = run({"/bin/sh", "-c", "(" + searcher + " --db news.db nosuchwordhere; echo $? >status) 2>&1 | :"}, {},
                      {}, sample_folder().path());
  CHECK(ran.status == 0);
  CHECK(read_file(sample_folder() / "status") == "1\n");
}

TEST_CASE("the option --no-snippets leaves them out of every output, alone and in a batch") {
  const auto has_snippet = [](const std::string& line) {
    return Json::parse(line).at("hits").at(0).contains("snippet");
  };
  CHECK(has_snippet(search_sample({"--format", "json", "organ"}).out));
  CHECK_FALSE(has_snippet(search_sample({"--format", "json", "--no-snippets", "organ"}).out));
  const auto batch = [&](const std::vector<std::string>& more) {
    std::vector<std::string> arguments{"--bulk", "-", "--format", "json"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return lines_of(search_sample(arguments, "organ\n").out).at(0);
  };
  CHECK(has_snippet(batch({})));
  CHECK_FALSE(has_snippet(batch({"--no-snippets"})));
  const auto screen_lines = [](const std::vector<std::string>& more) {
    std::vector<std::string> arguments{"--format", "text", "--facets", "none", "organ"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return lines_of(search_sample(arguments).out).size();
  };
  CHECK(screen_lines({"--no-snippets"}) < screen_lines({}));
}

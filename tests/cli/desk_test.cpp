// What an analyst takes away: exports, originals, characteristic words, shares, and time as an axis.
#include "tests/support/programs.hpp"
#include "tests/support/sample_index.hpp"
#include "tests/support/small_index.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

using namespace blotter::test;
using Json = nlohmann::json;
namespace fs = std::filesystem;

namespace {

Json answer(std::vector<std::string> arguments) {
  arguments.insert(arguments.end(), {"--format", "json"});
  return Json::parse(search_sample(arguments).out);
}

int total(const std::vector<std::string>& arguments) { return answer(arguments).at("total"); }

// An article that tries to be markup in every form, about theft in Tashkent.
const std::string hostile_article =
    R"json({"id":"<b>x</b>","title":"&lt;script&gt;alert(1)&lt;/script&gt; # & \"theft\" {{id}} \u202egnp","body":"1. Theft in Tashkent &lt;img src=x onerror=alert(1)&gt;","url":"javascript:alert(1)","source":"=cmd|' /C calc'!A0","language":"en","published":"2025-01-10"}
{"id":"y","title":"Market","body":"- a *list* of [links](javascript:alert(1))\n=== `code` of theft \u001b[31m","language":"en","published":"2025-01-11"}
)json";

}  // namespace

TEST_CASE("export: every match goes out whole unless a limit is given") {
  const Ran all = search_sample({"--export", "jsonl", "trafficking"});
  REQUIRE(all.status == 0);
  CHECK(static_cast<int>(lines_of(all.out).size()) == total({"trafficking"}));
  CHECK(lines_of(search_sample({"--export", "jsonl", "--limit", "2", "trafficking"}).out).size() == 2);
  const Json first = Json::parse(lines_of(all.out).front());
  CHECK(first.at("schema") == "blotter.article/1");
  CHECK_FALSE(first.at("body").get<std::string>().empty());
  CHECK(holds(first.at("citation"), first.at("source").get<std::string>()));
  CHECK_FALSE(first.at("facets").at("crime").front().at("evidence").empty());
  CHECK(search_sample({"--export", "jsonl", "qwertyuiopzz"}).status == 1);
  CHECK(search_sample({"--export", "pdf", "trafficking"}).status == 2);
  CHECK(search_sample({"--export", "md", "--bulk", "-"}, "organ\n").status == 2);
}

TEST_CASE("export: exported JSON lines are indexed as the same articles") {
  const TemporaryFolder folder;
  write_file(folder / "taken.jsonl", search_sample({"--export", "jsonl", "trafficking"}).out);
  REQUIRE(run({indexer, "--quiet", "--db", folder / "again", folder / "taken.jsonl"}).status == 0);
  const Ran again = run({searcher, "--db", folder / "again", "--format", "json", "trafficking"});
  CHECK(Json::parse(again.out).at("total") == total({"trafficking"}));
}

TEST_CASE("export: CSL JSON has what a reference manager needs") {
  const Json items = Json::parse(search_sample({"--export", "csl-json", "kidney"}).out);
  CHECK(static_cast<int>(items.size()) == total({"kidney"}));
  const Json& one = items.front();
  CHECK(one.at("type") == "article-newspaper");
  CHECK(one.at("issued").at("date-parts").front().size() == 3);
  CHECK_FALSE(one.at("title").get<std::string>().empty());
  CHECK(Json::parse(search_sample({"--export", "csl-json", "qwertyuiopzz"}).out).empty());
}

TEST_CASE("export: what an article holds stays text in every form") {
  const TemporaryFolder folder;
  const std::string index = make_small_index(folder, hostile_article);
  const auto exported = [&](const std::string& form) {
    const Ran ran = run({searcher, "--db", index, "--export", form, "theft"});
    CHECK(ran.status == 0);
    for (const char* steering : {"\u202e", "\x1b"}) CHECK_FALSE(holds(ran.out, steering));
    return ran.out;
  };
  const std::string page = exported("html");
  for (const char* markup : {"<script", "<img", "<b>", "href=", "onerror=alert(1)>"}) CHECK_FALSE(holds(page, markup));
  CHECK(holds(page, "&lt;script&gt;alert(1)"));
  CHECK(holds(page, "{{id}}"));
  CHECK(holds(page, "<mark>Tashkent</mark>"));
  const std::string text = exported("md");
  for (const char* shown : {"\\<script\\>", "\n1\\. Theft in **Tashkent**", "\n\\- a \\*list\\* of \\[links\\]",
                            "\n\\=== \\`code\\`", "# \\<script"})
    CHECK(holds(text, shown));
  CHECK_FALSE(holds(text, "<javascript:"));
  CHECK(Json::parse(exported("csl-json")).size() == 2);
}

TEST_CASE("export: original files are copied once each with a manifest that can be checked") {
  const TemporaryFolder folder;
  const std::string target = folder / "originals";
  const Ran ran = search_sample({"--export", "files", target, "kidney"});
  REQUIRE(ran.status == 0);
  const std::vector<std::string> rows = lines_of(read_file(target + "/manifest.tsv"));
  REQUIRE(static_cast<int>(rows.size()) == total({"kidney"}) + 1);
  CHECK(rows.front() == "id\tpath\tfile\tbytes\tsha256");
  std::set<std::string> files;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const std::size_t path = rows[i].find('\t') + 1;
    const std::size_t file = rows[i].find('\t', path) + 1;
    const std::string name = rows[i].substr(file, rows[i].find('\t', file) - file);
    CHECK(read_file(target + "/" + name) == read_file(rows[i].substr(path, file - 1 - path)));
    files.insert(name);
  }
  CHECK(files.size() < rows.size() - 1);  // some files hold several hits
  CHECK(static_cast<std::size_t>(std::distance(fs::directory_iterator(target), {})) == files.size() + 2);
  CHECK(run({"/bin/sh", "-c", "sha256sum --check --quiet SHA256SUMS"}, {}, {}, target).status == 0);
  // A folder with something in it is not touched.
  const Ran refused = search_sample({"--export", "files", target, "kidney"});
  CHECK(refused.status == 2);
  CHECK(holds(refused.err, "'" + target + "' is there and not empty"));
  CHECK(search_sample({"--export", "files"}).status == 2);
}

TEST_CASE("export: an original that is gone is named and the others are copied") {
  const TemporaryFolder folder;
  write_file(folder / "one.txt", "Harvest\n\nThe wheat harvest was good this year, farmers in the valley said.\n");
  write_file(folder / "two.txt", "Market\n\nThe wheat market was slow this week, traders in the town said.\n");
  REQUIRE(run({indexer, "--quiet", "--db", folder / "index", folder / "one.txt", folder / "two.txt"}).status == 0);
  fs::remove(folder / "two.txt");
  const Ran ran = run({searcher, "--db", folder / "index", "--export", "files", folder / "out", "wheat"});
  CHECK(ran.status == 2);
  CHECK(holds(ran.err, "two.txt"));
  CHECK(fs::exists(folder / "out/0001-one.txt"));
  CHECK(lines_of(read_file(folder / "out/manifest.tsv")).size() == 2);
}

TEST_CASE("terms: the counts of characteristic words are exact and of all matches") {
  const Json found = answer({"--terms", "20", "--limit", "0", "--crime", "organ-trafficking"});
  REQUIRE(found.at("terms").size() == 20);
  CHECK(std::any_of(found.at("terms").begin(), found.at("terms").end(),
                    [](const Json& one) { return one.at("word") == "kidneys"; }));
  double last = 1e9;
  for (const Json& one : found.at("terms")) {
    CHECK(one.at("weight").get<double>() <= last);
    last = one.at("weight");
    const std::string word = one.at("word");
    if (word == "kidneys" || word == "donors" || word == "transplants") {
      CHECK(one.at("count") == total({"--crime", "organ-trafficking", word}));
      CHECK(one.at("all") == total({word}));
    }
  }
  // The query's own words say nothing new; every article together is about nothing in particular.
  const Json others = answer({"--terms", "20", "kidney"}).at("terms");
  CHECK(others.size() == 20);
  for (const Json& one : others) CHECK(one.at("word") != "kidneys");
  const Ran everything = search_sample({"--terms", "5", "--limit", "0", "*"});
  CHECK(holds(everything.err, "no word is characteristic"));
}

TEST_CASE("terms: rows, text and batches have the words too") {
  const std::vector<std::string> rows = lines_of(search_sample({"--terms", "4", "--format", "tsv", "kidney"}).out);
  REQUIRE(rows.size() == 5);
  CHECK(rows.front() == "word\tcount\tall\tweight");
  CHECK(holds(search_sample({"--terms", "4", "kidney"}).out, "characteristic words"));
  const TemporaryFolder folder;
  write_file(folder / "batch.jsonl", R"({"qid":"1","query":"kidney","terms":4})");
  const Ran batch = search_sample({"--bulk", folder / "batch.jsonl", "--format", "jsonl"});
  CHECK(Json::parse(batch.out).at("terms").size() == 4);
  CHECK(search_sample({"--terms", "4", "--histogram", "month", "--format", "csv", "kidney"}).status == 2);
}

TEST_CASE("terms: many matches are counted as few are") {
  // The first index is mostly matches and read by its terms, the second mostly others and read by its articles.
  const TemporaryFolder folder;
  std::string matches;
  std::string others;
  for (int i = 0; i < 12; ++i)
    matches += R"({"id":"m)" + std::to_string(i) + R"(","body":"Wheat and barley were sold by the )" +
               (i % 2 ? "miller" : "farmers") + " on day " + std::to_string(i) + R"(.","language":"en"})" + "\n";
  for (int i = 0; i < 400; ++i)
    others += R"({"id":"o)" + std::to_string(i) + R"(","body":"The council met again about road )" + std::to_string(i) +
              R"(.","language":"en"})" + "\n";
  const auto words = [&](const std::string& name, const std::string& articles) {
    REQUIRE(run({indexer, "--quiet", "--db", folder / name, "-"}, articles).status == 0);
    std::set<std::pair<std::string, int>> counts;
    const Ran ran = run({searcher, "--db", folder / name, "--format", "json", "--terms", "20", "wheat"});
    const Json found = Json::parse(ran.out).at("terms");
    for (const Json& one : found) counts.emplace(one.at("word").get<std::string>(), one.at("count").get<int>());
    return counts;
  };
  const auto few = words("few", matches + others);
  CHECK(few == words("many", matches + others.substr(0, others.find("\"o40\"")) + "\"o40\",\"body\":\"Rain.\"}\n"));
  CHECK(few.contains({"barley", 12}));
  CHECK(few.contains({"miller", 6}));
}

TEST_CASE("terms: fewer words are the first of more") {
  // A short list stops reading what can no longer be in it: of many matches, of few, and of a filter alone.
  for (const std::vector<std::string>& asked : std::vector<std::vector<std::string>>{
           {"police"}, {"trafficking"}, {"kidney"}, {"--match", "any", "court police bribe"}, {"--language", "en"}}) {
    CAPTURE(asked.back());
    const auto words = [&](const char* most) {
      std::vector<std::string> arguments{"--terms", most, "--limit", "0"};
      arguments.insert(arguments.end(), asked.begin(), asked.end());
      Json counts = answer(arguments).at("terms");
      for (Json& one : counts)
        one.erase("word");  // its form is that of the articles looked at, others for a longer list
      return counts;
    };
    const Json all = words("10000");
    REQUIRE(all.size() > 12);
    for (const std::size_t most : {1u, 4u, 12u}) {
      CAPTURE(most);
      Json first = Json::array();
      for (std::size_t i = 0; i < most; ++i) first.push_back(all.at(i));
      CHECK(words(std::to_string(most).c_str()) == first);
    }
  }
}

TEST_CASE("share: a period or row says of how many articles its count is a part") {
  const Json found =
      answer({"--histogram", "month", "--cross", "source,crime", "--share", "--limit", "0", "trafficking"});
  for (const Json& period : found.at("histogram").at("periods")) {
    if (period.at("from").is_null() || period.at("count") == 0) continue;
    const int all = total({"--from", period.at("from"), "--to", period.at("to"), "*"});
    CHECK(period.at("all") == all);
    CHECK(period.at("share").get<double>() == Approx(period.at("count").get<double>() / all).epsilon(1e-4));
  }
  const Json& cross = found.at("crosses").front();
  REQUIRE(cross.at("row_totals").size() == cross.at("row_values").size());
  CHECK(cross.at("row_totals").at(0) == total({"--source", cross.at("row_values").at(0)}));
  CHECK(
      cross.at("shares").at(0).at(0).get<double>() ==
      Approx(cross.at("counts").at(0).at(0).get<double>() / cross.at("row_totals").at(0).get<double>()).epsilon(1e-4));
  const std::vector<std::string> rows =
      lines_of(search_sample({"--histogram", "month", "--share", "--format", "csv", "trafficking"}).out);
  CHECK(rows.front() == "from,to,count,all,share\r");
  CHECK(holds(search_sample({"--histogram", "year", "--share", "trafficking"}).out, " % of "));
}

TEST_CASE("cross: a unit of time is an axis, its periods in order and without gaps") {
  const Json cross =
      answer({"--cross", "month,crime", "--limit", "0", "--facet-limit", "all", "trafficking"}).at("crosses").front();
  const Json histogram = answer({"--histogram", "month", "--limit", "0", "trafficking"}).at("histogram").at("periods");
  const std::vector<std::string> months = cross.at("row_values");
  CHECK(std::is_sorted(months.begin(), months.end()));
  std::size_t at = 0;
  for (const Json& period : histogram) {
    if (period.at("from").is_null()) continue;
    REQUIRE(at < months.size());
    CHECK(months[at++] == period.at("from").get<std::string>().substr(0, 7));
  }
  CHECK(at == months.size());
  // A cell is what the two filters give.
  const auto crime = cross.at("column_values").at(0).get<std::string>();
  for (std::size_t i = 0; i < months.size(); ++i)
    CHECK(cross.at("counts").at(i).at(0) ==
          total({"--from", months[i], "--to", months[i], "--crime", crime, "trafficking"}));
  const Json weeks = answer({"--cross", "source,week", "--limit", "0", "trafficking"}).at("crosses").front();
  CHECK(weeks.at("column_values").at(0).get<std::string>().size() == 10);
  const Ran wrong = search_sample({"--cross", "decade,crime", "trafficking"});
  CHECK(wrong.status == 2);
  CHECK(holds(wrong.err, "year, month, week, day"));
}

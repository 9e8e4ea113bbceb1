// The count beside a facet value is the total of the same query narrowed by that value: for every value of every facet
// over the sample corpus, with no filter, one and two.
#include "tests/support/sample_index.hpp"
#include "tests/support/sanitizers.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <map>

using namespace blotter::test;

namespace {

Ran search(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "--quiet");
  return search_sample(arguments);
}

std::size_t total_of(std::vector<std::string> arguments) {
  arguments.insert(arguments.end(), {"--facets", "none", "--limit", "100000", "--format", "ids"});
  const Ran ran = search(arguments);
  REQUIRE(ran.status <= 1);
  return lines_of(ran.out).size();
}

// Options with `facet` narrowed to the value alone: that is what the count beside it promises.
std::vector<std::string> narrowed(const std::map<std::string, std::string>& filters, const std::string& query,
                                  const std::string& facet, const std::string& value) {
  std::vector<std::string> arguments;
  for (const auto& [name, chosen] : filters)
    if (name != facet) arguments.insert(arguments.end(), {"--" + name, chosen});
  arguments.insert(arguments.end(), {"--" + facet, value});
  if (!query.empty()) arguments.push_back(query);
  return arguments;
}

void check_counts(const std::map<std::string, std::string>& filters, const std::string& query) {
  std::vector<std::string> arguments{"--format", "json", "--facet-limit", "all",
                                     "--limit",  "1",    "--facets",      "country,focus,agency,crime,language,source"};
  for (const auto& [name, chosen] : filters) arguments.insert(arguments.end(), {"--" + name, chosen});
  if (!query.empty()) arguments.push_back(query);
  const Ran ran = search(arguments);
  REQUIRE(ran.status == 0);
  const auto answer = nlohmann::json::parse(ran.out);
  REQUIRE(answer.at("facets").size() == 6);
  std::size_t checked = 0;
  for (const auto& [facet, counts] : answer.at("facets").items()) {
    REQUIRE(counts.at("exact") == true);
    for (const auto& value : counts.at("values")) {
      CAPTURE(facet, value.dump());
      // A program is started for each value.
      if (++checked % (is_sanitized ? 5 : 1) == 0)
        CHECK(value.at("count") == total_of(narrowed(filters, query, facet, value.at("value"))));
    }
  }
  CHECK(checked > 20);
}

}  // namespace

TEST_CASE("facet counts equal the totals of the narrowed query: a query without filters") {
  check_counts({}, "police");
}
TEST_CASE("facet counts equal the totals of the narrowed query: one filter") { check_counts({{"country", "KG"}}, ""); }
TEST_CASE("facet counts equal the totals of the narrowed query: two filters") {
  check_counts({{"country", "UZ"}, {"crime", "trafficking-in-persons"}}, "");
}

TEST_CASE("totals are exact: as many ids as the total says") {
  const Ran ran = search({"--format", "json", "--facets", "none", "--limit", "1", "court"});
  REQUIRE(ran.status == 0);
  const auto answer = nlohmann::json::parse(ran.out);
  CHECK(answer.at("total_exact") == true);
  CHECK(answer.at("total") == total_of({"court"}));
}

TEST_CASE("a bad query in a batch is reported in its own record and the rest go on") {
  const TemporaryFolder folder;
  write_file(folder / "q.jsonl",
             "{\"qid\":\"1\",\"query\":\"police\"}\n{\"qid\":\"2\",\"query\":\"(court "
             "AND\"}\n{\"qid\":\"3\",\"query\":\"court\"}\n");
  const Ran ran = search({"--bulk", folder / "q.jsonl", "--format", "jsonl", "--facets", "none"});
  CHECK(ran.status == 2);
  const auto lines = lines_of(ran.out);
  REQUIRE(lines.size() == 3);
  CHECK(nlohmann::json::parse(lines[0]).at("error").is_null());
  CHECK_FALSE(nlohmann::json::parse(lines[1]).at("error").is_null());
  CHECK(nlohmann::json::parse(lines[2]).at("total") > 0);
}

TEST_CASE("plain lines of a batch never fail on punctuation") {
  const TemporaryFolder folder;
  write_file(folder / "q.tsv", "1\tboundary-layer (theory / practice) ?\n2\tAND OR NOT ( \" court\n3\t-- *** :)\n");
  const Ran ran = search({"--match", "any", "--bulk", folder / "q.tsv", "--format", "jsonl", "--facets", "none"});
  CHECK(ran.status != 2);
  CHECK(lines_of(ran.out).size() == 3);
}

TEST_CASE("nothing found and an error are told apart by the exit status") {
  CHECK(search({"zzqxunheardof"}).status == 1);
  const Ran bad = search({"(police"});
  CHECK(bad.status == 2);
  CHECK(bad.out.empty());
  CHECK(run({searcher, "--db", "/nonexistent-index", "police"}).status == 2);
}

// For random queries and filters over generated articles, the counts beside facet values, periods and pairs are the
// totals of the query narrowed by them; a query is answered alone as in a batch, on one index as on two; and malformed
// queries are answered or refused, never worse.
// BLOTTER_PROPERTY_ARTICLES sets how many articles are made (default 600; the full run takes 20000).
#include "tests/support/process.hpp"
#include "tests/support/sanitizers.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <random>

using namespace blotter::test;
using Json = nlohmann::json;

namespace {

struct Generated {
  TemporaryFolder folder;
  Generated() {
    const char* asked = std::getenv("BLOTTER_PROPERTY_ARTICLES");
    const std::string articles = asked ? asked : "600";
    const Ran made = run({source_folder + "/scripts/generate-corpus", "--articles", articles, "--seed", "11"});
    if (made.status != 0) throw std::runtime_error("scripts/generate-corpus: " + made.err);
    std::string halves[2];
    std::size_t i = 0;
    for (const std::string& line : lines_of(made.out)) halves[i++ % 2] += line + '\n';
    write_file(folder / "one.jsonl", halves[0]);
    write_file(folder / "two.jsonl", halves[1]);
    (void)run({indexer, "-q", "--db", folder / "all", folder / "one.jsonl", folder / "two.jsonl"});
    (void)run({indexer, "-q", "--db", folder / "one", folder / "one.jsonl"});
    (void)run({indexer, "-q", "--db", folder / "two", folder / "two.jsonl"});
  }
};

const Generated& generated() {
  static const Generated one;
  return one;
}

std::vector<std::string> whole() { return {"--db", generated().folder / "all"}; }
std::vector<std::string> parts() { return {"--db", generated().folder / "one", "--db", generated().folder / "two"}; }

// The answers to the requests, in their order; times are taken out unless asked for.
std::vector<Json> answers(const std::vector<Json>& requests, std::vector<std::string> databases, bool times = false) {
  std::string input;
  for (const Json& request : requests) input += request.dump() + '\n';
  const TemporaryFolder folder;
  write_file(folder / "requests.jsonl", input);
  databases.insert(databases.begin(), searcher);
  databases.insert(databases.end(), {"--quiet", "--format", "jsonl", "--bulk", folder / "requests.jsonl"});
  const Ran ran = run(databases);
  REQUIRE(ran.status <= 2);
  std::vector<Json> parsed;
  for (const std::string& line : lines_of(ran.out)) {
    parsed.push_back(Json::parse(line));
    if (!times) parsed.back().erase("took_ms");
  }
  REQUIRE(parsed.size() == requests.size());
  return parsed;
}

std::vector<std::uint64_t> totals(const std::vector<Json>& requests) {
  std::vector<std::uint64_t> found;
  for (const Json& answer : answers(requests, whole())) {
    REQUIRE(answer.at("error").is_null());
    found.push_back(answer.at("total").get<std::uint64_t>());
  }
  return found;
}

class Dice {
 public:
  template <class Item>
  const Item& one(const std::vector<Item>& items) {
    return items[engine_() % items.size()];
  }
  bool often() { return engine_() % 2 == 0; }
  std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>(engine_() % n); }

 private:
  std::mt19937 engine_{20260704};
};

const std::vector<std::string> words{"police",         "court",    "bribery", "\"heroin smuggling\"",   "prosec*",
                                     "title:sentence", "border~1", "Osh",     "customs NEAR/8 service", "wheat"};
const std::vector<std::pair<std::string, std::vector<std::string>>> choices{
    {"country", {"KG", "UZ", "KZ", "RU", "JP"}},
    {"crime", {"corruption", "drug-offence", "organ-trafficking", "theft"}},
    {"agency", {"interpol", "iom", "eu"}},
    {"source", {"Jailoo News", "Pamir Observer"}}};

Json random_request(Dice& dice) {
  Json request{{"query", dice.often() ? dice.one(words) : "*"}};
  if (dice.often()) request["query"] = dice.one(words) + (dice.often() ? " OR " : " -") + dice.one(words);
  for (const auto& [facet, values] : choices) {
    if (dice.below(3) != 0) continue;
    request[facet] = Json::array({dice.one(values)});
    if (dice.often()) request[facet].push_back((dice.often() ? "!" : "") + dice.one(values));
  }
  if (dice.below(4) == 0) request["from"] = "2015";
  if (dice.below(4) == 0) request["to"] = "2024-06";
  request["limit"] = 0;
  return request;
}

// How the hits are to be ordered.
Json random_order(Dice& dice) {
  static const std::vector<Json> orders{Json::object(),     {{"match", "any"}},   {{"model", "pl2"}},
                                        {{"model", "dph"}}, {{"sort", "oldest"}}, {{"recent", "1y"}},
                                        {{"expand", true}}, {{"group", true}},    {{"match", "any"}, {"expand", true}}};
  return dice.one(orders);
}

// Names the first part of each answer that differs; whole answers are too long to read.
void check_same(const std::vector<Json>& requests, const std::vector<Json>& found, const std::vector<Json>& expected) {
  REQUIRE(found.size() == expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (found[i] == expected[i]) continue;
    const Json patch = Json::diff(expected[i], found[i]);
    FAIL_CHECK(requests[i].dump()
               << "\n  " << patch.size() << " differences, the first: " << patch.front().dump() << "\n  in place of "
               << expected[i].value(Json::json_pointer(patch.front().at("path").get<std::string>()), Json()).dump());
  }
}

// Near-duplicates are known within one index.
std::vector<Json> without_groups(std::vector<Json> answers) {
  for (Json& answer : answers)
    for (Json& hit : answer.at("hits")) {
      hit.erase("group");
      hit.erase("similar");
    }
  return answers;
}

// The request as it is asked on the command line.
std::vector<std::string> as_arguments(const Json& request) {
  std::vector<std::string> arguments;
  for (const auto& [name, value] : request.items()) {
    if (name == "query") continue;
    if (value.is_boolean()) arguments.push_back("--" + name);
    else if (value.is_array())
      for (const Json& one : value) arguments.insert(arguments.end(), {"--" + name, one.get<std::string>()});
    else arguments.insert(arguments.end(), {"--" + name, value.is_number() ? value.dump() : value.get<std::string>()});
  }
  arguments.push_back(request.at("query").get<std::string>());
  return arguments;
}

// The value in place of those that the facet's own filter includes: what a count beside it promises.  What the filter
// excludes stays excluded, unless it is the value itself.
Json narrowed(Json request, const std::string& facet, const std::string& value) {
  Json chosen = Json::array({value});
  for (const Json& one : request.value(facet, Json::array()))
    if (const std::string name = one.get<std::string>(); name.starts_with('!') && name != '!' + value)
      chosen.push_back(one);
  request[facet] = chosen;
  request["facets"] = "none";
  return request;
}

// The value asked for by the query, so that the facet's own filter stays: what a count inside it promises.
Json with_term(Json request, const std::string& field, const std::string& value) {
  request["query"] = "(" + request.at("query").get<std::string>() + ") AND " + field + ":\"" + value + "\"";
  request["facets"] = "none";
  return request;
}

}  // namespace

TEST_CASE("generated articles: every facet count is the total of the narrowed query, sideways and down") {
  Dice dice;
  for (int round = 0; round < rounds(12); ++round) {
    Json request = random_request(dice);
    const bool down = round % 2 == 1;
    request["drill_down"] = down;
    request["facet_limit"] = "all";
    request["facets"] = Json::array({"country", "focus", "agency", "crime", "source"});
    CAPTURE(request.dump());
    const Json answer = answers({request}, whole()).front();
    REQUIRE(answer.at("error").is_null());
    std::vector<Json> requests;
    std::vector<std::uint64_t> expected;
    for (const auto& [facet, counts] : answer.at("facets").items())
      for (const Json& value : counts.at("values")) {
        const std::string name = value.at("value").get<std::string>();
        requests.push_back(down ? with_term(request, facet, name) : narrowed(request, facet, name));
        expected.push_back(value.at("count").get<std::uint64_t>());
      }
    CHECK(totals(requests) == expected);
  }
}

TEST_CASE("regression: beside an exclusion of the same facet the chosen value's count is the total") {
  std::vector<Json> requests;
  for (const char* country : {"KG", "UZ", "KZ", "RU", "TJ"})
    for (const char* other : {"!KG", "!UZ", "!KZ", "!RU", "!TJ"})
      if (std::string(other).substr(1) != country)
        requests.push_back({{"query", "*"}, {"country", {country, other}}, {"facets", {"country"}}, {"limit", 0}});
  std::size_t both = 0;
  const std::vector<Json> found = answers(requests, whole());
  for (std::size_t i = 0; i < found.size(); ++i) {
    CAPTURE(requests[i].dump());
    for (const Json& value : found[i].at("facets").at("country").at("values")) {
      if (value.at("selected") == true) CHECK(value.at("count") == found[i].at("total"));
      if (value.value("excluded", false)) both += value.at("count").get<std::size_t>();
    }
  }
  CHECK(both > 0);
}

TEST_CASE("generated articles: pages of any size tile the whole list") {
  Dice dice;
  std::vector<Json> requests;
  for (int i = 0; i < rounds(24); ++i) {
    Json request = random_request(dice);
    if (i % 3 == 0) request["query"] = dice.one(words) + " OR *";  // most of the hits score nothing
    request.update(random_order(dice));
    request["facets"] = "none";
    request["limit"] = 1000000;
    requests.push_back(request);
  }
  const std::vector<Json> lists = answers(requests, whole());
  std::vector<Json> asked;
  std::vector<std::vector<Json>> expected;
  for (std::size_t i = 0; i < requests.size(); ++i) {
    const Json& hits = lists[i].at("hits");
    for (int page = 0; page < 12; ++page) {
      Json request = requests[i];
      request["limit"] = 1 + dice.below(60);
      request["offset"] = dice.below(static_cast<std::uint32_t>(hits.size()) + 2);
      const std::size_t from = std::min(request["offset"].get<std::size_t>(), hits.size());
      const std::size_t to = std::min(from + request["limit"].get<std::size_t>(), hits.size());
      asked.push_back(request);
      expected.emplace_back(hits.begin() + static_cast<std::ptrdiff_t>(from),
                            hits.begin() + static_cast<std::ptrdiff_t>(to));
    }
  }
  const std::vector<Json> found = answers(asked, whole());
  for (std::size_t i = 0; i < found.size(); ++i) {
    CAPTURE(asked[i].dump());
    REQUIRE(found[i].at("hits").size() == expected[i].size());
    for (std::size_t hit = 0; hit < expected[i].size(); ++hit)
      for (const char* part : {"rank", "id", "score"})
        REQUIRE(found[i].at("hits")[hit].at(part) == expected[i][hit].at(part));
  }
}

TEST_CASE("generated articles: every period and every pair is the total of the narrowed query") {
  Dice dice;
  for (const char* unit : {"year", "month", "week", "day"}) {
    Json request = random_request(dice);
    request["histogram"] = unit;
    request["cross"] = "country,crime";
    request["facets"] = "none";
    CAPTURE(request.dump());
    const Json answer = answers({request}, whole()).front();
    request.erase("histogram");
    request.erase("cross");
    std::vector<Json> requests;
    std::vector<std::uint64_t> expected;
    std::uint64_t sum = 0;
    if (answer.contains("histogram"))
      for (const Json& period : answer.at("histogram").at("periods")) {
        sum += period.at("count").get<std::uint64_t>();
        if (period.at("from").is_null() || requests.size() >= 300) continue;
        Json narrow = request;
        narrow["query"] = "(" + request.at("query").get<std::string>() +
                          ") AND published:" + period.at("from").get<std::string>() + ".." +
                          period.at("to").get<std::string>();
        requests.push_back(narrow);
        expected.push_back(period.at("count").get<std::uint64_t>());
      }
    CHECK(sum == answer.at("total").get<std::uint64_t>());
    for (const Json& cross : answer.value("crosses", Json::array()))
      for (std::size_t i = 0; i < cross.at("row_values").size(); ++i)
        for (std::size_t j = 0; j < cross.at("column_values").size(); ++j) {
          requests.push_back(with_term(with_term(request, "country", cross.at("row_values")[i]), "crime",
                                       cross.at("column_values")[j]));
          expected.push_back(cross.at("counts")[i][j].get<std::uint64_t>());
        }
    CHECK(totals(requests) == expected);
  }
}

TEST_CASE("generated articles: totals are the ids listed, and one index answers as two do, one job as three") {
  Dice dice;
  std::vector<Json> requests;
  for (int i = 0; i < rounds(60); ++i) {
    requests.push_back(random_request(dice));
    requests.back()["limit"] = 100000;
    requests.back().update(random_order(dice));
    requests.back().erase("group");
  }
  const std::vector<Json> single = answers(requests, whole());
  for (const Json& answer : single) CHECK(answer.at("hits").size() == answer.at("total").get<std::size_t>());
  check_same(requests, without_groups(answers(requests, parts())), without_groups(single));
  std::vector<std::string> more = whole();
  more.insert(more.end(), {"--jobs", "3"});
  check_same(requests, answers(requests, more), single);
}

TEST_CASE("generated articles: a query is answered alone as in a batch, whatever the batch's form") {
  Dice dice;
  std::vector<Json> requests;
  for (int i = 0; i < rounds(25); ++i) {
    requests.push_back(random_request(dice));
    requests.back()["limit"] = 20;
    requests.back().update(random_order(dice));
  }
  requests.push_back({{"query", "the customs officers of Osh -and police"}, {"match", "any"}, {"limit", 20}});
  requests.push_back({{"query", "HEROIN AT THE BORDER AND IN THE COURT"}, {"match", "any"}, {"limit", 20}});
  const std::vector<Json> batch = answers(requests, whole());
  for (std::size_t i = 0; i < requests.size(); ++i) {
    std::vector<std::string> command = whole();
    command.insert(command.begin(), searcher);
    command.insert(command.end(), {"--format", "json"});
    const std::vector<std::string> asked = as_arguments(requests[i]);
    command.insert(command.end(), asked.begin(), asked.end());
    Json alone = Json::parse(run(command).out);
    alone.erase("took_ms");
    alone["qid"] = batch[i].at("qid");
    check_same({requests[i]}, {alone}, {batch[i]});
    // As a line of text, with the options on the command line.
    command.pop_back();
    command.insert(command.end(), {"--bulk", "-"});
    Json line = Json::parse(run(command, requests[i].at("query").get<std::string>() + '\n').out);
    line.erase("took_ms");
    line["qid"] = batch[i].at("qid");
    check_same({requests[i]}, {line}, {batch[i]});
  }
}

constexpr double slowest_ms = is_sanitized ? 10000 : 1000;

TEST_CASE("ten thousand random and malformed queries: answered or refused with a position, none over a second") {
  Dice dice;
  // clang-format off
  const std::vector<std::string> pieces{
      "police", "(", ")", "\"", "AND", "OR", "NOT", "NEAR/5", "ADJ/0", "+", "-", "^3", "#2", "~1", "~9", "traff*",
      "*", "?", "o?h", "*ov", "country:", "country:Narnia", "Osh", ":", "title:", "суд", "ташкент", "\\", "/", "..",
      "a", "the", "published:2025..2020", "^-1", "#0", "id:x", "crime:", "👩‍👩‍👧", "\x01", "\xc3\xa9", "9", "a-b-c-d",
      "published:-30d.."};
  // clang-format on
  std::vector<Json> requests;
  for (int i = 0; i < rounds(10000); ++i) {
    std::string query;
    for (std::uint32_t n = 1 + dice.below(9); n > 0; --n) query += dice.one(pieces) + (dice.below(3) == 0 ? "" : " ");
    requests.push_back({{"query", query}, {"limit", 3}, {"match", dice.often() ? "any" : "all"}, {"facets", "none"}});
  }
  std::size_t refused = 0;
  for (const Json& answer : answers(requests, whole(), true)) {
    CAPTURE(answer.at("query").dump());
    CHECK(answer.at("took_ms").get<double>() < slowest_ms);
    if (answer.at("error").is_null()) continue;
    ++refused;
    CHECK(answer.at("error").at("message").get<std::string>().find("position") != std::string::npos);
  }
  CHECK(refused > 100);
}

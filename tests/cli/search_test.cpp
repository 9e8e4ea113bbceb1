// blotter-search as a user runs it, on the sample corpus.
#include "tests/support/process.hpp"

#include <catch2/catch.hpp>
#include <simdjson.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <regex>
#include <string>
#include <utility>
#include <vector>

using namespace blotter::test;

namespace {

// The sample corpus, indexed once: whole, and in two halves.
struct Corpus {
  TemporaryFolder folder;
  Corpus() {
    std::vector<std::string> parts;
    for (const auto& entry : std::filesystem::directory_iterator(source_folder + "/corpus"))
      if (entry.is_directory()) parts.push_back(entry.path().string());
    std::sort(parts.begin(), parts.end());
    std::vector<std::string> whole{indexer, "-q", "--db", folder / "all"};
    whole.insert(whole.end(), parts.begin(), parts.end());
    (void)run(whole);
    std::vector<std::string> halves[2];
    for (std::size_t i = 0; i < parts.size(); ++i) halves[i % 2].push_back(parts[i]);
    for (int half = 0; half < 2; ++half) {
      std::vector<std::string> command{indexer, "-q", "--db", folder / (half == 0 ? "one" : "two")};
      command.insert(command.end(), halves[half].begin(), halves[half].end());
      (void)run(command);
    }
  }
};

const Corpus& corpus() {
  static const Corpus one;
  return one;
}

Ran search(std::vector<std::string> arguments, const std::string& input = {}) {
  std::vector<std::string> command{searcher, "--db", corpus().folder / "all"};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return run(command, input);
}

using FacetValues = std::vector<std::pair<std::string, std::string>>;  // facet, value

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

std::string request(const std::string& query, const FacetValues& filters, bool counts) {
  std::string line = "{\"query\":" + quoted(query) + ",\"limit\":0,\"facet_limit\":\"all\"";
  for (const auto& [facet, value] : filters) line += "," + quoted(facet) + ":[" + quoted(value) + "]";
  line += counts ? ",\"facets\":[\"country\",\"focus\",\"agency\",\"crime\",\"language\",\"source\"]}"
                 : ",\"facets\":\"none\"}";
  return line + "\n";
}

std::uint64_t total_of(simdjson::dom::element answer) { return answer["total"].get_uint64().value(); }

// Every count beside every value of every facet is the total of the query with that value chosen on that facet.
void check_counts(const std::string& query, const FacetValues& filters) {
  CAPTURE(query, filters.size());
  simdjson::dom::parser parser;
  const TemporaryFolder folder;
  write_file(folder / "base.jsonl", request(query, filters, true));
  const Ran counted = search({"--bulk", folder / "base.jsonl", "--format", "jsonl"});
  std::vector<std::uint64_t> expected;
  std::string narrowed;
  std::vector<std::string> names;
  const simdjson::dom::element answer = parser.parse(counted.out);
  for (const auto& [facet, list] : simdjson::dom::object(answer["facets"])) {
    for (const simdjson::dom::element value : simdjson::dom::array(list["values"])) {
      FacetValues chosen;
      for (const auto& filter : filters)
        if (filter.first != facet) chosen.push_back(filter);
      chosen.emplace_back(std::string(facet), std::string(value["value"].get_string().value()));
      names.push_back(chosen.back().first + "=" + chosen.back().second);
      expected.push_back(value["count"].get_uint64().value());
      narrowed += request(query, chosen, false);
    }
  }
  REQUIRE_FALSE(expected.empty());
  write_file(folder / "narrowed.jsonl", narrowed);
  const std::vector<std::string> lines =
      lines_of(search({"--bulk", folder / "narrowed.jsonl", "--format", "jsonl"}).out);
  REQUIRE(lines.size() == expected.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    CAPTURE(names[i]);
    CHECK(total_of(parser.parse(lines[i])) == expected[i]);
  }
}

}  // namespace

TEST_CASE("the count beside every facet value is the total of the query narrowed by it") {
  for (const char* query : {"*", "trafficking", "police OR суд*", "organ -kidney"}) {
    check_counts(query, {});
    check_counts(query, {{"country", "UZ"}});
    check_counts(query, {{"country", "KG"}, {"crime", "trafficking-in-persons"}});
  }
}

TEST_CASE("exit statuses tell found, nothing and trouble apart") {
  CHECK(search({"trafficking"}).status == 0);
  CHECK(search({"qwertyuiopzz"}).status == 1);
  CHECK(search({"(trafficking"}).status == 2);
  CHECK(search({"--country", "Narnia", "trafficking"}).status == 2);
  CHECK(run({searcher, "--db", "/nowhere/at/all", "x"}).status == 2);
  const Ran bad = search({"(trafficking"});
  CHECK(bad.err.find("position 1") != std::string::npos);
  CHECK(bad.err.find("hint") != std::string::npos);
}

TEST_CASE("a batch answers in order, and a bad query spoils only its own line") {
  const TemporaryFolder folder;
  write_file(folder / "q.jsonl",
             "{\"qid\":\"1\",\"query\":\"organ\"}\n{\"qid\":\"2\",\"query\":\"(organ\"}\nnot "
             "json\n{\"qid\":\"4\",\"query\":\"court\"}\n");
  for (const char* jobs : {"1", "3"}) {
    const Ran ran = search({"--bulk", folder / "q.jsonl", "--format", "jsonl", "--jobs", jobs});
    CHECK(ran.status == 2);
    const std::vector<std::string> lines = lines_of(ran.out);
    REQUIRE(lines.size() == 4);
    CHECK(lines[0].find("\"qid\":\"1\"") != std::string::npos);
    CHECK(lines[0].find("\"error\":null") != std::string::npos);
    CHECK(lines[1].find("\"error\":{\"code\":\"query\",\"message\":\"") != std::string::npos);
    CHECK(lines[2].find("\"qid\":\"3\"") != std::string::npos);
    CHECK(lines[2].find("\"error\":{") != std::string::npos);
    CHECK(lines[3].find("\"error\":null") != std::string::npos);
  }
}

TEST_CASE("plain lines never fail on their punctuation") {
  const TemporaryFolder folder;
  write_file(folder / "q.tsv", "a\t(organ \"trade / AND x: title: NOT\nb\ttrafficking) ~ ^2 OR\n");
  for (const char* match : {"all", "any"}) {
    const Ran ran = search({"--bulk", folder / "q.tsv", "--format", "json", "--match", match});
    CHECK(ran.status < 2);
    CHECK(ran.out.find("\"error\":{") == std::string::npos);
  }
  CHECK(search({"--bulk", folder / "q.tsv", "--format", "json", "--strict"}).status == 2);
}

TEST_CASE("the same answer alone, in a batch, and from several indexes") {
  const TemporaryFolder folder;
  for (const char* query : {"organ trafficking", "court OR police", "\"human trafficking\"", "Mirziyoyev",
                            "title:court", "human NEAR/5 trafficking"}) {
    CAPTURE(query);
    const Ran alone = search({"--format", "trec", "--limit", "50", query});
    write_file(folder / "q.tsv", std::string("1\t") + query + "\n");
    CHECK(search({"--bulk", folder / "q.tsv", "--format", "trec", "--limit", "50"}).out == alone.out);
    const Ran several = run({searcher, "--db", corpus().folder / "one", "--db", corpus().folder / "two", "--format",
                             "trec", "--limit", "50", query});
    CHECK(several.out == alone.out);
    CHECK_FALSE(alone.out.empty());
  }
}

TEST_CASE("expanded, grouped and recent answers are the same from several indexes, and on every page") {
  for (const std::vector<std::string>& options : {std::vector<std::string>{"--expand"},
                                                  {"--expand", "--match", "any"},
                                                  {"--recent", "1y"},
                                                  {"--group"},
                                                  {"--model", "lm"}}) {
    CAPTURE(options.front());
    std::vector<std::string> arguments{"--format", "trec", "--limit", "60"};
    arguments.insert(arguments.end(), options.begin(), options.end());
    arguments.emplace_back("the trafficking of organs");
    const Ran alone = search(arguments);
    arguments.insert(arguments.begin(), {searcher, "--db", corpus().folder / "one", "--db", corpus().folder / "two"});
    CHECK(run(arguments).out == alone.out);
    // A page of three is the beginning of a page of sixty.
    arguments = {"--format", "trec", "--limit", "3"};
    arguments.insert(arguments.end(), options.begin(), options.end());
    arguments.emplace_back("the trafficking of organs");
    CHECK(alone.out.starts_with(search(arguments).out));
  }
}

TEST_CASE("a cut batch is completed") {
  const TemporaryFolder folder;
  std::string queries;
  for (const char* word : {"organ", "court", "police", "heroin", "border"})
    queries += std::string(word) + "\t" + word + "\n";
  write_file(folder / "q.tsv", queries);
  const auto untimed = [](const std::string& text) {
    return std::regex_replace(text, std::regex("\"took_ms\":[0-9.]+"), "");
  };
  for (const char* format : {"trec", "tsv", "csv", "jsonl"}) {
    const std::string whole = search({"--bulk", folder / "q.tsv", "--format", format}).out;
    write_file(folder / "out", whole.substr(0, whole.size() * 2 / 3));
    CHECK(search({"--bulk", folder / "q.tsv", "--format", format, "--resume", folder / "out"}).status == 0);
    CHECK(untimed(read_file(folder / "out")) == untimed(whole));
  }
}

TEST_CASE("regression: a cut batch is completed whatever its identifiers are, and a foreign one is refused") {
  const TemporaryFolder folder;
  const std::vector<std::string> names{"5\" pipe", "a,b", "\"c\", d", "e f", "g\x01h", "i"};
  std::string queries;
  for (const std::string& name : names) queries += name + "\tcourt\n";
  write_file(folder / "q.tsv", queries);
  write_file(folder / "other.tsv", "j\tcourt\n");
  const std::vector<std::string> usual{"--bulk", folder / "q.tsv", "--limit", "2"};
  for (const char* format : {"trec", "tsv", "csv"}) {
    std::vector<std::string> arguments = usual;
    arguments.insert(arguments.end(), {"--format", format});
    const std::string whole = search(arguments).out;
    std::size_t rows = 0;
    arguments.insert(arguments.end(), {"--resume", folder / "out"});
    for (std::size_t end = whole.find('\n'); end != std::string::npos; end = whole.find('\n', end + 1)) {
      CAPTURE(format, ++rows);
      write_file(folder / "out", whole.substr(0, end + 4));  // a row and the beginning of another
      CHECK(search(arguments).status == 0);
      CHECK(read_file(folder / "out") == whole);
    }
    CHECK(rows >= 2 * names.size());
    write_file(folder / "out", whole);
    std::vector<std::string> foreign = arguments;
    foreign[1] = folder / "other.tsv";
    const Ran ran = search(foreign);
    CHECK(ran.status == 2);
    CHECK(ran.err.find("other.tsv") != std::string::npos);
  }
}

TEST_CASE("control characters of an article never reach the screen") {
  const TemporaryFolder folder;
  (void)run(
      {indexer, "-q", "--db", folder / "db", "-"},
      "{\"id\":\"e\\u001b[31m\",\"title\":\"Red \\u001b[31malert\",\"body\":\"A \\u009b31m red \\u202e word.\"}\n");
  for (const char* format : {"text", "tsv", "csv"}) {
    const Ran ran = run({searcher, "--db", folder / "db", "--color", "never", "--format", format, "red"});
    CHECK(ran.status == 0);
    CHECK(ran.out.find('\x1b') == std::string::npos);
    CHECK(ran.out.find("\xc2\x9b") == std::string::npos);
  }
}

TEST_CASE("regression: a surname does not find the words that share its stem, with --exact-script or without") {
  const TemporaryFolder folder;
  (void)run({indexer, "-q", "--db", folder / "db", "-"},
            "{\"id\":\"name\",\"title\":\"Арест\",\"body\":\"Вчера был задержан Алиев.\",\"language\":\"ru\"}\n"
            "{\"id\":\"case\",\"title\":\"Суд\",\"body\":\"Суд оправдал врача Алиева.\",\"language\":\"ru\"}\n"
            "{\"id\":\"word\",\"title\":\"Закат\",\"body\":\"Над рекой стоял алый закат.\",\"language\":\"ru\"}\n");
  for (const std::vector<std::string>& more : {std::vector<std::string>{}, {"--exact-script"}}) {
    std::vector<std::string> arguments{searcher, "--db", folder / "db", "--format", "ids", "Алиев"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const Ran ran = run(arguments);
    CHECK(ran.status == 0);
    CHECK(ran.out == "name\ncase\n");
  }
}

// --evidence and --show: the places in the text that facet values were found at.
#include "tests/support/process.hpp"

#include <catch2/catch.hpp>
#include <simdjson.h>

#include <cstdint>
#include <string>
#include <string_view>

using namespace blotter::test;

namespace {

namespace dom = simdjson::dom;

// Two scripts, a title, and control sequences within and beside what is found.
constexpr const char* articles =
    R"({"id":"one","title":"Tashkent: heroin seized","body":"Police in Uzbekistan <b>& Kazakhstan</b> met.\nӨзбекстанда екі адам ұсталды."})"
    "\n"
    R"({"id":"red","title":"Red \u001b[31malert in Osh","body":"A \u009b31m bribe in Uzbekistan\u001b]8;;x\u0007 was \u202e paid."})"
    "\n";

const TemporaryFolder& index() {
  static const TemporaryFolder folder;
  static const Ran made = run({indexer, "-q", "--db", folder / "db", "-"}, articles);
  REQUIRE(made.status == 0);
  return folder;
}

Ran search(std::vector<std::string> arguments) {
  std::vector<std::string> command{searcher, "--db", index() / "db"};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return run(command);
}

// Checks every span against the fields of `article`; returns how many there are.
std::size_t check_spans(const dom::object facets, const dom::element article) {
  std::size_t spans = 0;
  for (const auto& [name, values] : facets)
    for (const dom::element value : dom::array(values))
      for (const dom::element span : dom::array(value["evidence"])) {
        const std::string_view text = article[std::string_view(span["field"])];
        const std::uint64_t start = span["start"];
        const std::uint64_t end = span["end"];
        CAPTURE(name, start, end);
        REQUIRE(start < end);
        REQUIRE(end <= text.size());
        CHECK(text.substr(start, end - start) == std::string_view(span["text"]));
        ++spans;
      }
  return spans;
}

}  // namespace

TEST_CASE("evidence: every span of every hit slices to its text") {
  dom::parser parser;
  dom::parser shown_parser;
  for (const char* format : {"json", "jsonl"}) {
    const Ran ran = search({"--format", format, "--evidence", "*"});
    REQUIRE(ran.status == 0);
    const dom::element answer = parser.parse(ran.out);
    std::size_t spans = 0;
    for (const dom::element hit : dom::array(answer["hits"])) {
      const std::string shown = search({"--format", "json", "--show", std::string(std::string_view(hit["id"]))}).out;
      spans += check_spans(hit["facets"], shown_parser.parse(shown));
    }
    CHECK(spans >= 6);
  }
}

TEST_CASE("without --evidence a result carries none, and other formats refuse it") {
  CHECK(search({"--format", "json", "*"}).out.find("\"evidence\"") == std::string::npos);
  CHECK(search({"--format", "tsv", "--evidence", "*"}).status == 2);
  CHECK(search({"--evidence", "*"}).status == 2);
}

TEST_CASE("a line of a batch may ask for the evidence") {
  const TemporaryFolder folder;
  write_file(folder / "q.jsonl", "{\"query\":\"heroin\",\"evidence\":true}\n{\"query\":\"heroin\"}\n");
  const auto lines = lines_of(search({"--format", "jsonl", "--bulk", folder / "q.jsonl"}).out);
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].find("\"text\":\"Tashkent\"") != std::string::npos);
  CHECK(lines[1].find("\"evidence\"") == std::string::npos);
}

TEST_CASE("show marks the evidence, in colour and without it") {
  const std::string plain = search({"--show", "one", "--color", "never"}).out;
  CHECK(plain.find("[Tashkent]: [heroin] seized") != std::string::npos);
  CHECK(plain.find("in [Uzbekistan] & [Kazakhstan] met.") != std::string::npos);
  CHECK(plain.find("[Өзбекстанда]") != std::string::npos);
  CHECK(plain.find('\x1b') == std::string::npos);
  const std::string colored = search({"--show", "one", "--color", "always"}).out;
  CHECK(colored.find("\x1b[1;33mUzbekistan\x1b[0m") != std::string::npos);
  CHECK(colored.find("[Uzbekistan]") == std::string::npos);
}

TEST_CASE("show strips control sequences, and the marks stay at their words") {
  const std::string plain = search({"--show", "red", "--color", "never"}).out;
  CHECK(plain.find('\x1b') == std::string::npos);
  CHECK(plain.find("\xc2\x9b") == std::string::npos);
  CHECK(plain.find("\xe2\x80\xae") == std::string::npos);
  CHECK(plain.find("[Uzbekistan]") != std::string::npos);
  const std::string colored = search({"--show", "red", "--color", "always"}).out;
  CHECK(colored.find("\x1b[31m") == std::string::npos);
  CHECK(colored.find("\x1b]8") == std::string::npos);
  CHECK(colored.find("\x1b[1;33mUzbekistan\x1b[0m") != std::string::npos);
}

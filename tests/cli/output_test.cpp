// What leaves the programs: nothing that an article holds steers the reader's display or runs in a spreadsheet, and
// output that cannot be written is noticed.
#include "common/text/code_point.hpp"
#include "common/text/steering.hpp"
#include "tests/support/sanitizers.hpp"
#include "tests/support/small_index.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

using namespace blotter;
using namespace blotter::test;

namespace {

// Every field of it, and the values of a given facet, hold ESC, BEL, C1 (U+009B), overrides, isolates and marks.
const std::string hostile =
    R"({"id":"h\u001b[2J\u0007\u009b1m\u202e","url":"https://x.example/\u009b\u2066","title":"Red \u001b]0;x\u0007alert \u202egnp.exe",)"
    R"("body":"Red \u009b31m words \u2067here\u2069 and \u200fthere, \u061cthen\u200e. Next\u0085line.","published":"2025-03-04",)"
    R"("language":"en","source":"So\u009burce\u202d","authors":["A\u001b[1m\u2068","B"],"keywords":["k\u0090\u2068"],)"
    R"("country":["\u001b[31mX\u0007","Y\u009b\u202e"],"crime":["c\u2066\u0007"],"agency":["\u0000a\u202b"]})"
    "\n";

// Characters that steer the display, but for what the format itself is made of.
std::vector<std::string> steering_in(std::string_view out, std::string_view own) {
  std::vector<std::string> found;
  while (!out.empty()) {
    const text::CodePoint c = text::first_code_point(out);
    const bool of_format = c.code < 0x80 && own.find(static_cast<char>(c.code)) != std::string_view::npos;
    if (c.length == 0 || (text::steers_display(c.code) && !of_format)) found.push_back(std::to_string(c.code));
    out.remove_prefix(std::max<std::size_t>(c.length, 1));
  }
  return found;
}

struct HostileIndex {
  TemporaryFolder folder;
  std::string db = make_small_index(folder, hostile);
  std::string id = lines_of(run({searcher, "--db", db, "--format", "jsonl", "red"}).out).at(0);
};

std::vector<std::string> search_command(const std::string& db, const std::vector<std::string>& arguments) {
  std::vector<std::string> command{searcher, "--db", db, "--color", "never"};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return command;
}

// Runs a command in a shell that redirects its output.
Ran run_in_shell(const std::string& line, const std::vector<std::string>& command, const std::string& input = {}) {
  std::vector<std::string> whole{"/bin/bash", "-c", line, "bash"};
  whole.insert(whole.end(), command.begin(), command.end());
  return run(whole, input);
}

// Every mode in which a program prints something.
std::vector<std::vector<std::string>> printing_modes(const TemporaryFolder& folder, const std::string& db) {
  const std::string file = folder / "articles.jsonl";
  const std::string queries = folder / "queries.tsv";
  write_file(file, small_articles);
  write_file(queries, "1\torgan\n2\tcourt\n3\twheat\n");
  std::vector<std::vector<std::string>> modes{
      {searcher, "--help"},
      {searcher, "--version"},
      {indexer, "--help"},
      {indexer, "--version"},
      {indexer, "--format", "list"},
      {indexer, "--db", db, "--info"},
      {indexer, "--db", db, "--info", "--json"},
      {indexer, "--db", folder / "none", "--dry-run", "--json", file},
      {indexer, "--db", db, "--dry-run", "--remove", "a"},
      {searcher, "--db", db, "--show", "a"},
      {searcher, "--db", db, "--show", "a", "--format", "json"},
      {searcher, "--db", db, "--explain", "organ"},
      {searcher, "--db", db, "--format", "csv", "--cross", "language,source", "*"},
      {searcher, "--db", db, "--histogram", "month", "*"},
      {searcher, "--db", db, "--bulk", queries}};
  for (const char* format : {"text", "json", "jsonl", "tsv", "csv", "trec", "ids"}) {
    modes.push_back({searcher, "--db", db, "--format", format, "organ"});
    modes.push_back({searcher, "--db", db, "--format", format, "--list", "source"});
    modes.push_back({searcher, "--db", db, "--format", format, "--bulk", queries, "--jobs", "2"});
  }
  return modes;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += word + ' ';
  return out;
}

}  // namespace

TEST_CASE("no output carries what steers a display from an article (issue 13 item 18)") {
  const HostileIndex index;
  std::vector<std::vector<std::string>> queries{{"red"}, {"--explain", "red"}, {"--cross", "country,crime", "red"}};
  for (const char* facet : {"country", "crime", "agency", "source", "language"}) queries.push_back({"--list", facet});
  for (const char* format : {"text", "json", "jsonl", "tsv", "csv", "trec", "ids"})
    for (std::vector<std::string> arguments : queries) {
      arguments.insert(arguments.end(), {"--format", format});
      const Ran ran = run(search_command(index.db, arguments));
      CAPTURE(format, joined(arguments), ran.out);
      CHECK(ran.status == 0);
      CHECK_FALSE(ran.out.empty());
      const std::string own = std::string(format) == "tsv" || arguments.front() == "--list" ? "\n\t" : "\n";
      CHECK(steering_in(ran.out, std::string(format) == "csv" ? "\r\n" : own).empty());
      CHECK(steering_in(ran.err, "\n").empty());
    }
  write_file(index.folder / "q.tsv", "q\u009b\u202e\tred\n");
  for (const char* format : {"text", "jsonl", "tsv", "csv", "trec", "ids"}) {
    const Ran ran = run(search_command(index.db, {"--bulk", index.folder / "q.tsv", "--format", format}));
    CAPTURE(format, ran.out);
    CHECK(ran.status == 0);
    CHECK(steering_in(ran.out, "\r\n\t").empty());
  }
  const Ran dry = run({indexer, "--dry-run", "--json", "--db", index.folder / "none", "-"}, hostile);
  CHECK(dry.status == 0);
  CHECK(steering_in(dry.out, "\n").empty());
  CHECK(steering_in(run({indexer, "--db", index.db, "--info", "--json"}).out, "\n").empty());
}

TEST_CASE("a hostile article is shown harmlessly and its JSON loses nothing (issue 13 item 18)") {
  const TemporaryFolder folder;
  const std::string db = make_small_index(
      folder,
      "{\"id\":\"s\",\"title\":\"T\\u202ex\",\"body\":\"a \\u2067b\\u2069 c\\u200f d\",\"country\":[\"K\\u2066\"]}\n");
  const Ran text = run(search_command(db, {"--show", "s"}));
  CHECK(text.status == 0);
  CHECK(steering_in(text.out, "\n").empty());
  CHECK(text.out.find("\\u{202e}") != std::string::npos);
  const Ran json = run(search_command(db, {"--show", "s", "--format", "json"}));
  CHECK(steering_in(json.out, "\n").empty());
  CHECK(json.out.find(R"("title":"T\u202ex")") != std::string::npos);
  CHECK(json.out.find(R"("body":"a \u2067b\u2069 c\u200f d")") != std::string::npos);
}

TEST_CASE("the ids that a search prints are those that the indexer takes however hostile (issue 13 item 18)") {
  const TemporaryFolder folder;
  const std::string db = make_small_index(folder, hostile + "{\"id\":\"i\\u2066 i\",\"body\":\"red\"}\n");
  write_file(folder / "files/\u202egnp\u200f.html",
             "<html><head><title>A lorry is stopped</title></head><body><h1>A lorry is stopped</h1><p>Customs officers "
             "stopped a red lorry at the border on Friday, and its driver was held.</p></body></html>");
  CHECK(run({indexer, "-q", "--db", db, folder / "files"}).status == 0);
  const Ran ids = run(search_command(db, {"--format", "ids", "red"}));
  REQUIRE(lines_of(ids.out).size() == 3);
  for (const std::string& id : lines_of(ids.out)) CHECK(run(search_command(db, {"--show", id})).status == 0);
  CHECK(run({indexer, "-q", "--db", db, "--remove", "-"}, ids.out).status == 0);
  CHECK(run(search_command(db, {"red"})).status == 1);
}

TEST_CASE("cells that a spreadsheet would run get an apostrophe unless raw cells are asked for (issue 13 item 18)") {
  const TemporaryFolder folder;
  const std::string db = make_small_index(folder,
                                          R"x({"id":"@SUM(A1)","title":"=HYPERLINK(1,2)","body":"wheat","source":"+1+2"
}
{"id":"-2+3","title":"Harvest - wheat = good","body":"wheat","source":"plain"}
)x");
  const auto rows = [&](const std::string& format, std::vector<std::string> more) {
    more.insert(more.end(), {"--format", format});
    return run(search_command(db, more)).out;
  };
  for (const std::string format : {"csv", "tsv"}) {
    const std::string cut = format == "csv" ? "," : "\t";
    const std::string title = format == "csv" ? "\"'=HYPERLINK(1,2)\"" : "'=HYPERLINK(1,2)";
    const std::string hits = rows(format, {"--columns", "id,title,source,rank", "--sort", "relevance", "wheat"});
    CAPTURE(hits);
    CHECK(hits.find("'@SUM(A1)" + cut + title + cut + "'+1+2" + cut) != std::string::npos);
    CHECK(hits.find("'-2+3" + cut + "Harvest - wheat = good" + cut + "plain" + cut) != std::string::npos);
    const std::string raw = rows(format, {"--columns", "id,source", "--raw-cells", "wheat"});
    CHECK(raw.find("@SUM(A1)" + cut + "+1+2") != std::string::npos);
    CHECK(raw.find('\'') == std::string::npos);
    CHECK(rows(format, {"--list", "source"}).find("'+1+2" + cut) != std::string::npos);
    CHECK(rows(format, {"--list", "source", "--raw-cells"}).find('\'') == std::string::npos);
    CHECK(rows(format, {"--cross", "source,language", "wheat"}).find("'+1+2" + cut) != std::string::npos);
  }
  CHECK(rows("ids", {"wheat"}).find("'") == std::string::npos);
}

TEST_CASE("a batch whose qids are rewritten in its rows is completed") {
  const TemporaryFolder folder;
  const std::string db = make_small_index(folder);
  write_file(folder / "q.jsonl",
             "{\"qid\":\"=1\",\"query\":\"organ\"}\n{\"qid\":\"a,\\\"b\\\"\",\"query\":\"court\"}\n"
             "{\"qid\":\"c d\\u009b\",\"query\":\"police\"}\n{\"qid\":\"-e\",\"query\":\"wheat\"}\n");
  for (const char* format : {"csv", "tsv", "trec"}) {
    const auto batch = [&](const std::vector<std::string>& more) {
      std::vector<std::string> arguments{"--bulk", folder / "q.jsonl", "--format", format};
      arguments.insert(arguments.end(), more.begin(), more.end());
      return run(search_command(db, arguments));
    };
    const std::string whole = batch({}).out;
    const std::size_t step = is_sanitized ? 37 : 7;
    for (std::size_t size = 0; size <= whole.size(); size += step) {
      CAPTURE(format, size);
      write_file(folder / "out", whole.substr(0, size));
      CHECK(batch({"--resume", folder / "out"}).status == 0);
      CHECK(read_file(folder / "out") == whole);
    }
  }
}

TEST_CASE("output that cannot be written is status 2 in every mode of both programs (issue 13 item 6)") {
  const TemporaryFolder folder;
  const std::string db = make_small_index(folder);
  for (const std::vector<std::string>& command : printing_modes(folder, db)) {
    CAPTURE(joined(command));
    CHECK(run(command).status == 0);  // prints something where it can
    const Ran full = run_in_shell(R"(exec "$@" >/dev/full)", command);
    CHECK(full.status == 2);
    CHECK(full.err.find("cannot write the output: No space left on device") != std::string::npos);
  }
}

TEST_CASE("a reader that has gone is no error in any mode of both programs (issue 13 item 6)") {
  const TemporaryFolder folder;
  const std::string db = make_small_index(folder);
  for (const std::vector<std::string>& command : printing_modes(folder, db)) {
    CAPTURE(joined(command));
    const Ran closed = run_in_shell(R"(set -o pipefail; (sleep 0.05; exec "$@") | :)", command);
    CHECK(closed.status == 0);
    CHECK(closed.err.find("cannot write") == std::string::npos);
  }
}

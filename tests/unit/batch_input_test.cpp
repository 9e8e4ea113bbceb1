// The queries of a batch: what a line is, what it may hold, and what is said of one that is wrong.
#include "searcher/batch/batch_input.hpp"

#include "searcher/batch/query_lines.hpp"

#include <catch2/catch.hpp>

#include <sstream>
#include <vector>

using namespace blotter;
using namespace blotter::search;

namespace {

std::vector<BatchItem> read_batch(const std::string& text, const std::string& path, const Request& base = {}) {
  std::istringstream in(text);
  BatchReader reader(in, path, base);
  std::vector<BatchItem> items;
  while (std::optional<BatchItem> item = reader.next()) items.push_back(std::move(*item));
  return items;
}

// "qid=query" of each, and "!" for one that is wrong.
std::string summary(const std::string& text, const std::string& path) {
  std::string out;
  for (const BatchItem& item : read_batch(text, path))
    out += (out.empty() ? "" : "|") + item.request.qid + "=" + (item.error ? "!" : item.request.query);
  return out;
}

}  // namespace

TEST_CASE("batch: a query a line, blank ones passed over and counted") {
  CHECK(summary("\xEF\xBB\xBForgan\r\n\n  \t\ncourt\nlast without an end", "q.txt") ==
        "1=organ|4=court|5=last without an end");
  CHECK(summary("", "q.txt").empty());
  CHECK(summary("\n\n", "-").empty());
  // Only at the front is it a mark.
  CHECK(summary("a\n\xEF\xBB\xBF"
                "b\n",
                "q.txt") ==
        "1=a|2=\xEF\xBB\xBF"
        "b");
}

TEST_CASE("batch: a line of a megabyte is read, one byte more is not") {
  const std::string longest(std::size_t{1} << 20, 'a');
  CHECK(summary(longest + "\nb\n", "q.txt") == "1=" + longest + "|2=b");
  CHECK(summary(longest + "a\nb\n", "q.txt") == "1=!|2=b");
  CHECK(read_batch(longest + "a\n", "q.txt").at(0).error->code == ErrorCode::limit);
}

TEST_CASE("batch: identifiers and queries of tsv") {
  CHECK(summary(" q1 \torgan\nq2\tone\ttwo\n\tno name\nno tab\nq3\t\n", "q.tsv") ==
        "q1=organ|q2=one two|=no name|4=!|q3=");
  const auto wrong = read_batch("no tab\n", "q.tsv");
  REQUIRE(wrong.size() == 1);
  CHECK(wrong[0].error->message.find("line 1 ") != std::string::npos);
  CHECK_FALSE(wrong[0].error->hint.empty());
}

TEST_CASE("batch: bytes that are no UTF-8 are replaced, and that is said") {
  for (const char* path : {"q.txt", "q.tsv"}) {
    const auto items = read_batch(
        "q\torg\xFF"
        "an\nq2\twhole\n",
        path);
    REQUIRE(items.size() == 2);
    CHECK(items[0].request.query.find("org\xEF\xBF\xBD"
                                      "an") != std::string::npos);
    REQUIRE(items[0].request.notes.size() == 1);
    CHECK(items[0].request.notes[0].find("line 1 ") != std::string::npos);
    CHECK(items[1].request.notes.empty());
  }
}

TEST_CASE("batch: a request of JSON sets every part of it") {
  const auto items = read_batch(
      R"({"qid":"7","query":"organ","from":"2025","to":"2025-06","like":"a","similar":"b","match":"any","sort":"newest",)"
      R"("facet_sort":"name","histogram":"month","limit":5,"offset":6,"facet_limit":7,"min_count":8,"expand":true,)"
      R"("group":"yes","drill_down":1,"exact_script":"true","explain":true,"evidence":true,"facets":["crime","source"],)"
      R"("cross":["country","crime"],"recent":"2w","country":["UZ","!RU"],"filters":{"ship":"v1"},"colour":"red"})"
      "\n{\"id\":8,\"expand\":false,\"facets\":\"none\",\"cross\":\"source,crime\",\"syntax\":\"text\",\"query\":null}"
      "\n",
      "q.jsonl");
  REQUIRE(items.size() == 2);
  const Request& one = items[0].request;
  CHECK_FALSE(items[0].error);
  CHECK(one.qid == "7");
  CHECK(one.query == "organ");
  CHECK(one.from == "2025");
  CHECK(one.to == "2025-06");
  CHECK(one.like == "a");
  CHECK(one.similar == "b");
  CHECK(one.match_any);
  CHECK_FALSE(one.strict);
  CHECK(one.sort == Sort::newest);
  CHECK(one.facet_sort == FacetSort::name);
  CHECK(one.histogram == match::Unit::month);
  CHECK(one.limit == 5);
  CHECK(one.offset == 6);
  CHECK(one.facet_limit == 7);
  CHECK(one.min_count == 8);
  CHECK((one.expand && one.group && one.drill_down && one.exact_script && one.explain && one.evidence));
  CHECK(one.facets == std::vector<std::string>{"crime", "source"});
  CHECK(one.crosses == std::vector<std::pair<std::string, std::string>>{{"country", "crime"}});
  CHECK(one.half_life == 14);
  REQUIRE(one.filters.size() == 2);
  CHECK(one.filters[0].facet == "country");
  CHECK(one.filters[0].include == std::vector<std::string>{"UZ"});
  CHECK(one.filters[0].exclude == std::vector<std::string>{"RU"});
  CHECK(one.filters[1].facet == "ship");
  REQUIRE(one.notes.size() == 1);
  CHECK(one.notes[0].find("'colour'") != std::string::npos);
  const Request& two = items[1].request;
  CHECK(two.qid == "8");
  CHECK(two.facets.empty());
  CHECK(two.crosses == std::vector<std::pair<std::string, std::string>>{{"source", "crime"}});
  CHECK(two.syntax == query::Syntax::text);
  CHECK(two.strict);
  CHECK_FALSE(two.expand);
}

TEST_CASE("batch: a filter that a request brings takes the place of the command line's on that facet only") {
  Request base;
  base.filters = {{"country", {}, {"KG"}, {}}, {"crime", {}, {"theft"}, {}}};
  const auto items = read_batch("{\"qid\":\"1\",\"country\":\"UZ\"}\n{\"qid\":\"2\"}\n", "q.jsonl", base);
  REQUIRE(items.size() == 2);
  REQUIRE(items[0].request.filters.size() == 2);
  CHECK(items[0].request.filters[0].include == std::vector<std::string>{"theft"});
  CHECK(items[0].request.filters[1].include == std::vector<std::string>{"UZ"});
  CHECK(items[1].request.filters.size() == 2);
  CHECK(items[1].request.filters[0].include == std::vector<std::string>{"KG"});
}

TEST_CASE("batch: a wrong request is named by its line and keeps its identifier, the rest go on") {
  for (const std::string bad :
       {R"({"qid":"x","limit":"many"})", R"({"qid":"x","limit":-1})", R"({"qid":"x","limit":"5 "})",
        R"({"qid":"x","limit":4294967296})", R"({"qid":"x","sort":"best"})", R"({"qid":"x","recent":"0d"})",
        R"({"qid":"x","recent":"-3d"})", R"({"qid":"x","recent":"d"})", R"({"qid":"x","cross":"country"})",
        R"({"qid":"x","query":{"a":1}})", R"({"qid":"x","filters":{"crime":{}}})", R"(["qid"])", R"({"qid":)"}) {
    CAPTURE(bad);
    const auto items = read_batch("{\"qid\":\"a\"}\n" + bad + "\n{\"qid\":\"b\"}\n", "q.ndjson");
    REQUIRE(items.size() == 3);
    CHECK_FALSE(items[0].error);
    REQUIRE(items[1].error);
    CHECK(items[1].error->message.find("line 2") != std::string::npos);
    CHECK(items[1].request.qid == (bad.find("\"x\"") != std::string::npos ? "x" : "2"));
    CHECK_FALSE(items[2].error);
  }
}

TEST_CASE("batch: the forms are detected from the first line and the name") {
  CHECK(batch_format("q.tsv", "<top>") == BatchFormat::tsv);
  CHECK(batch_format("Q.TSV", "no tab") == BatchFormat::tsv);
  CHECK(batch_format("q.jsonl", "") == BatchFormat::jsonl);
  CHECK(batch_format("q.NDJSON", "") == BatchFormat::jsonl);
  CHECK(batch_format("q.txt", "  <top>") == BatchFormat::topics);
  CHECK(batch_format("q.txt", "{\"qid\":1}") == BatchFormat::jsonl);
  CHECK(batch_format("-", " { \"query\":\"a\"}") == BatchFormat::jsonl);
  CHECK(batch_format("-", "{") == BatchFormat::jsonl);
  CHECK(batch_format("-", "{wheat} harvest") == BatchFormat::lines);
  CHECK(batch_format("-", "7\tharvest of wheat") == BatchFormat::tsv);
  for (const char* line : {"harvest of\twheat", "\twheat", "wheat\t", "wheat"})
    CHECK(batch_format("-", line) == BatchFormat::lines);
}

TEST_CASE("batch: a format that is given is not detected") {
  std::istringstream in("7\tharvest\n");
  BatchReader reader(in, "q.tsv", {}, BatchFormat::lines);
  CHECK(reader.next()->request.query == "7\tharvest");
}

TEST_CASE("batch: lines end in LF or CR LF or CR, and may be UTF-16 with its mark") {
  CHECK(summary("organ\rcourt\r", "q.txt") == "1=organ|2=court");
  CHECK(summary("organ\r\n\r\ncourt\n\nlast", "q.txt") == "1=organ|3=court|5=last");
  CHECK(summary("organ\r\rcourt", "q.txt") == "1=organ|3=court");
  const std::string little(
      "\xff\xfe"
      "o\0k\0\n\0\x3e\x04\n\0",
      12);
  CHECK(summary(little, "q.txt") == "1=ok|2=\u043e");
  const std::string big("\xfe\xff\0o\0k\0\r\xd8\x3d\xde\x00", 12);  // a pair of surrogates
  CHECK(summary(big, "q.txt") == "1=ok|2=\U0001F600");
  const std::string lone("\xff\xfe\x3d\xd8", 4);
  CHECK(summary(lone, "q.txt") == "1=\ufffd");
}

TEST_CASE("batch: cells that a spreadsheet has quoted lose its quotes, and a phrase keeps its own") {
  CHECK(
      summary("1\t\"\"\"wheat harvest\"\" AND police\"\n2\t\"wheat, police\"\n3\t\"wheat harvest\"\n4\t\"a\" b \"c\"\n",
              "q.tsv") == "1=\"wheat harvest\" AND police|2=wheat, police|3=\"wheat harvest\"|4=\"a\" b \"c\"");
  CHECK(read_batch("2\t\"wheat, police\"\n", "q.tsv").at(0).request.notes.size() == 1);
  CHECK(read_batch("3\t\"wheat harvest\"\n", "q.tsv").at(0).request.notes.empty());
  CHECK(summary("QID\tQuery\n7\twheat\n", "q.tsv") == "7=wheat");
  CHECK(summary("7\twheat\nqid\tquery\n", "q.tsv") == "7=wheat|qid=query");
}

TEST_CASE("batch: an identifier that comes again is noted") {
  const auto items = read_batch("7\twheat\n8\tharvest\n7\tpolice\n", "q.tsv");
  REQUIRE(items.size() == 3);
  CHECK(items[1].request.notes.empty());
  REQUIRE(items[2].request.notes.size() == 1);
  CHECK(items[2].request.notes[0] == "the identifier '7' is also that of line 1");
}

TEST_CASE("batch: topics without title or end are errors of their own") {
  CHECK(summary("\n<top>\n<num> Number: 301\n<title> organised\ncrime\n<desc> more\n</top>\n"
                "<top>\n<num> 302 </num>\n<title>smuggling</title>\n</top>\n",
                "-") == "301=organised crime|302=smuggling");
  CHECK(summary("<top>\n<num> 1\n<desc> no title\n</top>\n<top>\n<num> 2\n<title> two\n</top>\n", "-") == "1=!|2=two");
  CHECK(summary("<top>\n<num> 1\n<title> one\n", "-") == "1=!");
}

TEST_CASE("regression: a CR LF at the end of a text is followed by no line") {
  std::istringstream text("organ\r\ncourt\r\n");
  search::QueryLines lines(text);
  CHECK(lines.next() == "organ");
  CHECK(lines.next() == "court");
  CHECK_FALSE(lines.next());
}

// The documents that a plan matches, on an index of five articles.
#include "tests/unit/search_fixture.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>
#include <sstream>

using namespace blotter;
using namespace blotter::test;

namespace {

std::string found(const std::string& text) { return small_index().found(text); }

}  // namespace

TEST_CASE("words, phrases and fields match where they stand") {
  CHECK(found("organ") == "ab");
  CHECK(found("\"organ\"") == "a");
  CHECK(found("title:organ") == "a");
  CHECK(found("body:trafficking") == "e");
  CHECK(found("\"organ brokers\"") == "a");
  CHECK(found("\"brokers organ\"").empty());
  CHECK(found("source:One") == "ab");
}

TEST_CASE("operators are set operations") {
  CHECK(found("court AND brokers") == "b");
  CHECK(found("court OR brokers") == "abe");
  CHECK(found("court NOT brokers") == "e");
  CHECK(found("-court") == "acd");
  CHECK(found("(wheat OR organ) -police") == "be");
  CHECK(found("*") == "abcde");
}

TEST_CASE("windows count words, in order or not") {
  CHECK(found("police ADJ/3 tashkent") == "a");
  CHECK(found("tashkent ADJ/3 police").empty());
  CHECK(found("tashkent NEAR/3 police") == "a");
  CHECK(found("police NEAR/2 arrested").empty());
  CHECK(found("title:(organ ADJ trafficking)") == "a");
  CHECK(found("body:(organ ADJ trafficking)").empty());
}

TEST_CASE("at least so many times, patterns, dates, and names across scripts") {
  CHECK(found("organ#3") == "a");
  CHECK(found("trafficking#2") == "e");
  CHECK(found("trafficking#3").empty());
  CHECK(found("broke*") == "ab");
  CHECK(found("organi?ed") == "e");
  CHECK(found("published:2025-02..2025-03") == "bc");
  CHECK(found("published:2025") == "abcd");
  CHECK(found("Mirziyoyev") == "c");
}

TEST_CASE("random expressions match as sets of their words do") {
  const std::vector<std::string> words{"court", "organ", "police", "wheat", "brokers", "\"tashkent\""};
  const std::string all = "abcde";
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    const std::string& left = words[random() % words.size()];
    const std::string& right = words[random() % words.size()];
    const std::string x = found(left);
    const std::string y = found(right);
    std::string both;
    std::string either;
    std::string without;
    for (const char id : all) {
      const bool in_x = x.find(id) != std::string::npos;
      const bool in_y = y.find(id) != std::string::npos;
      if (in_x && in_y) both += id;
      if (in_x || in_y) either += id;
      if (in_x && !in_y) without += id;
    }
    CAPTURE(left, right);
    CHECK(found(left + " AND " + right) == both);
    CHECK(found(left + " OR " + right) == either);
    CHECK(found(left + " AND NOT " + right) == without);
    CHECK(found("-(" + left + " OR " + right + ")").size() == all.size() - either.size());
  }
}

TEST_CASE("regression: body with quotes is not found in a long title") {
  std::string title = "First words";
  for (int i = 0; i < 1200; ++i) title += " filler";
  title += " brass lantern, and a canal";
  const std::string line =
      R"({"id":"a","language":"en","title":")" + title + R"(","body":"The canal froze. A copper kettle boiled."})" +
      '\n' + R"({"id":"b","language":"en","title":"Short","body":"A brass lantern, and a canal."})" + '\n';
  const Opened opened(line);
  CHECK(opened.found(R"("brass lantern")") == "ab");
  CHECK(opened.found(R"(title:"brass lantern")") == "a");
  CHECK(opened.found(R"(body:"brass lantern")") == "b");
  CHECK(opened.found(R"(body:"copper kettle")") == "a");
  CHECK(opened.found("body:(lantern NEAR/5 canal)") == "b");
  CHECK(opened.found(R"(title:"first words filler")") == "a");
  CHECK(opened.found("body:canal#2").empty());
  CHECK(opened.found("canal#2") == "a");
  CHECK(opened.found(R"("canal the")").empty());
}

TEST_CASE("an index in two parts matches what one index of all its articles does") {
  std::string halves[2];
  std::istringstream lines(small_articles);
  int at = 0;
  for (std::string line; std::getline(lines, line); ++at) halves[at % 2] += line + '\n';
  const TemporaryFolder folders[2];
  Result<match::Index> both =
      match::Index::open({make_small_index(folders[0], halves[0]), make_small_index(folders[1], halves[1])});
  REQUIRE(both);
  match::Matcher matcher(*both);
  for (const char* text : {"organ",
                           "title:organ",
                           "body:trafficking",
                           R"("organ brokers")",
                           "court AND brokers",
                           "court OR brokers",
                           "police NOT tashkent",
                           "-court",
                           "*",
                           "police ADJ/3 tashkent",
                           "tashkent NEAR/3 police",
                           "title:(organ ADJ trafficking)",
                           "body:(tashkent NEAR/9 sold)",
                           "organ#3",
                           "trafficking#2",
                           "brokers#1",
                           "broke*",
                           "published:2025",
                           "published:none",
                           "source:Two",
                           "language:en",
                           "Mirziyoyev"}) {
    CAPTURE(text);
    std::string ids;
    const match::ShardSets sets = matcher.match(small_index().plan(text)->plan);
    for (std::uint32_t shard = 0; shard < sets.size(); ++shard)
      sets[shard].each([&](std::uint32_t docid) { ids += both->id({shard, docid}); });
    std::sort(ids.begin(), ids.end());
    CHECK(ids == found(text));
  }
}

// From syntax tree to plan, on an index of five articles.
#include "searcher/query/sentence.hpp"
#include "tests/unit/search_fixture.hpp"

#include <catch2/catch.hpp>

using namespace blotter;
using namespace blotter::test;

namespace {

std::string plan_of(const std::string& text, query::PlanOptions options = {}) {
  const auto planned = small_index().plan(text, options);
  return planned ? query::to_text(planned->plan) : "error: " + planned.error().message;
}

std::string notes_of(const std::string& text, query::PlanOptions options = {}) {
  std::string all;
  const auto planned = small_index().plan(text, options);
  REQUIRE(planned);
  for (const std::string& note : planned->notes) all += note + '\n';
  return all;
}

}  // namespace

TEST_CASE("a word is its stem, and prefers the form as typed") {
  CHECK(plan_of("brokers") == "(and-maybe Zbroker brokers^0.25)");
  CHECK(plan_of("\"brokers\"") == "brokers");
  CHECK(plan_of("title:brokers") == "ZSbroker");
  CHECK(plan_of("body:\"brokers\"") == "(and-not brokers XTbrokers^0)");
}

TEST_CASE("words side by side are all wanted, or any") {
  CHECK(plan_of("\"wheat\" \"court\"") == "(and wheat court)");
  CHECK(plan_of("\"wheat\" \"court\"", {true, false, 0, nullptr}) == "(or wheat court)");
  CHECK(plan_of("+\"wheat\" \"court\" -\"ring\"", {true, false, 0, nullptr}) ==
        "(and-not (and-maybe wheat court) ring^0)");
  CHECK(plan_of("\"wheat\" country:UZ", {true, false, 0, nullptr}).find("XC:UZ^0") != std::string::npos);
}

TEST_CASE("stop words are left out beside others, with a note, unless they are insisted on") {
  CHECK(plan_of("the \"court\"") == "court");
  CHECK(notes_of("the \"court\"").find("too common to search for: the") != std::string::npos);
  CHECK(plan_of("+the \"court\"").find("Zthe") != std::string::npos);
  CHECK(plan_of("the").find("Zthe") != std::string::npos);
}

TEST_CASE("patterns become words of the index, and too short ones and none are said") {
  CHECK(plan_of("broke*") == "brokers");
  CHECK(plan_of("tashkemt~1") == "tashkent");
  CHECK(plan_of("a* \"court\"") == "court");
  CHECK(notes_of("a* \"court\"").find("too short for a wildcard") != std::string::npos);
  CHECK(notes_of("zzz* \"court\"").find("no word of the index matches 'zzz*'") != std::string::npos);
}

TEST_CASE(
    "names are sought in their other spellings too, less than as written, and not with exact script or when excluded") {
  CHECK(plan_of("Mirziyoyev").find("мирзиеев^0.1") != std::string::npos);
  CHECK(plan_of("Mirziyoyev", {false, true, 0, nullptr}).find("мирзиеев") == std::string::npos);
  CHECK(plan_of("\"wheat\" -Mirziyoyev").find("мирзиеев") == std::string::npos);
  CHECK(plan_of("wheat").find("^0.1") == std::string::npos);
}

TEST_CASE("values and dates only filter, and wrong ones are named with their position") {
  CHECK(plan_of("country:Uzbekistan") == "XC:UZ^0");
  CHECK(plan_of("published:2025-01..2025-02") == "published 20250101..20250228");
  CHECK(plan_of("published:-1m..", {false, false, 20250310, nullptr}) == "published 20250210..99991231");
  CHECK(plan_of("\"wheat\" country:Narnia").find("at position 9") != std::string::npos);
  CHECK(plan_of("published:2025-13").find("'2025-13' is no date at position 1") != std::string::npos);
}

TEST_CASE("an empty query is everything, and punctuation or emoji alone find nothing and say so") {
  CHECK(plan_of("") == "everything");
  CHECK(plan_of("*") == "everything");
  for (const char* query : {"!!", "\U0001F600 \u2026", "(\u2014)", "\"...\""}) {
    CAPTURE(query);
    CHECK(plan_of(query) == "nothing");
    CHECK(notes_of(query).find("no word to search for: nothing is found") != std::string::npos);
  }
  CHECK(plan_of("\"court\" !!") == "court");
  CHECK(notes_of("!!").find("'!!' at position 1 has no letter or digit") != std::string::npos);
}

TEST_CASE("in a sentence earlier words weigh more") {
  query::PlanOptions options{true, false, 0, nullptr, true};
  CHECK(plan_of("\"wheat\" \"court\" \"ring\"", options) == "(or wheat court^0.952381 ring^0.909091)");
  CHECK(plan_of("\"wheat\" country:UZ \"court\"", options).find("XC:UZ^0 ") != std::string::npos);
}

TEST_CASE("a sentence has a function word, and its operators are text, which is said") {
  using query::detect_sentence;
  using query::Syntax;
  CHECK(detect_sentence("the trade of organs", Syntax::full).sentence);
  CHECK(detect_sentence("the trade of organs", Syntax::full).note.empty());
  CHECK(detect_sentence("the trade of organs -and people", Syntax::tolerant).note.find("'the'") == 0);
  CHECK(detect_sentence("THE PRESSURE ON THE COURT AND THE POLICE", Syntax::full).syntax == Syntax::text);
  CHECK(detect_sentence("PARALLEL LANGUAGES AND THEIR COMPILERS", Syntax::full).sentence);
  CHECK(detect_sentence("PRESSURE AND TEMPERATURE DISTRIBUTIONS NEAR WINGS", Syntax::full)
            .note.find("being in capitals") == 0);
  for (const char* text : {"IOM OR UNODC OR OSCE OR INTERPOL", "IOM UNODC OR OSCE", "heroin opium", "heroin AND opium",
                           "a OR b", "+organ -kidney", "heroin and opium", ""})
    CHECK_FALSE(detect_sentence(text, Syntax::full).sentence);
}

TEST_CASE("an address is looked up in its writings, a host with all below it") {
  const std::string plan = plan_of("https://www.quay.example/a?b=1#top");
  CHECK(plan.find("U:http://quay.example/a?b=1 ") != std::string::npos);
  CHECK(plan.find("(ordered/") != std::string::npos);
  CHECK(plan_of("url:WWW.Quay.example").find("H:quay.example^0") != std::string::npos);
  CHECK(plan_of("quay.example").find("H:quay.example") != std::string::npos);
}

TEST_CASE("a hyphen makes one thing of words where any will do, but not in a sentence or a list") {
  CHECK(plan_of("Fox-IT", {true, false, 0, nullptr}).find("(ordered/2 fox it)") == 0);
  CHECK(plan_of("wheat,court", {true, false, 0, nullptr}).find("(or ") == 0);
  CHECK(plan_of("Fox-IT", {true, false, 0, nullptr, true}).find("(or ") == 0);
}

TEST_CASE("a number in groups is its groups or all its digits, initials are joined or apart") {
  CHECK(plan_of("1 000").find("1000") != std::string::npos);
  CHECK(plan_of("+996 (312) 66-12-34").find("996312661234") != std::string::npos);
  CHECK(plan_of("Б.А.Сеитова").find("а сеитова") != std::string::npos);
  CHECK(plan_of("К. Р. \"Тулегенов\"") == "тулегенов");
  CHECK(plan_of("US \"wheat\"").find("us") != std::string::npos);
}

TEST_CASE("a word is asked for without its marks in quotes, and with both stems without") {
  CHECK(plan_of("\"Şule ёлка\"").find("sule елка") != std::string::npos);
  CHECK(plan_of("na\u00EFve").find("Znaiv") != std::string::npos);
  CHECK(plan_of("cross-broke*") == "(ordered/2 cross brokers)");
}

TEST_CASE("signs around a pattern do not keep it from finding (issue 18 item 5)") {
  const Opened& index = small_index();
  for (const char* text : {"#harves*", "[harves*] wheat", "@harves*,", "harves*:", "wheat, harves*;"})
    CHECK(index.found(text) == "d");
  CHECK(index.found("police -harves*,") == "a");
  CHECK(index.found("wheat -harves*,") == "e");
}

TEST_CASE("a wildcard in quotes is one, and that is said (issue 18 item 5)") {
  const Opened& index = small_index();
  CHECK(index.found("\"harvest of whe*\"") == "d");
  CHECK(index.found("\"wheat of harv*\"").empty());
  CHECK(index.plan("\"harvest of whe*\"")->notes.size() == 1);
  for (const char* text : {"\"harvest of wheat\"", "\"harvest * wheat\"", "\"what is crime?\""})
    CHECK(index.plan(text)->notes.empty());
}

TEST_CASE("words near each other are single words, choices of them and one field's") {
  CHECK(plan_of("\"organ\" NEAR/5 (\"ring\" OR \"court\")") == plan_of("\"organ\" NEAR/5 ((\"ring\") OR (\"court\"))"));
  CHECK(plan_of("(\"organ\") NEAR/5 \"ring\"") == plan_of("\"organ\" NEAR/5 \"ring\""));
  CHECK(plan_of("(organ court) NEAR/5 ring") == "error: NEAR and ADJ take single words or (a OR b) at position 1");
  CHECK(plan_of("\"organ court\" NEAR/5 ring") == "error: NEAR and ADJ take single words or (a OR b) at position 1");
  CHECK(plan_of("organ NEAR/5 (ring OR -court)") == "error: NOT beside NEAR or ADJ at position 24");
  CHECK(plan_of("body:(organ NEAR/5 title:ring)") == "error: words of different fields near each other at position 20");
}

TEST_CASE("an exclusion within an OR takes from everything") {
  CHECK(small_index().found("court OR -police") == "bce");
  CHECK(small_index().found("wheat OR NOT court") == "acde");
}

TEST_CASE("a value that nothing is called is named with the nearest that there is") {
  const auto wrong = small_index().plan("crime:Thre");
  REQUIRE_FALSE(wrong);
  CHECK(wrong.error().message.starts_with("no crime is called 'Thre'"));
  CHECK(small_index().plan("crime:bribary").error().hint.starts_with("did you mean bribery? "));
  CHECK(small_index().plan("country:Atlantis").error().hint == "use a code (UZ, uzb) or a name in any language");
  CHECK(small_index().found("published:none OR source:none") == "e");
}

#include "searcher/query/ast_print.hpp"
#include "searcher/query/parser.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using namespace blotter::query;

namespace {

std::string tree(std::string_view text, Syntax syntax = Syntax::full) {
  const auto parsed = parse(text, syntax);
  return parsed ? to_text(parsed->root) : "error: " + parsed.error().message;
}

}  // namespace

TEST_CASE("operators bind as the grammar says") {
  CHECK(tree("organ trafficking") == "(seq organ trafficking)");
  CHECK(tree("a AND b OR c NOT d") == "(or (and a b) (seq c -d))");
  CHECK(tree("a OR b OR c OR d") == "(or a b c d)");
  CHECK(tree("(a OR b) c") == "(seq (or a b) c)");
  CHECK(tree("a NEAR/5 b NEAR/5 c") == "(seq (near/5 a b c))");
  CHECK(tree("a ADJ/3 b") == "(seq (adj/3 a b))");
  CHECK(tree("+a -b NOT c") == "(seq +a -b -c)");
  CHECK(tree("a AND NOT b") == "(and a -b)");
}

TEST_CASE("fields, suffixes and patterns") {
  CHECK(tree("title:uzbek") == "(seq title:uzbek)");
  CHECK(tree("Title:(organ OR \"black market\")^2") == "(seq (or title:organ title:\"black market\")^2)");
  CHECK(tree("country:\"United Kingdom\"") == "(seq country:\"United Kingdom\")");
  CHECK(tree("published:-30d..") == "(seq published:-30d..)");
  CHECK(tree("organ^3 trafficking#3 tashkent~1") == "(seq organ^3 trafficking#3 tashkent~1)");
  CHECK(tree("traffick* *stan organi?e") == "(seq traffick* *stan organi?e)");
  CHECK(tree("what is this?") == "(seq what is this)");
  CHECK(tree("C# -50 a - b") == "(seq C# -50 a - b)");
  CHECK(tree("url:https://example.org/a:b") == "(seq url:https://example.org/a:b)");
  CHECK(tree("\u201corgan trade\u201d") == "(seq \"organ trade\")");
  CHECK(tree("*") == "(seq *)");
}

TEST_CASE("punctuation behind a pattern or a suffix is none of it (issue 18 item 5)") {
  CHECK(tree("wheat^2, harves*; polic~1. court#2: (bro*)!") == "(seq wheat^2 harves*; polic~1 court#2 (seq bro*))");
  CHECK(tree("-harves*, wheat") == "(seq -harves*, wheat)");
  CHECK(tree("C#, 50,000 wheat") == "(seq C#, 50,000 wheat)");
  CHECK(tree("wheat , harvest") == "(seq wheat harvest)");
  CHECK(tree("country:UZ, wheat") == "(seq country:UZ wheat)");
}

TEST_CASE("a list without spaces is one word each, with a bar either of them (issue 18 item 5)") {
  CHECK(tree("wheat,harvest") == "(seq (seq wheat harvest))");
  CHECK(tree("wheat;harvest\u2014police x") == "(seq (seq wheat harvest police) x)");
  CHECK(tree("wheat|harvest police") == "(seq (or wheat harvest) police)");
  CHECK(tree("wheat || harvest") == "(or wheat harvest)");
  CHECK(tree("wheat && harvest") == "(and wheat harvest)");
  CHECK(tree("police -wheat,harvest") == "(seq police -(or wheat harvest))");
  CHECK(tree("title:wheat,harvest") == "(seq (seq title:wheat title:harvest))");
  CHECK(tree("https://example.org/a,b") == "(seq https://example.org/a,b)");
  CHECK(tree("wheat,harvest", Syntax::text) == "(seq wheat,harvest)");
}

TEST_CASE("every language's quotation marks quote (issue 18 item 5)") {
  for (const std::string_view text :
       {"\u201dwheat harvest\u201d", "\u00bbwheat harvest\u00ab", "\u00abwheat harvest\u00bb",
        "\u201ewheat harvest\u201c", "\u2039wheat harvest\u203a", "\uff02wheat harvest\uff02",
        "\u300cwheat harvest\u300d"})
    CHECK(tree(text) == "(seq \"wheat harvest\")");
  CHECK(tree("5\u201d pipe and 6\u201d pipe") == "(seq 5\u201d pipe and 6\u201d pipe)");
}

TEST_CASE("operators in small letters are asked about (issue 18 item 2)") {
  REQUIRE(parse("wheat or harvest")->notes.size() == 1);
  CHECK(parse("wheat or harvest")->notes[0] ==
        "'or' at position 7 is a word; write OR for either of the two beside it");
  CHECK(parse("wheat not harvest")->notes.size() == 1);
  for (const std::string_view text : {"or wheat", "wheat or", "\"wheat or harvest\"", "wheat and harvest"})
    CHECK(parse(text)->notes.empty());
}

TEST_CASE("an error names its position in characters and the remedy") {
  for (const std::string_view text :
       {"(a OR b", "a OR", "AND", ")", "\"abc", "NOT", "title:", "a NEAR/0 b", "a~5", "()", "a^0"}) {
    CAPTURE(text);
    const auto parsed = parse(text);
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().message.find(" at position ") != std::string::npos);
    CHECK_FALSE(parsed.error().hint.empty());
  }
  CHECK(parse("\u043e\u0440\u0433\u0430\u043d )").error().message == ") without ( at position 7");
}

TEST_CASE("each error says what is wrong and what to write") {
  const std::array<std::string, 3> errors[] = {
      {"a OR", "OR needs something on both sides at position 3",
       "write the missing side, or \"or\" in quotes for the word"},
      {"a AND", "AND needs something on both sides at position 3",
       "write the missing side, or \"and\" in quotes for the word"},
      {"суд \"abc", "a quotation mark is not closed at position 5", "add the closing \" or remove this one"},
      {"суд (a OR b", "( is not closed at position 5", "add the missing )"},
      {"суд ()", "nothing between ( and ) at position 5", "write something between them, or remove them"},
      {"NEAR/3 b", "NEAR/3 needs a word on both sides at position 1", "write: word NEAR/3 word"},
      {"суд title: x", "'title:' needs a value at position 5",
       "write title:word or title:\"several words\", without a space after the colon"},
      {"суд x^0", "a boost of 0 or above 1000 at position 5", "write ^2 or ^0.5"},
      {"суд (a b)~1", "~ or # behind a group at position 5", "write them behind single words"},
      {"суд \"a b\"~2", "~ behind a quoted text at position 5",
       "write word~1, or a NEAR/5 b for words near each other"}};
  for (const auto& [text, message, hint] : errors) {
    CAPTURE(text);
    const auto parsed = parse(text);
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().message == message);
    CHECK(parsed.error().hint == hint);
    const auto tolerant = parse(text, Syntax::tolerant);
    REQUIRE(tolerant);
    REQUIRE_FALSE(tolerant->notes.empty());
    CHECK(tolerant->notes.front() == message + ": taken as text");
  }
}

TEST_CASE("a node spans what was written for it, in bytes") {
  const auto span = [](std::string_view text) {
    const Node root = parse(text)->root;
    const Node& node = root.children.empty() ? root : root.children.back();
    return std::string(text.substr(node.span.start, node.span.end - node.span.start));
  };
  CHECK(span("суд organ") == "organ");
  CHECK(span("суд title:organ") == "title:organ");
  CHECK(span("суд title:(organ OR law)^2") == "title:(organ OR law)^2");
  CHECK(span("суд \"organ law\"") == "\"organ law\"");
  CHECK(span("суд OR organ law") == "organ law");
}

TEST_CASE("a facet of the index is a field that takes a value") {
  const std::vector<std::string> facets{"country", "company", "ship-2"};
  const auto read = [&](std::string_view text, Syntax syntax = Syntax::full) {
    const auto parsed = parse(text, syntax, facets);
    return parsed ? to_text(parsed->root) : parsed.error().message;
  };
  CHECK(read("COMPANY:c1*, ship-2:(a OR b) x") == "(seq company:c1* (or ship-2:a ship-2:b) x)");
  CHECK(read("company:c1", Syntax::text) == "(seq company:c1)");
  CHECK(read("ship-3:a") == "(seq ship-3:a)");  // a word: no field's name has a digit
  CHECK(tree("company:c1") == "(seq company c1)");
  CHECK(parse("compny:x", Syntax::full, facets)->notes.at(0).find("did you mean company:?") != std::string::npos);
}

TEST_CASE("an unknown field is taken as a word, with a note") {
  const auto parsed = parse("kolour:red");
  REQUIRE(parsed);
  CHECK(to_text(parsed->root) == "(seq kolour red)");
  CHECK(parsed->notes.size() == 1);
  CHECK(parse("суд titel:red")
            ->notes.at(0)
            .starts_with("'titel' at position 5 is no field, taken as a word (did you mean title:? fields: "));
}

TEST_CASE("tolerant and plain reading fail on no punctuation") {
  for (const std::string_view text : {"(a OR b", "a OR", "AND", ")", "\"abc", "NOT", "title:", "a NEAR/0 b", "a~5",
                                      "()", "a^0", "((((", "x/y (z) -q ^ ~"}) {
    CAPTURE(text);
    CHECK(parse(text, Syntax::tolerant));
    CHECK(parse(text, Syntax::text));
  }
  CHECK(tree("slip -dash flow AND (all)", Syntax::text) == "(seq slip -dash flow AND all)");
}

TEST_CASE("limits are errors, not crashes") {
  CHECK_FALSE(parse(std::string(1000, '(')));
  CHECK_FALSE(parse(std::string(max_query + 1, 'a')));
  CHECK_FALSE(parse("\xff\xfe"));
  std::string many;
  for (std::size_t i = 0; i < max_words; ++i) many += "a ";
  CHECK(parse(many));
  CHECK(parse(many + "a").error().hint == "split the query");
}

TEST_CASE("random queries are parsed or refused, and tolerant reading refuses none") {
  const std::string_view pieces[] = {"a",        "\u043e\u0440\u0433\u0430\u043d",
                                     " ",        "(",
                                     ")",        "\"",
                                     "AND",      "OR",
                                     "NOT",      "NEAR/5",
                                     "ADJ",      "title:",
                                     "country:", "-",
                                     "+",        "*",
                                     "?",        "^2",
                                     "#3",       "~1",
                                     ":",        "\u00ab",
                                     "..",       "/"};
  std::mt19937 random(11);
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (auto i = random() % 14; i > 0; --i) text += pieces[random() % std::size(pieces)];
    CAPTURE(text);
    const auto parsed = parse(text);
    if (!parsed) CHECK(parsed.error().message.find("position") != std::string::npos);
    CHECK(parse(text, Syntax::tolerant));
    CHECK(parse(text, Syntax::text));
  }
}

// What --expand and --like read off articles, on an index of five.
#include "searcher/rank/feedback.hpp"

#include "searcher/rank/proximity.hpp"
#include "tests/unit/search_fixture.hpp"

#include <catch2/catch.hpp>

using namespace blotter;
using namespace blotter::test;

namespace {

using QueryWords = std::vector<std::vector<std::string>>;  // the forms of each

double nearness(const std::string& id, const QueryWords& words) {
  const match::Index& index = small_index().index;
  match::Matcher matcher(index);
  const match::DocRef document = *index.find(id);
  std::vector<match::ProximityWord> found;
  for (const std::vector<std::string>& forms : words)
    found.push_back(match::proximity_word(forms, {document}, matcher));
  return match::ProximityScorer(index, std::move(found)).score(document);
}

}  // namespace

TEST_CASE("telling words are those that few other articles have, and weigh one together") {
  const match::Index& index = small_index().index;
  const auto terms = match::significant_terms(index, small_index().vocabulary, {*index.find("d")}, 3);
  REQUIRE(terms.size() == 3);
  double sum = 0;
  for (const match::WeightedTerm& term : terms) {
    sum += term.weight;
    CHECK(term.term != "Zthe");
  }
  CHECK(sum == Approx(1));
  CHECK(terms.front().term == "Zharvest");  // in one of five articles, twice
  CHECK(match::significant_terms(index, small_index().vocabulary, {}, 3).empty());
}

TEST_CASE("added words weigh as RM3 mixes them, whatever the query's length") {
  const auto plan = [](const char* text) { return small_index().plan(text, {true, false, 0, nullptr})->plan; };
  const std::vector<match::WeightedTerm> terms{{"Zx", 0.75}, {"Zy", 0.25}};
  CHECK(query::to_text(match::expanded(plan("\"wheat\""), terms, 2, false)) == "(or wheat (or Zx^1.5 Zy^0.5))");
  CHECK(query::to_text(match::expanded(plan("\"wheat\" \"court\""), terms, 2, true)) ==
        "(and-maybe (or wheat court) (or Zx^3 Zy))");
  CHECK(query::to_text(match::expanded(plan("\"wheat\""), {}, 2, false)) == "wheat");
}

TEST_CASE("words near each other count, the nearer the more, and far ones do not") {
  const QueryWords side_by_side{{"organ", "organs"}, {"brokers"}};
  const QueryWords apart{{"police"}, {"organ"}};
  CHECK(nearness("a", side_by_side) > nearness("a", apart));
  CHECK(nearness("a", apart) > 0);
  CHECK(nearness("d", side_by_side) == 0);
  CHECK(nearness("a", QueryWords{{"organ"}, {"organ"}}) == 0);
  CHECK(nearness("a", QueryWords{{"organ"}}) == 0);
}

// The order of a title's words in a byte a word.
#include "common/store/title_order.hpp"

#include <catch2/catch.hpp>

#include <random>
#include <set>
#include <string>

using namespace blotter;

namespace {

std::vector<std::uint32_t> places(std::string_view order, std::string_view form) {
  std::vector<std::uint32_t> found;
  store::add_title_places(order, form, found);
  return found;
}

}  // namespace

TEST_CASE("a title's order tells where each of its words stands") {
  std::mt19937 random(11);
  for (std::size_t round = 0; round < 500; ++round) {
    std::vector<std::string> words;
    for (std::size_t n = 1 + random() % 45; n > 0; --n) words.push_back("w" + std::to_string(random() % 400));
    const std::vector<std::string_view> forms(words.begin(), words.end());
    const std::string order = store::title_order(forms);
    if (order.empty()) {  // so many different words that chance may leave no function
      CHECK(std::set<std::string>(words.begin(), words.end()).size() > 30);
      continue;
    }
    CHECK(order.size() == forms.size() + 1);
    for (const std::string_view form : forms) {
      std::vector<std::uint32_t> expected;
      for (std::size_t i = 0; i < forms.size(); ++i)
        if (forms[i] == form) expected.push_back(static_cast<std::uint32_t>(i + 1));
      REQUIRE(places(order, form) == expected);
    }
  }
}

TEST_CASE("titles of no word, of very many and of very long ones have no order") {
  CHECK(store::title_order({}).empty());
  std::vector<std::string> words;
  words.reserve(257);
  for (int i = 0; i < 257; ++i) words.push_back("w" + std::to_string(i));
  CHECK(store::title_order(std::vector<std::string_view>(words.begin(), words.end())).empty());
  const std::string longest(121, 'a');
  CHECK(store::title_order(std::vector<std::string_view>{"court", longest}).empty());
  CHECK_FALSE(store::title_order(std::vector<std::string_view>{"court", std::string_view(longest).substr(1)}).empty());
  CHECK(places({}, "court").empty());
}

#include "common/store/groups.hpp"

#include "common/text/tokeniser.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

using namespace blotter;

namespace {

std::string story(std::mt19937& random, int words) {
  std::string text;
  for (int i = 0; i < words; ++i) text += "w" + std::to_string(random() % 5000) + "x ";
  return text;
}

text::Signature signature(const std::string& body) {
  text::Tokeniser tokeniser;
  text::TokenStream title;
  text::TokenStream stream;
  tokeniser.tokenise("A headline", title);
  tokeniser.tokenise(body, stream);
  return text::signature_of(title, stream);
}

}  // namespace

TEST_CASE("A reprint with small changes joins its original, another story does not") {
  std::mt19937 random(11);
  std::vector<store::Candidate> candidates;
  for (std::uint32_t i = 0; i < 300; ++i) {
    const std::string original = story(random, 150);
    std::string reprint = "Our correspondent adds a line. " + original;
    reprint.replace(reprint.size() / 2, 5, "other");
    candidates.push_back({signature(original), 20250101, 2 * i});
    candidates.push_back({signature(reprint), 20250102, 2 * i + 1});
  }
  const std::vector<std::uint32_t> first = store::group_near_duplicates(candidates);
  for (std::uint32_t i = 0; i < candidates.size(); ++i) REQUIRE(first[i] == i / 2 * 2);
}

TEST_CASE("Groups do not depend on the order of the articles") {
  std::mt19937 random(12);
  const std::string original = story(random, 120);
  std::vector<store::Candidate> candidates{{signature(original), 20250105, 0},
                                           {signature(original + " one more line of it"), 20250103, 1},
                                           {signature(story(random, 120)), 20250101, 2}};
  CHECK(store::group_near_duplicates(candidates) == std::vector<std::uint32_t>{1, 1, store::no_group});
  std::reverse(candidates.begin(), candidates.end());
  CHECK(store::group_near_duplicates(candidates) == std::vector<std::uint32_t>{store::no_group, 1, 1});
}

TEST_CASE("Reports of a series that share their phrases and differ in their figures are no reprints") {
  std::mt19937 random(17);
  std::vector<std::string> phrases;
  phrases.reserve(14);
  for (int i = 0; i < 14; ++i) phrases.push_back(story(random, 9));
  // A figure behind every phrase; `changed` of them are others.
  const auto report = [&](int changed) {
    std::string text;
    for (int i = 0; i < 14; ++i)
      text += phrases[static_cast<std::size_t>(i)] + std::to_string(100 + i + (i < changed ? 500 : 0)) + " ";
    return text;
  };
  const text::Signature original = signature(report(0));
  CHECK(text::is_reprint(original, signature(report(0))));
  CHECK(text::is_reprint(original, signature(report(1))));  // a figure that was corrected
  const text::Signature next = signature(report(14));
  const double common = text::resemblance(original, next);
  CHECK(common > 0.55);  // the words alone would make it one
  CHECK(common < 0.85);
  CHECK_FALSE(text::is_reprint(original, next));
}

TEST_CASE("Texts of a few words have no signature") {
  CHECK(signature("too short").bytes().empty());
  CHECK_FALSE(text::is_reprint(signature("too short"), signature("too short")));
}

TEST_CASE("A signature is stored without loss") {
  std::mt19937 random(13);
  const text::Signature one = signature(story(random, 80) + " 12 of 340 kilograms in 2025");
  CHECK(text::Signature::from(one.bytes()) == one);
}

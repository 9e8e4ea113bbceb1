// A worker tags article after article with one scratch: nothing of one comes into the next.
#include "tests/unit/tagger_fixture.hpp"

#include <vector>

using namespace blotter;
using namespace blotter::test;

namespace {

void tag_again(const facets::Tagger& tagger, Article& article, facets::TaggerScratch& scratch) {
  text::Tokeniser tokeniser;
  text::TokenStream title;
  text::TokenStream body;
  tokeniser.tokenise(article.title, title);
  tokeniser.tokenise(article.body, body);
  tagger.tag(title, body, article, scratch);
}

}  // namespace

TEST_CASE("tagger: an article has the same facets whatever the worker tagged before it") {
  const std::vector<std::string> bodies = {
      "OSH - Police freed six men. A recruiter had promised them work on a farm. The farmer kept their passports and "
      "locked the gate at dusk, and they were not paid.",
      "The weather will be mild.",
      "Interpol and the Ministry of Internal Affairs of Uzbekistan arrested a man in Tashkent for drug trafficking.",
      "", "The prosecutor in Almaty said the bribe was paid in Kazakhstan and in Dushanbe, Tajikistan."};
  const auto tagger = facets::Tagger::create();
  REQUIRE(tagger);
  facets::TaggerScratch scratch;
  for (const std::string& first : bodies)
    for (const std::string& second : bodies) {
      CAPTURE(first, second);
      Article before;
      Article after;
      before.language = after.language = "en";
      before.body = first;
      after.body = second;
      tag_again(*tagger, before, scratch);
      tag_again(*tagger, after, scratch);
      for (const char* facet : {"country", "agency", "crime", "indicator", "focus"})
        CHECK(values(after, facet) == values(tag("", second), facet));
    }
}

// Articles for lists of hits: the whole article less its text, however often it is asked for.
#include "searcher/index/article_header_cache.hpp"

#include "tests/unit/search_fixture.hpp"

#include <catch2/catch.hpp>

using namespace blotter;
using namespace blotter::test;

TEST_CASE("the head of an article is all but its body and its evidence") {
  const match::Index& index = small_index().index;
  match::ArticleHeaderCache heads(index);
  for (int round = 0; round < 2; ++round)
    for (std::uint32_t docid = 1; docid <= 5; ++docid) {
      Result<Article> whole = match::read_article(index, {0, docid});
      const Result<Article> head = heads.article({0, docid});
      REQUIRE(whole);
      REQUIRE(head);
      CHECK_FALSE(whole->body.empty());
      whole->body.clear();
      for (Facet& facet : whole->facets)
        for (FacetValue& value : facet.values) value.evidence.clear();
      CHECK(*head == *whole);
    }
}

TEST_CASE("an article that is not there is told as damaged each time") {
  match::ArticleHeaderCache heads(small_index().index);
  CHECK_FALSE(heads.article({0, 99}));
  CHECK_FALSE(heads.article({0, 99}));
}

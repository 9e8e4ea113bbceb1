// Tags a text in one call, for the tests of the facets: values as one string, in order, parted by spaces.
#pragma once

#include "common/text/tokeniser.hpp"
#include "indexer/facets/tagger.hpp"

#include <catch2/catch.hpp>

#include <set>
#include <string>

namespace blotter::test {

// `date` is that of publication, or empty.
inline Article tag(const std::string& title, const std::string& body, const std::string& language = "en",
                   const std::string& url = {}, const std::string& date = {}) {
  static const auto tagger = facets::Tagger::create();
  REQUIRE(tagger);
  Article article;
  article.title = title;
  article.body = body;
  article.language = language;
  article.url = url;
  article.published = date;
  text::Tokeniser tokeniser;
  text::TokenStream title_words;
  text::TokenStream body_words;
  tokeniser.tokenise(article.title, title_words);
  tokeniser.tokenise(article.body, body_words);
  facets::TaggerScratch scratch;
  tagger->tag(title_words, body_words, article, scratch);
  return article;
}

// The values found, without those that are only implied.
inline std::string values(const Article& article, const std::string& facet, bool focus = false) {
  std::set<std::string> found;
  for (const auto& one : article.facets)
    if (one.name == facet)
      for (const FacetValue& value : one.values)
        if (!value.implied && (!focus || value.focus)) found.insert(value.value);
  std::string out;
  for (const std::string& value : found) out += (out.empty() ? "" : " ") + (value.empty() ? "(empty)" : value);
  return out;
}

inline std::string countries(const std::string& body, const std::string& language = "en") {
  return values(tag("", body, language), "country");
}
inline std::string agencies(const std::string& body, const std::string& language = "en") {
  return values(tag("", body, language), "agency");
}
inline std::string crimes(const std::string& body, const std::string& language = "en") {
  return values(tag("", body, language), "crime");
}

}  // namespace blotter::test

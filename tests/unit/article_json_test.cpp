#include "common/article_json.hpp"

#include <catch2/catch.hpp>
#include <simdjson.h>

using namespace blotter;

TEST_CASE("an article's JSON is valid whatever its bytes", "[json]") {
  Article article;
  article.id = "a\"\\\x01";
  article.title = std::string("bad \xFF byte\0nul", 14);
  article.body = "line\nline\ttab \x7F Ош";
  article.authors = {"A", "B"};
  article.facet("country").values.push_back({"KG",
                                             "Kyrgyzstan",
                                             "",
                                             "",
                                             true,
                                             false,
                                             true,
                                             1,
                                             {{TextField::body, 16, 20}},
                                             true,
                                             {{"a\"b", {{TextField::body, 0, 4}}}}});
  std::string out;
  append_json(article, out);
  CHECK(out.find('\n') == std::string::npos);
  simdjson::dom::parser parser;
  const simdjson::dom::element root = parser.parse(out);
  CHECK(std::string_view(root["schema"]) == "blotter.article/1");
  CHECK(std::string_view(root["id"]) == article.id);
  CHECK(std::string_view(root["title"]) == std::string_view("bad \xEF\xBF\xBD byte\0nul", 16));
  CHECK(std::string_view(root["body"]) == article.body);
  CHECK(bool(root["facets"]["country"].at(0)["focus"]));
  CHECK(std::string_view(root["facets"]["country"].at(0)["evidence"].at(0)["text"]) == "Ош");
  const auto country = root["facets"]["country"].at(0);
  CHECK(bool(country["inferred"]));
  CHECK(std::string_view(country["elements"].at(0)["element"]) == "a\"b");
  CHECK(std::string_view(country["elements"].at(0)["evidence"].at(0)["text"]) == "line");
}

TEST_CASE("a facet's value has its members in the article's JSON", "[json]") {
  Article article;
  FacetValue& value = article.facet("crime").values.emplace_back();
  value.value = "bribery";
  value.parent = "corruption";
  value.iccs = "0703";
  value.focus = value.given = value.inferred = true;
  value.mentions = 3;
  std::string out;
  append_facets(article, out);
  CHECK(
      out.find(R"({"value":"bribery","label":"bribery","parent":"corruption","iccs":"0703","focus":true,"given":true,)"
               R"("inferred":true,"mentions":3)") != std::string::npos);
}

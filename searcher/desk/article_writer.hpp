// Whole articles in forms that other programs and people take: --export.
#pragma once

#include "common/article.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace blotter::search {

// Each function appends to `out`; call begin, then article for each one, then end.
class ArticleWriter {
 public:
  virtual ~ArticleWriter() = default;
  virtual void begin(std::string& out) { (void)out; }
  virtual void article(const Article& article, std::string& out) = 0;
  virtual void end(std::string& out) { (void)out; }
};

// For md, jsonl, html or csl-json; null for another word.  Text from articles cannot become markup or steer a display.
[[nodiscard]] std::unique_ptr<ArticleWriter> make_article_writer(std::string_view form);
[[nodiscard]] std::unique_ptr<ArticleWriter> make_markdown_writer();
[[nodiscard]] std::unique_ptr<ArticleWriter> make_html_writer();
[[nodiscard]] std::unique_ptr<ArticleWriter> make_csl_writer();

// Returns the article as a text names its source: authors, "title", outlet, day, URL; what is unknown is left out.
[[nodiscard]] std::string citation(const Article& article);
// Its day, outlet and language, as far as they are known.
[[nodiscard]] std::vector<std::string> facts_of(const Article& article);
// Returns the value of a facet as people read it, with its identifier: "Kyrgyzstan (KG)".
[[nodiscard]] std::string labelled(const FacetValue& value);
// Returns how the value of a facet was found, for people: "focus, 5 mentions", "given", "inferred".
[[nodiscard]] std::string manner_of(const FacetValue& value);
// Returns the different pieces of text that are its evidence, in text order.
[[nodiscard]] std::vector<std::string> evidence_of(const Article& article, const FacetValue& value);
// Returns whether a viewer may be offered it as a link: http or https.
[[nodiscard]] bool is_web_link(std::string_view url);

}  // namespace blotter::search

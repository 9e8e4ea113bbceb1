// Articles as one HTML page that asks nothing of anybody: no script, no image, no style from elsewhere.
#include "common/article_hash.hpp"
#include "searcher/desk/article_writer.hpp"
#include "searcher/desk/html_data.hpp"
#include "searcher/desk/templates.hpp"
#include "searcher/present/presenter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace blotter::search {
namespace {

mustache::data facets_of(const Article& article) {
  mustache::data facets(mustache::data::type::list);
  for (const Facet& facet : article.facets) {
    if (facet.values.empty()) continue;
    mustache::data values(mustache::data::type::list);
    for (const FacetValue& value : facet.values) {
      mustache::data row;
      row.set("label", page_text(labelled(value)));
      row.set("manner", manner_of(value));
      row.set("evidence", page_text(fmt::format("{}", fmt::join(evidence_of(article, value), " / "))));
      values.push_back(row);
    }
    mustache::data one;
    one.set("name", page_text(facet.name));
    one.set("values", values);
    facets.push_back(one);
  }
  return facets;
}

mustache::data paragraphs_of(const Article& article) {
  const Snippet body = present::evidence_marks(article, TextField::body);
  mustache::data paragraphs(mustache::data::type::list);
  for (std::size_t start = 0; start < body.text.size();) {
    const std::size_t end = std::min(body.text.find('\n', start), body.text.size());
    mustache::data paragraph;
    paragraph.set("parts", marked_parts(body, start, end));
    paragraphs.push_back(paragraph);
    start = end + 1;
  }
  return paragraphs;
}

class HtmlPage final : public ArticleWriter {
 public:
  void begin(std::string& out) override { out += articles_head; }
  void article(const Article& article, std::string& out) override {
    mustache::data data;
    Snippet title = present::evidence_marks(article, TextField::title);
    if (title.text.empty()) title.text = article.id;
    data.set("title", marked_parts(title));
    data.set("facts", page_text(fmt::format("{}", fmt::join(facts_of(article), " \u00b7 "))));
    if (is_web_link(article.url)) data.set("link", page_text(article.url));
    data.set("citation", page_text(citation(article)));
    data.set("id", page_text(article.id));
    for (const auto& [name, value] : {std::pair("path", &article.path), std::pair("collected", &article.collected),
                                      std::pair("indexed", &article.indexed), std::pair("parent", &article.parent)})
      if (!value->empty()) data.set(name, page_text(*value));
    data.set("hash", article_hash(article));
    data.set("facets", facets_of(article));
    data.set("paragraphs", paragraphs_of(article));
    out += template_.render(data);
  }
  void end(std::string& out) override { out += "</body>\n</html>\n"; }

 private:
  mustache::mustache template_{article_template};
};

}  // namespace

std::unique_ptr<ArticleWriter> make_html_writer() { return std::make_unique<HtmlPage>(); }

}  // namespace blotter::search

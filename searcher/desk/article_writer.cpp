#include "searcher/desk/article_writer.hpp"

#include "common/article_json.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace blotter::search {
namespace {

// A line of blotter.article/1, which blotter-index reads again.
class JsonLines final : public ArticleWriter {
 public:
  void article(const Article& article, std::string& out) override {
    append_json(article, out);
    out.pop_back();
    out += ",\"citation\":";
    append_json_string(citation(article), out);
    out += "}\n";
  }
};

}  // namespace

std::unique_ptr<ArticleWriter> make_article_writer(std::string_view form) {
  if (form == "md") return make_markdown_writer();
  if (form == "jsonl") return std::make_unique<JsonLines>();
  if (form == "html") return make_html_writer();
  if (form == "csl-json") return make_csl_writer();
  return nullptr;
}

std::string citation(const Article& article) {
  std::vector<std::string> parts;
  if (!article.authors.empty()) parts.push_back(fmt::format("{}", fmt::join(article.authors, ", ")));
  parts.push_back(fmt::format("\u201c{}\u201d", article.title.empty() ? article.id : article.title));
  std::string outlet = article.source;
  if (!article.published.empty()) outlet += (outlet.empty() ? "" : ", ") + article.published;
  if (!outlet.empty()) parts.push_back(std::move(outlet));
  if (!article.url.empty()) parts.push_back(article.url);
  return fmt::format("{}", fmt::join(parts, ". "));
}

std::vector<std::string> facts_of(const Article& article) {
  std::vector<std::string> facts;
  for (const std::string* one : {&article.published, &article.source, &article.language})
    if (!one->empty()) facts.push_back(*one);
  return facts;
}

std::string labelled(const FacetValue& value) {
  return value.label.empty() ? value.value : fmt::format("{} ({})", value.label, value.value);
}

std::string manner_of(const FacetValue& value) {
  std::vector<std::string> parts;
  if (value.focus) parts.emplace_back("focus");
  if (value.implied) parts.emplace_back("implied");
  if (value.given) parts.emplace_back("given");
  if (value.inferred) parts.emplace_back("inferred");
  if (value.mentions > 0) parts.push_back(fmt::format("{} mention{}", value.mentions, value.mentions == 1 ? "" : "s"));
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::vector<std::string> evidence_of(const Article& article, const FacetValue& value) {
  std::vector<std::string> pieces;
  const auto add = [&](const std::vector<Evidence>& evidence) {
    for (const Evidence& one : evidence) {
      const std::string_view text = article.text(one.field);
      if (one.start >= one.end || one.end > text.size()) continue;
      std::string piece(text.substr(one.start, one.end - one.start));
      if (std::find(pieces.begin(), pieces.end(), piece) == pieces.end()) pieces.push_back(std::move(piece));
    }
  };
  add(value.evidence);
  for (const FacetElement& element : value.elements) add(element.evidence);
  return pieces;
}

bool is_web_link(std::string_view url) {
  const bool plain = std::all_of(url.begin(), url.end(), [](char c) { return c > ' ' && c != '\x7f'; });
  return plain && (url.starts_with("https://") || url.starts_with("http://"));
}

}  // namespace blotter::search

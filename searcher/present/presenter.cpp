#include "searcher/present/presenter.hpp"

#include "common/article_hash.hpp"
#include "common/article_json.hpp"
#include "common/cli/terminal.hpp"
#include "common/schema.hpp"
#include "searcher/present/graph.hpp"
#include "searcher/present/json.hpp"
#include "searcher/present/layout.hpp"
#include "searcher/present/rows.hpp"
#include "searcher/present/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace blotter::present {
namespace {

// Without colour the marks are written into the text, as brackets.
search::Snippet bracketed(const search::Snippet& snippet, bool color) {
  if (color) return snippet;
  search::Snippet out;
  std::size_t at = 0;
  for (const auto& [start, end] : snippet.marks) {
    out.text.append(snippet.text, at, start - at).append("[").append(snippet.text, start, end - start).append("]");
    at = end;
  }
  out.text.append(snippet.text, at);
  return out;
}

void line(std::string_view name, std::string_view value, const Style& style, std::string& out) {
  if (!value.empty())
    out += styled(fmt::format("{:<10}", name), TextStyle::dim, style.color) + cli::printable(value) + '\n';
}

std::string evidence_text(const Article& article, const std::vector<Evidence>& all) {
  std::vector<std::string> seen;
  for (const Evidence& evidence : all) {
    std::string words(article.text(evidence.field).substr(evidence.start, evidence.end - evidence.start));
    if (std::find(seen.begin(), seen.end(), words) == seen.end()) seen.push_back(std::move(words));
  }
  return fmt::format("{}", fmt::join(seen, ", "));
}

// "withheld-wages (were never paid), isolation (took their phones)".
std::string elements_text(const Article& article, const std::vector<FacetElement>& elements) {
  std::string out;
  for (const FacetElement& one : elements)
    out += fmt::format("{}{} ({})", out.empty() ? "" : ", ", one.element, evidence_text(article, one.evidence));
  return out;
}

void facet_lines(const Article& article, const Facet& facet, const Style& style, std::string& out) {
  out += styled(cli::printable(facet.name), TextStyle::bold, style.color) + '\n';
  for (const FacetValue& value : facet.values) {
    std::string kind;
    if (value.focus) kind += " focus";
    if (value.implied) kind += " implied";
    if (value.given) kind += " given";
    if (value.inferred) kind += " inferred";
    const std::string evidence =
        value.elements.empty() ? evidence_text(article, value.evidence) : elements_text(article, value.elements);
    out += cli::printable(fmt::format("  {}{}{}{}{}", value.value, value.label.empty() ? "" : " (" + value.label + ")",
                                      kind, value.mentions ? fmt::format(" x{}", value.mentions) : "",
                                      evidence.empty() ? "" : ": " + evidence)) +
           '\n';
  }
}

}  // namespace

search::Snippet evidence_marks(const Article& article, TextField field) {
  search::Snippet snippet;
  snippet.text = std::string(article.text(field));
  for (const Facet& facet : article.facets)
    for (const FacetValue& value : facet.values)
      for (const Evidence& evidence : value.evidence)
        if (evidence.field == field) snippet.marks.emplace_back(evidence.start, evidence.end);
  std::sort(snippet.marks.begin(), snippet.marks.end());
  std::uint32_t end = 0;
  std::erase_if(snippet.marks, [&](const auto& mark) {
    if (mark.first < end || mark.second <= mark.first || mark.second > snippet.text.size()) return true;
    end = mark.second;
    return false;
  });
  return snippet;
}

std::vector<std::string> values_of(const Article& article, std::string_view facet) {
  std::vector<std::string> values;
  const std::string_view table = schema::table_of(facet);
  const bool only_main = !table.empty() && table != facet;
  const Facet* found = article.find_facet(only_main ? table : facet);
  if (!found) return values;
  for (const FacetValue& value : found->values)
    if (!only_main || value.focus) values.push_back(value.value);
  return values;
}

std::string show_article(const Article& article, const Style& style,
                         const std::optional<std::pair<search::Snippet, search::Snippet>>& matches) {
  std::string out;
  const auto width = static_cast<std::size_t>(style.terminal ? std::clamp(style.width, 20, 100) : 100000);
  for (const std::string& one :
       wrap(bracketed(matches ? matches->first : evidence_marks(article, TextField::title), style.color), width, 0,
            TextStyle::bold, style.color))
    out += one + '\n';
  out += '\n';
  line("id", article.id, style, out);
  line("published", article.published + (article.published_by_page ? " (of the page that lists it)" : ""), style, out);
  line("collected", article.collected, style, out);
  if (has_recognised_text(article))
    line("text", fmt::format("recognised (OCR), confidence {} %", article.ocr->confidence), style, out);
  line("indexed", article.indexed, style, out);
  line("source", article.source, style, out);
  line("authors", fmt::format("{}", fmt::join(article.authors, ", ")), style, out);
  line("language", article.language, style, out);
  line("url", article.url, style, out);
  line("path", article.path, style, out);
  line("parent", article.parent, style, out);
  line("hash", article_hash(article), style, out);
  line("keywords", fmt::format("{}", fmt::join(article.keywords, ", ")), style, out);
  for (const Facet& facet : article.facets)
    if (!facet.values.empty()) facet_lines(article, facet, style, out);
  out += '\n';
  // Paragraph by paragraph, each with its marks.
  const search::Snippet body = matches ? matches->second : evidence_marks(article, TextField::body);
  for (std::size_t start = 0; start < body.text.size();) {
    const std::size_t end = std::min(body.text.find('\n', start), body.text.size());
    search::Snippet paragraph;
    paragraph.text = body.text.substr(start, end - start);
    for (const auto& [from, to] : body.marks)
      if (from >= start && to <= end) paragraph.marks.emplace_back(from - start, to - start);
    for (const std::string& one : wrap(bracketed(paragraph, style.color), width, 0, TextStyle::plain, style.color))
      out += one + '\n';
    out += '\n';
    start = end + 1;
  }
  return out;
}

std::string article_json(const Article& article) {
  std::string out;
  append_json(article, out);
  return out + '\n';
}

std::unique_ptr<Presenter> make_presenter(search::OutputFormat format, const Style& style) {
  switch (format) {
    case search::OutputFormat::json:
    case search::OutputFormat::jsonl: return std::make_unique<Json>(style);
    case search::OutputFormat::hits: return std::make_unique<Hits>(style);
    case search::OutputFormat::tsv:
    case search::OutputFormat::csv: {
      const RowForm form{format == search::OutputFormat::csv ? ',' : '\t', style.raw_cells};
      if (style.table != search::Table::hits) return std::make_unique<Tabular>(form, style);
      return std::make_unique<Delimited>(form, style);
    }
    case search::OutputFormat::trec: return std::make_unique<Trec>();
    case search::OutputFormat::ids: return std::make_unique<Ids>(style.ends_with_zero);
    case search::OutputFormat::graphml: return std::make_unique<Graph>(Graph::Form::graphml);
    case search::OutputFormat::dot: return std::make_unique<Graph>(Graph::Form::dot);
    case search::OutputFormat::text: break;
  }
  return std::make_unique<Text>(style);
}

}  // namespace blotter::present

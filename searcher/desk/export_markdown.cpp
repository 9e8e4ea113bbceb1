// Articles as CommonMark.  Characters of articles that mean something there are escaped.
#include "common/article_hash.hpp"
#include "common/cli/terminal.hpp"
#include "searcher/desk/article_writer.hpp"
#include "searcher/present/presenter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace blotter::search {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The text so that it is shown unchanged wherever in a line it is.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : cli::printable(text)) {
    if (std::string_view("\\`*_[]<>&|~$#^").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

// A paragraph that begins a line: what would make it a list, a heading's underline or a rule is escaped, too.
std::string escaped_line(std::string line) {
  const std::size_t digits =
      static_cast<std::size_t>(std::find_if_not(line.begin(), line.end(), is_digit) - line.begin());
  if (digits < line.size() && digits > 0 && (line[digits] == '.' || line[digits] == ')')) line.insert(digits, 1, '\\');
  if (!line.empty() && std::string_view("+-=:").find(line.front()) != std::string_view::npos) line.insert(0, 1, '\\');
  return line;
}

// [from, to) of the text with its marks as strong emphasis.
std::string marked(const Snippet& snippet, std::size_t from, std::size_t to) {
  const std::string_view text = snippet.text;
  std::string out;
  std::size_t at = from;
  for (const auto& [start, end] : snippet.marks) {
    if (start < from || end > to) continue;
    out += escaped(text.substr(at, start - at)) + "**" + escaped(text.substr(start, end - start)) + "**";
    at = end;
  }
  return out + escaped(text.substr(at, to - at));
}

void line(std::string_view name, std::string_view value, std::string& out) {
  if (!value.empty()) out += fmt::format("- {}: {}\n", name, escaped(value));
}

class Markdown final : public ArticleWriter {
 public:
  void article(const Article& article, std::string& out) override {
    if (!first_) out += "\n---\n\n";
    first_ = false;
    out += "# " + (article.title.empty() ? escaped(article.id) : escaped(article.title)) + "\n\n";
    line("published", article.published, out);
    line("collected", article.collected, out);
    line("indexed", article.indexed, out);
    line("source", article.source, out);
    line("authors", fmt::format("{}", fmt::join(article.authors, ", ")), out);
    line("language", article.language, out);
    if (is_web_link(article.url)) out += fmt::format("- url: <{}>\n", article.url);
    else line("url", article.url, out);
    line("file", article.path, out);
    line("id", article.id, out);
    line("parent", article.parent, out);
    line("hash", article_hash(article), out);
    line("keywords", fmt::format("{}", fmt::join(article.keywords, ", ")), out);
    line("cite as", citation(article), out);
    facets(article, out);
    body(article, out);
  }

 private:
  static void facets(const Article& article, std::string& out) {
    for (const Facet& facet : article.facets) {
      if (facet.values.empty()) continue;
      out += fmt::format("\n**{}**\n\n", escaped(facet.name));
      for (const FacetValue& value : facet.values) {
        std::string words = labelled(value);
        if (const std::string manner = manner_of(value); !manner.empty()) words += "; " + manner;
        const std::vector<std::string> evidence = evidence_of(article, value);
        if (!evidence.empty()) words += fmt::format("; evidence: {}", fmt::join(evidence, " / "));
        out += "- " + escaped(words) + '\n';
      }
    }
  }

  static void body(const Article& article, std::string& out) {
    const Snippet text = present::evidence_marks(article, TextField::body);
    for (std::size_t start = 0; start < text.text.size();) {
      const std::size_t end = std::min(text.text.find('\n', start), text.text.size());
      out += '\n' + escaped_line(marked(text, start, end)) + '\n';
      start = end + 1;
    }
  }

  bool first_ = true;
};

}  // namespace

std::unique_ptr<ArticleWriter> make_markdown_writer() { return std::make_unique<Markdown>(); }

}  // namespace blotter::search

// Articles as CSL-JSON (Citation Style Language 1.0.2), which Zotero, pandoc and others read.
#include "common/article_json.hpp"
#include "searcher/desk/article_writer.hpp"

#include <fmt/format.h>

#include <charconv>
#include <string>
#include <string_view>

namespace blotter::search {
namespace {

void member(std::string_view name, std::string_view value, std::string& out) {
  if (value.empty()) return;
  out += ',';
  append_json_string(name, out);
  out += ':';
  append_json_string(value, out);
}

int number_of(std::string_view digits) {
  int number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

// "country: UZ, KG; crime: theft", what reference managers show as a note.
std::string note_of(const Article& article) {
  std::string note;
  for (const Facet& facet : article.facets) {
    if (facet.values.empty()) continue;
    note += (note.empty() ? "" : "; ") + facet.name + ": ";
    for (std::size_t i = 0; i < facet.values.size(); ++i) note += (i ? ", " : "") + facet.values[i].value;
  }
  return note;
}

void append_day(std::string_view name, std::string_view day, std::string& out) {
  if (day.size() == 10)
    out += fmt::format(",\"{}\":{{\"date-parts\":[[{},{},{}]]}}", name, number_of(day.substr(0, 4)),
                       number_of(day.substr(5, 2)), number_of(day.substr(8, 2)));
}

class CslJson final : public ArticleWriter {
 public:
  void begin(std::string& out) override { out += '['; }
  void article(const Article& article, std::string& out) override {
    out += first_ ? "\n" : ",\n";
    first_ = false;
    out += "{\"id\":";
    append_json_string(article.id, out);
    out += ",\"type\":\"article-newspaper\"";
    member("title", article.title, out);
    member("container-title", article.source, out);
    member("URL", article.url, out);
    member("language", article.language, out);
    member("archive_location", article.path, out);
    member("note", note_of(article), out);
    append_day("issued", article.published, out);
    append_day("accessed", article.collected, out);
    if (!article.authors.empty()) {
      out += ",\"author\":[";
      for (std::size_t i = 0; i < article.authors.size(); ++i) {
        out += i ? ",{\"literal\":" : "{\"literal\":";
        append_json_string(article.authors[i], out);
        out += '}';
      }
      out += ']';
    }
    out += '}';
  }
  void end(std::string& out) override { out += "\n]\n"; }

 private:
  bool first_ = true;
};

}  // namespace

std::unique_ptr<ArticleWriter> make_csl_writer() { return std::make_unique<CslJson>(); }

}  // namespace blotter::search

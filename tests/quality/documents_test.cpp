// Sixty articles of corpus/ as other programs wrote them (scripts/make-documents) against the articles themselves: how
// many runs of three words come back, how many that come back are the article's, and whether facets are the same.
#include "tests/support/process.hpp"

#include <catch2/catch.hpp>
#include <simdjson.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace {

namespace dom = simdjson::dom;
namespace fs = std::filesystem;
const std::string documents = blotter::test::source_folder + "/tests/data/documents";

struct Read {
  std::string title, published;
  std::multiset<std::string> runs;  // of three words
  std::set<std::string> facets;     // "country UZ focus"
};

std::string text_of(const dom::element& object, const char* field) {
  std::string_view text;
  return object[field].get(text) == simdjson::SUCCESS ? std::string(text) : std::string();
}

// Words are what ASCII punctuation and blanks part.
std::multiset<std::string> runs_of(const std::string& text) {
  std::vector<std::string> words(1);
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 || std::isalnum(byte) != 0) words.back() += c;
    else if (!words.back().empty()) words.emplace_back();
  }
  if (words.back().empty()) words.pop_back();
  std::multiset<std::string> runs;
  for (std::size_t i = 0; i + 2 < words.size(); ++i) runs.insert(words[i] + ' ' + words[i + 1] + ' ' + words[i + 2]);
  return runs;
}

// By the number that the file's name or the article's id ends with.
std::map<std::string, Read> read_all(const std::vector<std::string>& arguments, const std::string& input = {}) {
  std::vector<std::string> command{blotter::test::indexer, "--dry-run", "--json", "--quiet", "--jobs", "1"};
  command.insert(command.end(), arguments.begin(), arguments.end());
  std::map<std::string, Read> found;
  dom::parser parser;
  for (const std::string& line : blotter::test::lines_of(blotter::test::run(command, input).out)) {
    const dom::element article = parser.parse(line);
    Read& read = found[fs::path(text_of(article, "id")).stem().string()];
    read.title = text_of(article, "title");
    read.published = text_of(article, "published");
    read.runs = runs_of(read.title + '\n' + text_of(article, "body"));
    for (const auto& [name, values] : dom::object(article["facets"]))
      for (const dom::element& value : dom::array(values)) {
        bool focus = false;
        if (value["focus"].get(focus) != simdjson::SUCCESS) focus = false;
        read.facets.insert(std::string(name) + ' ' + text_of(value, "value") + (focus ? " focus" : ""));
      }
  }
  return found;
}

// The articles, with their number as id and nothing of what a document cannot say.
const std::map<std::string, Read>& originals() {
  static const std::map<std::string, Read> read = [] {
    std::string lines;
    int number = 0;
    dom::parser parser;
    for (const std::string& line : blotter::test::lines_of(blotter::test::read_file(documents + "/articles.jsonl"))) {
      const dom::element article = parser.parse(line);
      std::string json = "{\"id\":\"" + std::string(number < 10 ? "0" : "") + std::to_string(number) + '"';
      for (const char* field : {"title", "body", "published"}) {
        const std::string quoted = simdjson::minify(article[field]);
        json += std::string(",\"") + field + "\":" + quoted;
      }
      lines += json + "}\n";
      ++number;
    }
    return read_all({"-"}, lines);
  }();
  return read;
}

struct Figures {
  double common = 0, there = 0, given = 0, same_facets = 0, facets = 0;
  int titles = 0, dates = 0, files = 0;
};

Figures compare(const std::string& folder) {
  Figures figures;
  const std::map<std::string, Read> read = read_all({documents + "/" + folder});
  for (const auto& file : fs::directory_iterator(documents + "/" + folder)) {
    ++figures.files;
    const std::string number = file.path().stem().string();
    const Read& original = originals().at(number);
    figures.there += static_cast<double>(original.runs.size());
    figures.facets += static_cast<double>(original.facets.size());
    const auto found = read.find(number);
    if (found == read.end()) continue;
    std::vector<std::string> common;
    std::set_intersection(original.runs.begin(), original.runs.end(), found->second.runs.begin(),
                          found->second.runs.end(), std::back_inserter(common));
    figures.common += static_cast<double>(common.size());
    figures.given += static_cast<double>(found->second.runs.size());
    for (const std::string& facet : original.facets)
      figures.same_facets += found->second.facets.count(facet) > 0 ? 1 : 0;
    figures.titles += original.title == found->second.title ? 1 : 0;
    figures.dates += original.published == found->second.published ? 1 : 0;
  }
  return figures;
}

// `has_dates`: the documents say when the article was published.
void check(const std::string& folder, int files, double recall, double precision, bool has_dates = true) {
  const Figures figures = compare(folder);
  CAPTURE(folder, figures.common, figures.there, figures.given, figures.titles, figures.dates);
  CHECK(figures.files == files);
  CHECK(figures.common >= recall * figures.there);
  CHECK(figures.common >= precision * figures.given);
  CHECK(figures.same_facets >= .97 * figures.facets);
  CHECK(figures.titles >= .95 * files);
  if (has_dates) CHECK(figures.dates >= .95 * files);
}

}  // namespace

TEST_CASE("articles as DOCX, ODT, EPUB, RTF and DOC come back whole", "[quality][documents][issue-23]") {
  REQUIRE(originals().size() == 60);
  for (const char* folder : {"docx", "odt", "epub", "rtf"}) check(folder, 60, .99, .98);
  for (const char* folder : {"pandoc-docx", "pandoc-odt", "doc"}) check(folder, 20, .99, .98);
}

TEST_CASE("articles as PDF come back in reading order", "[quality][documents][issue-23]") {
  check("pdf", 60, .97, .97, false);
  check("columns", 20, .97, .97, false);
}

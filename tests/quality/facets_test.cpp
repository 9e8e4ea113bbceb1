// The facets that the tagger finds in the sample corpus against its labels, and the evidence of every value.
//
// What the figures mean:
// - country, agency: F1 over (article, value) pairs.
// - crime: the same, but a labelled or found value's ancestors say nothing new: an ancestor that was found beside
//   its labelled descendant, or that was only implied, is no error.
// - main charge: F1 over (article, crime in focus) pairs.
// - focus accuracy: share of articles whose main country (the first focus) is one that the story is about by its
//   labels, or that rightly have none.  Beside it F1 over (article, focus) pairs.
#include "common/taxonomy/taxonomy.hpp"
#include "tests/support/process.hpp"

#include <catch2/catch.hpp>
#include <simdjson.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace {

using Values = std::set<std::string>;
namespace dom = simdjson::dom;

struct Found {
  Values country, focus, agency, crime, charge, implied;
  std::string main;  // first focus
};

std::string text_of(const dom::element& object, const char* field) {
  std::string_view text;
  return object[field].get(text) == simdjson::SUCCESS ? std::string(text) : std::string();
}

// One article a line, as --dry-run --json prints it.
std::map<std::string, Found> read_found(const std::string& lines) {
  std::map<std::string, Found> articles;
  dom::parser parser;
  for (const std::string& line : blotter::test::lines_of(lines)) {
    dom::element article = parser.parse(line);
    Found& found = articles[text_of(article, "id")];
    dom::object facets;
    if (article["facets"].get(facets) != simdjson::SUCCESS) continue;
    for (const auto& [name, values] : facets)
      for (const dom::element& value : dom::array(values)) {
        const std::string id = text_of(value, "value");
        bool focus = false;
        bool implied = false;
        if (value["focus"].get(focus) != simdjson::SUCCESS) focus = false;
        if (value["implied"].get(implied) != simdjson::SUCCESS) implied = false;
        if (name == "country") {
          found.country.insert(id);
          if (focus && found.main.empty()) found.main = id;
          if (focus) found.focus.insert(id);
        } else if (name == "agency") {
          found.agency.insert(id);
        } else if (name == "crime") {
          (implied ? found.implied : found.crime).insert(id);
          if (focus && !implied) found.charge.insert(id);
        }
      }
  }
  return articles;
}

struct Label {
  std::string id;
  Values country, focus, agency, crime, charge;
};

std::vector<Label> read_labels() {
  std::vector<Label> labels;
  std::ifstream file(BLOTTER_SOURCE_FOLDER "/corpus/labels.jsonl");
  dom::parser parser;
  for (std::string line; std::getline(file, line);) {
    dom::element record = parser.parse(line);
    Label& label = labels.emplace_back();
    label.id = text_of(record, "id");
    for (auto [name, to] :
         {std::pair{"country", &label.country}, std::pair{"focus", &label.focus}, std::pair{"agency", &label.agency},
          std::pair{"crime", &label.crime}, std::pair{"crime_focus", &label.charge}})
      for (const dom::element& value : dom::array(record[name])) to->insert(std::string(std::string_view(value)));
  }
  return labels;
}

// The sample corpus as the program tags it, read once.
const std::string& tagged_corpus() {
  static const std::string lines =
      blotter::test::run({blotter::test::indexer, "--dry-run", "--json", "corpus"}, {}, {}, BLOTTER_SOURCE_FOLDER).out;
  return lines;
}

class Score {
 public:
  explicit Score(std::string name) : name_(std::move(name)) {}
  void add(const std::string& id, const Values& expected, const Values& found) {
    for (const std::string& value : expected)
      if (found.contains(value)) ++right_;
      else ++missed_, report_ += "\n  " + id + " misses " + value;
    for (const std::string& value : found)
      if (!expected.contains(value)) ++extra_, report_ += "\n  " + id + " finds " + value;
  }
  [[nodiscard]] double precision() const { return 1.0 * right_ / (right_ + extra_); }
  [[nodiscard]] double f1() const { return 2.0 * right_ / (2.0 * right_ + missed_ + extra_); }
  [[nodiscard]] std::string report() const { return name_ + " F1 " + std::to_string(f1()) + report_; }

 private:
  std::string name_, report_;
  int right_ = 0, missed_ = 0, extra_ = 0;
};

// Found crimes less those that a labelled crime implies; labelled ones less those that the article implies anyway.
void add_crimes(const Label& label, const Found& found, Score& score) {
  Values ancestors;
  for (const std::string& crime : label.crime)
    for (const std::string_view ancestor : blotter::taxonomy::ancestors("crime", crime))
      ancestors.insert(std::string(ancestor));
  Values expected;
  Values got;
  for (const std::string& crime : label.crime)
    if (!ancestors.contains(crime)) expected.insert(crime);
  for (const std::string& crime : found.crime)
    if (!ancestors.contains(crime)) got.insert(crime);
  // A label may be what a found value implies: found, if only through its child.
  for (const std::string& crime : expected)
    if (found.implied.contains(crime)) got.insert(crime);
  score.add(label.id, expected, got);
}

}  // namespace

TEST_CASE("facets of the sample corpus: country F1 0.97, agency 0.92, crime 0.93") {
  const auto found = read_found(tagged_corpus());
  const auto labels = read_labels();
  REQUIRE(labels.size() >= 150);
  Score country("country");
  Score agency("agency");
  Score crime("crime");
  for (const Label& label : labels) {
    INFO(label.id);
    REQUIRE(found.contains(label.id));
    const Found& article = found.at(label.id);
    country.add(label.id, label.country, article.country);
    agency.add(label.id, label.agency, article.agency);
    add_crimes(label, article, crime);
  }
  WARN(country.report());
  WARN(agency.report());
  WARN(crime.report());
  CHECK(country.f1() >= 0.97);
  CHECK(agency.f1() >= 0.92);
  CHECK(crime.f1() >= 0.93);
}

TEST_CASE("focus in the sample corpus: accuracy 0.95, F1 0.92") {
  const auto found = read_found(tagged_corpus());
  const auto labels = read_labels();
  Score focus("focus");
  std::size_t right = 0;
  std::string wrong;
  for (const Label& label : labels) {
    REQUIRE(found.contains(label.id));
    const Found& article = found.at(label.id);
    focus.add(label.id, label.focus, article.focus);
    const bool good = article.main.empty() ? label.focus.empty() : label.focus.contains(article.main);
    if (good) ++right;
    else wrong += "\n  " + label.id + " is taken to be about " + (article.main.empty() ? "nothing" : article.main);
  }
  const double accuracy = static_cast<double>(right) / static_cast<double>(labels.size());
  WARN("focus accuracy " << accuracy << wrong);
  WARN(focus.report());
  CHECK(accuracy >= 0.95);
  CHECK(focus.f1() >= 0.92);
}

TEST_CASE("main charge in the sample corpus: F1 0.87, precision 0.87") {
  const auto found = read_found(tagged_corpus());
  Score charge("main charge");
  for (const Label& label : read_labels()) {
    REQUIRE(found.contains(label.id));
    charge.add(label.id, label.charge, found.at(label.id).charge);
  }
  WARN(charge.report());
  CHECK(charge.f1() >= 0.87);
  CHECK(charge.precision() >= 0.87);
}

// Every span lies in its field and its slice is the text that is quoted.  BLOTTER_EVIDENCE_FILES, a list of paths
// parted by spaces, has other sets checked too.
TEST_CASE("evidence slices to its text, in every article") {
  std::vector<std::string> outputs{tagged_corpus()};
  if (const char* more = std::getenv("BLOTTER_EVIDENCE_FILES")) {
    std::vector<std::string> command{blotter::test::indexer, "--dry-run", "--json"};
    std::string path;
    for (const char* c = more;; ++c) {
      if (*c != ' ' && *c != '\0') path += *c;
      else if (!path.empty()) command.push_back(std::exchange(path, {}));
      if (*c == '\0') break;
    }
    const blotter::test::Ran others = blotter::test::run(command);
    INFO(others.err);
    REQUIRE(others.status == 0);
    outputs.push_back(others.out);
  }
  std::size_t spans = 0;
  dom::parser parser;
  for (const std::string& output : outputs)
    for (const std::string& line : blotter::test::lines_of(output)) {
      dom::element article = parser.parse(line);
      dom::object facets;
      if (article["facets"].get(facets) != simdjson::SUCCESS) continue;
      for (const auto& [name, values] : facets)
        for (const dom::element& value : dom::array(values)) {
          dom::array evidence;
          if (value["evidence"].get(evidence) != simdjson::SUCCESS) continue;
          for (const dom::element& span : evidence) {
            const std::string_view text = article[std::string_view(span["field"])];
            const std::uint64_t start = span["start"];
            const std::uint64_t end = span["end"];
            const std::string_view quoted = span["text"];
            ++spans;
            if (start < end && end <= text.size() && text.substr(start, end - start) == quoted) continue;
            FAIL(text_of(article, "id") << " " << name << " [" << start << ", " << end << ") is not " << quoted);
          }
        }
    }
  WARN(spans << " spans");
  CHECK(spans > 1000);
}

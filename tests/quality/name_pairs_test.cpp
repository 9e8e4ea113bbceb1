// How well the name key joins the spellings of one name and keeps names apart.
#include "common/text/name_key.hpp"
#include "common/text/tokeniser.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <string>
#include <utility>
#include <vector>

using blotter::text::name_key;
using blotter::text::normalise_word;

namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

Pairs read_pairs() {
  Pairs pairs;
  std::ifstream file(BLOTTER_SOURCE_FOLDER "/tests/quality/name_pairs.tsv");
  for (std::string line; std::getline(file, line);) {
    const std::size_t tab = line.find('\t');
    if (line.starts_with('#') || tab == std::string::npos) continue;
    pairs.emplace_back(line.substr(0, tab), line.substr(tab + 1));
  }
  return pairs;
}

// Word by word: a name with a dash is several words to the index.
bool match(const std::string& a, const std::string& b) {
  const std::size_t dash_a = a.find('-');
  const std::size_t dash_b = b.find('-');
  if (dash_a != std::string::npos && dash_b != std::string::npos)
    return match(a.substr(0, dash_a), b.substr(0, dash_b)) && match(a.substr(dash_a + 1), b.substr(dash_b + 1));
  const std::string key = name_key(normalise_word(a));
  return !key.empty() && key == name_key(normalise_word(b));
}

}  // namespace

TEST_CASE("name pairs: recall at least 0.95, false matches at most 2 %") {
  const Pairs pairs = read_pairs();
  REQUIRE(pairs.size() >= 150);
  std::size_t found = 0;
  for (const auto& [a, b] : pairs) {
    if (match(a, b)) ++found;
    else
      WARN("missed: " << a << " " << b << " (" << name_key(normalise_word(a)) << ", " << name_key(normalise_word(b))
                      << ")");
  }
  // Unrelated: a name with the second spelling of one some lines on, where neighbours are other names.
  std::size_t wrong = 0;
  std::size_t unrelated = 0;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const auto& other = pairs[(i + 17) % pairs.size()].second;
    ++unrelated;
    if (match(pairs[i].first, other)) {
      ++wrong;
      WARN("wrong: " << pairs[i].first << " " << other);
    }
  }
  WARN("recall " << found << "/" << pairs.size() << ", false matches " << wrong << "/" << unrelated);
  CHECK(static_cast<double>(found) >= 0.95 * static_cast<double>(pairs.size()));
  CHECK(static_cast<double>(wrong) <= 0.02 * static_cast<double>(unrelated));
}

// Names in every form: what neighbours call each other's towns.
#include "common/taxonomy/compile/tsv.hpp"
#include "tests/unit/tagger_fixture.hpp"

#include <fstream>

using namespace blotter::test;

// Every name of exonyms.tsv that stands without a condition names its country by itself.
TEST_CASE("tagger: what neighbours call a town names its country") {
  std::ifstream file(BLOTTER_TAXONOMY_DATA "/exonyms.tsv");
  std::size_t names = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    const auto row = blotter::taxonomy::split(line, '\t');
    REQUIRE(row.size() == 5);
    for (const std::string_view name : blotter::taxonomy::split(row[4], '|')) {
      if (name.starts_with('=') || name.find('[') != std::string_view::npos) continue;
      const std::string text = "Two men were held near " + std::string(name) + ", he said.";
      INFO(text);
      CHECK(countries(text) == row[0]);
      ++names;
    }
  }
  CHECK(names >= 400);
}

TEST_CASE("tagger: exonyms take the endings of the language") {
  CHECK(countries("Икки киши Ўшда ушланди.", "uz") == "KG");
  CHECK(countries("Ашғабатта екі адам ұсталды.", "kk") == "TM");
  CHECK(countries("Шешенстаннан екі адам келді.", "kk") == "RU");
  CHECK(countries("Истамбулдан эки киши келди.", "ky") == "TR");
  CHECK(countries("Moskwadan iki adam geldi.", "tk") == "RU");
  CHECK(countries("Duşenbe'de iki kişi tutuklandı.", "tr") == "TJ");
  CHECK(countries("Суд Ленинабада вынес приговор.", "ru") == "TJ");
  CHECK(countries("Уроженец Чарджоу осуждён.", "ru") == "TM");
  CHECK(countries("Эки киши Дүйшөмбүдө кармалды.", "ky") == "TJ");
  CHECK(countries("Дүйшөмбү күнү сот башталат.", "ky").empty());
}

// An index of a few articles, for tests of the parts of a search.
#pragma once

#include "tests/support/process.hpp"

#include <stdexcept>
#include <string>

namespace blotter::test {

// Articles about which every term is known: ids a to e, dates in January to May of 2025.
inline const std::string small_articles =
    R"({"id":"a","title":"Organ trafficking ring","body":"Police in Tashkent arrested organ brokers. An organ was sold.","language":"en","published":"2025-01-10","source":"One"}
{"id":"b","title":"Court hears brokers","body":"The court in Tashkent heard that organs were sold by a ring.","language":"en","published":"2025-02-10","source":"One"}
{"id":"c","title":"Суд в Ташкенте","body":"Полиция задержала торговцев. Мирзиёев подписал указ.","language":"ru","published":"2025-03-10","source":"Two"}
{"id":"d","title":"Wheat harvest","body":"The harvest of wheat was good, the police said.","language":"en","published":"2025-04-10","source":"Two"}
{"id":"e","title":"Organised crime","body":"Trafficking of wheat is no crime, the court said of trafficking.","language":"en","source":"Two"}
)";

// Makes the index in folder/small and gives its path.
inline std::string make_small_index(const TemporaryFolder& folder, const std::string& articles = small_articles) {
  const Ran made = run({indexer, "--quiet", "--db", folder / "small", "-"}, articles);
  if (made.status != 0) throw std::runtime_error("indexing: " + made.err);
  return folder / "small";
}

}  // namespace blotter::test

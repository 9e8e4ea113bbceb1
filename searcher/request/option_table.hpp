// The options of blotter-search as CLI11 has them.
#pragma once

#include "searcher/request/options.hpp"

#include <map>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace blotter::search {

// Groups of --help that options_desk.cpp adds to.
inline constexpr const char* facet_group = "Facets (all counts are exact)";
inline constexpr const char* output_group = "What is printed";

// What CLI11 fills; `Options` is made from it.
struct Raw {
  std::vector<std::string> words;
  std::map<std::string, std::vector<std::string>> filters;  // by facet
  std::vector<std::string> other_filters;                   // FACET=VALUES
  std::string match = "all";
  std::string sort = "relevance";
  std::string facets;
  std::string facet_sort = "count";
  std::string histogram = "none";
  std::vector<std::string> crosses;
  std::string model = "bm25";
  std::string recent;
  std::string format = "text";
  std::string color = "auto";
  std::string columns;
  std::string bulk_format;
  std::string limit;
  std::string facet_limit;
  bool no_correct = false;
};

// Adds all of them; parsing fills `options` and `raw`.
void add_options(CLI::App& app, Options& options, Raw& raw);

}  // namespace blotter::search

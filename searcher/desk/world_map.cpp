#include "searcher/desk/world_map.hpp"

#include "searcher/desk/templates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace blotter::search {
namespace {

constexpr std::uint64_t lightest =
    20;  // percent of the colour; less cannot be distinguished from land without articles

std::string name_of(const FacetCount& country) { return country.label.empty() ? country.value : country.label; }

}  // namespace

mustache::data world_map(const std::vector<FacetCount>& counts) {
  std::map<std::string_view, const FacetCount*> left;
  std::uint64_t max_count = 1;
  for (const FacetCount& country : counts) {
    if (country.count == 0) continue;
    left[country.value] = &country;
    max_count = std::max<std::uint64_t>(max_count, country.count);
  }
  std::string land;
  mustache::data countries(mustache::data::type::list);
  for (std::string_view lines = world_outlines; !lines.empty();) {
    const std::string_view line = lines.substr(0, lines.find('\n'));
    lines.remove_prefix(std::min(line.size() + 1, lines.size()));
    const std::size_t tab = line.find('\t');
    if (tab == std::string_view::npos) continue;
    const std::string path(line.substr(tab + 1));
    const auto country = left.find(line.substr(0, tab));
    if (country == left.end()) {
      land += path;
      continue;
    }
    const FacetCount& found = *country->second;
    mustache::data one;
    one["path"] = path;
    one["name"] = page_text(name_of(found));
    one["count"] = std::to_string(found.count);
    one["share"] = std::to_string(lightest + found.count * (100 - lightest) / max_count);
    countries.push_back(one);
    left.erase(country);
  }
  std::vector<std::string> not_drawn;
  for (const FacetCount& country : counts)
    if (left.contains(country.value)) not_drawn.push_back(fmt::format("{} {}", name_of(country), country.count));
  mustache::data map;
  map["land"] = land;
  map["countries"] = std::move(countries);
  if (not_drawn.empty()) map["not_drawn"] = false;
  else map["not_drawn"] = page_text(fmt::format("{}", fmt::join(not_drawn, ", ")));
  return map;
}

}  // namespace blotter::search

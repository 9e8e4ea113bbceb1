// The panels beside the hits: facets as a tree, time as bars, cross tables.
#include "searcher/present/text.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace blotter;
using namespace blotter::present;

namespace {

Style on_terminal(int width = 80) {
  Style style;
  style.terminal = true;
  style.width = width;
  return style;
}

search::Answer of_periods(const std::string& unit, std::vector<search::Period> periods) {
  search::Answer answer;
  answer.histogram_unit = unit;
  answer.histogram = std::move(periods);
  return answer;
}

// Without the bar.
std::vector<std::string> rows(const search::Answer& answer) { return histogram_lines(answer, Style()); }

search::FacetCount value(const std::string& id, const std::string& parent, std::uint32_t count) {
  search::FacetCount one;
  one.value = id;
  one.parent = parent;
  one.count = count;
  return one;
}

}  // namespace

TEST_CASE("panel: periods have the name of their unit and those without a date have none") {
  CHECK(rows(of_periods("year", {{"2025-01-01", "2025-12-31", 3, 0}, {"", "", 2, 0}})) ==
        std::vector<std::string>{"by year", "  2025               3", "  no date            2", ""});
  CHECK(rows(of_periods("month", {{"2025-03-01", "2025-03-31", 1234, 0}})) ==
        std::vector<std::string>{"by month", "  2025-03        1,234", ""});
  CHECK(rows(of_periods("week", {{"2025-03-03", "2025-03-09", 0, 0}})) ==
        std::vector<std::string>{"by week", "  2025-03-03         0", ""});
  CHECK(rows(search::Answer()).empty());
}

TEST_CASE("panel: a share is of all articles of its period and of none where there are none") {
  search::Answer answer = of_periods(
      "year",
      {{"2023-01-01", "2023-12-31", 1, 1}, {"2024-01-01", "2024-12-31", 1, 3}, {"2025-01-01", "2025-12-31", 0, 0}});
  answer.shares = true;
  const std::vector<std::string> lines = rows(answer);
  REQUIRE(lines.size() == 5);
  CHECK(lines[1].ends_with(" 1 100.0 % of 1"));
  CHECK(lines[2].ends_with(" 1 33.3 % of 3"));
  CHECK(lines[3].ends_with(" 0 "));
}

TEST_CASE("panel: a terminal has a spark line of eight levels and a space for nothing") {
  std::vector<search::Period> periods;
  for (const std::uint32_t count : {0, 1, 10, 20, 30, 40, 50, 60, 70})
    periods.push_back({"2025-01-01", "2025-01-01", count, 0});
  periods.push_back({"", "", 70, 0});  // what has no date has no place on the axis
  const std::vector<std::string> lines = histogram_lines(of_periods("day", periods), on_terminal());
  REQUIRE(lines.size() == periods.size() + 3);
  CHECK(lines[1] == "   \u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588");
  // Bars as long as their counts are large: none for none, the shortest for one, all the room for the most.
  CHECK(lines[2].ends_with(" 0 "));
  CHECK(lines[3].ends_with(" 1 \u258A"));
  CHECK(std::count(lines[10].begin(), lines[10].end(), '\x88') == 50);
  const std::vector<std::string> narrow = histogram_lines(of_periods("day", periods), on_terminal(10));
  CHECK(narrow[1] == "   \u2581\u2582\u2583\u2584\u2585");  // no longer than the screen
}

TEST_CASE("panel: values stand under their parents where these are listed and the chosen are marked") {
  search::Answer answer;
  search::FacetAnswer& facet = answer.facets.emplace_back();
  facet.name = "crime";
  facet.values = {value("corruption", "", 9), value("sex-trafficking", "trafficking-in-persons", 4),
                  value("bribery", "corruption", 2), value("theft", "", 1)};
  facet.values[2].selected = true;
  facet.values[3].excluded = true;
  facet.distinct = 4;
  CHECK(facet_panel(answer, Style(), 36) ==
        std::vector<std::string>{"crime", "  corruption                      9", "+   bribery                       2",
                                 "  sex-trafficking                 4", "- theft                           1", ""});
  facet.distinct = 12;
  CHECK(facet_panel(answer, Style(), 36).front() == "crime (4 of 12)");
}

TEST_CASE("panel: a label is followed by the identifier that a filter takes and cut before it is") {
  search::Answer answer;
  search::FacetAnswer& facet = answer.facets.emplace_back();
  facet.name = "agency";
  facet.values = {value("iom", "", 1)};
  facet.values[0].label = "International Organization for Migration";
  CHECK(facet_panel(answer, Style(), 36)[1] == "  International Organizati\u2026 (iom) 1");
  CHECK(facet_panel(answer, Style(), 12)[1].starts_with("  iom"));
  facet.values[0].label = "iom";
  CHECK(facet_panel(answer, Style(), 36)[1].find("(iom)") == std::string::npos);
}

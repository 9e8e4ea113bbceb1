// Counts facet values, dates and pairs of values over the matches of a query: exactly, all in one pass over the
// columns, with no document opened and nothing scored.
#pragma once

#include "searcher/index/index.hpp"
#include "searcher/match/matcher.hpp"
#include "searcher/query/dates.hpp"
#include "searcher/query/facet_values.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace blotter::match {

// Stands in a filter for documents without a value of the facet, unless a value is called so.
inline constexpr std::string_view no_value = query::no_value;

// A document passes when it has one of `include` (or that is empty) and none of `exclude`.
struct FacetFilter {
  std::string facet;
  std::vector<std::string> include;
  std::vector<std::string> exclude;
};

enum class Unit : std::uint8_t { none, year, month, week, day };

// An axis of a cross table: a facet, or a unit of time.
struct Axis {
  std::string facet;
  Unit unit = Unit::none;  // none: the facet
};

struct CountRequest {
  std::vector<FacetFilter> filters;  // one a facet
  query::DateRange dates;
  std::vector<std::string> facets;  // to count
  bool drill_down = false;          // a facet's counts heed its own filter too
  bool by_group = false;            // `groups` and the facets count near-duplicates once
  Unit histogram = Unit::none;
  std::vector<std::pair<Axis, Axis>> crosses;
};

// Values with a count, ascending; the names are the columns'.
using Counts = std::vector<std::pair<std::string_view, std::uint32_t>>;

struct CountResult {
  ShardSets documents;  // that pass every filter
  std::uint32_t total = 0;
  std::uint32_t groups = 0;    // groups of near-duplicates, and articles that have none
  std::vector<Counts> facets;  // as requested; `no_value` among them if its facet's filter names it
  // First day of each period (YYYYMMDD) with its count; 0 holds the articles without a date.
  std::map<std::uint32_t, std::uint32_t> histogram;
  std::vector<std::map<std::pair<std::string, std::string>, std::uint32_t>> crosses;
  // What the total would be without one filter: by filter, and without the dates.
  std::vector<std::uint32_t> without_filter;
  std::uint32_t without_dates = 0;
};

// `matches` are the documents that the text of the query matches.  Drill-sideways: a document that only one facet's
// filter turns away still counts for that facet, so that the count of each of its values is what the total becomes when
// that value takes the place of those included, and the others that are excluded stay so.
// The histogram and the crosses are of the documents that pass every filter.
[[nodiscard]] CountResult count_matches(const Index& index, ShardSets matches, const CountRequest& request);

// First day of the period that the day lies in; weeks begin on Monday (ISO 8601).
[[nodiscard]] std::uint32_t period_start(std::uint32_t day, Unit unit);
// Last day of the period that begins on that day.
[[nodiscard]] std::uint32_t period_end(std::uint32_t start, Unit unit);
// First day of the period after it.
[[nodiscard]] std::uint32_t next_period(std::uint32_t start, Unit unit);

}  // namespace blotter::match

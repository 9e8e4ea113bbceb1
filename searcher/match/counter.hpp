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

// In a filter: documents without a value of the facet, unless the index has a value of this name.
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
  std::vector<FacetFilter> filters;  // at most one per facet
  query::DateRange dates;
  std::vector<std::string> facets;  // to count
  bool drill_down = false;          // a facet's own filter applies to its counts, too
  bool by_group = false;            // `groups` and the facets count near-duplicates once
  Unit histogram = Unit::none;
  schema::Slot histogram_slot = schema::slot_published;  // of the dates that the histogram counts
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

// Applies the filters to `matches`, the documents that the text of the query matches, and counts what is left.
// Facets are counted drill-sideways: a document that only one facet's filter rejects is counted for that facet.  So the
// count of a value is the total that the query would have with that value in place of those included; excluded values
// stay excluded.  Histogram and crosses count the documents that pass every filter.
[[nodiscard]] CountResult count_matches(const Index& index, ShardSets matches, const CountRequest& request);

// First day of the period that the day lies in; weeks begin on Monday (ISO 8601).
[[nodiscard]] std::uint32_t period_start(std::uint32_t day, Unit unit);
// Last day of the period that begins on that day.
[[nodiscard]] std::uint32_t period_end(std::uint32_t start, Unit unit);
// First day of the period after it.
[[nodiscard]] std::uint32_t next_period(std::uint32_t start, Unit unit);

}  // namespace blotter::match

#include "searcher/answer/facet_answer.hpp"

#include "common/schema.hpp"
#include "common/taxonomy/taxonomy.hpp"
#include "searcher/answer/search.hpp"
#include "searcher/match/time_axis.hpp"
#include "searcher/request/request_fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace blotter::search {
namespace {

constexpr std::size_t max_periods = 20000;    // with the empty ones in between: days of 54 years
constexpr std::size_t min_cross_values = 20;  // rows and columns of a cross table, unless --facet-limit asks for more

bool listed(const std::vector<std::string>& values, std::string_view value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

// Labels and parents of the values that are shown; those of every value are expensive to find.
class FacetList {
 public:
  FacetList(const match::Index& index, const Request& request, const std::string& facet)
      : index_(index), request_(request), facet_(facet), sought_(schema::fold_name(request.value_holds)) {}

  FacetAnswer answer(const match::FacetFilter* filter, const match::Counts& counts) {
    FacetAnswer answer;
    answer.name = facet_;
    answer.distinct = static_cast<std::uint32_t>(counts.size());
    gather(filter, counts);
    const bool by_label = request_.facet_sort == FacetSort::name || !sought_.empty();
    if (by_label)
      for (Value& one : values_) one.label = label_of(index_, facet_, one.value);
    sort();
    std::size_t shown = 0;
    for (Value& one : values_) {
      const bool chosen = one.selected || one.excluded;
      const bool fits = one.count >= request_.min_count && shown < request_.facet_limit;
      if ((!chosen && !fits) || !contains(one)) continue;
      ++shown;
      if (!by_label) one.label = label_of(index_, facet_, one.value);
      const auto known = taxonomy::find(facet_, one.value);
      answer.values.push_back({std::string(one.value), std::move(one.label),
                               known ? std::string(known->parent) : std::string(), one.count, one.selected,
                               one.excluded});
    }
    return answer;
  }

 private:
  struct Value {
    std::string_view value;
    std::uint32_t count = 0;
    bool selected = false;
    bool excluded = false;
    std::string label;
  };

  void gather(const match::FacetFilter* filter, const match::Counts& counts) {
    values_.reserve(counts.size());
    const auto add = [&](std::string_view value, std::uint32_t n) {
      values_.push_back(
          {value, n, filter && listed(filter->include, value), filter && listed(filter->exclude, value), {}});
    };
    for (const auto& [value, n] : counts) add(value, n);
    if (!filter) return;
    // What was chosen stays listed, with 0, when it matches nothing.
    for (const auto* chosen : {&filter->include, &filter->exclude})
      for (const std::string& value : *chosen) {
        const auto at = std::lower_bound(counts.begin(), counts.end(), std::pair{std::string_view(value), 0u});
        if (at == counts.end() || at->first != value) add(value, 0);
      }
  }

  void sort() {
    std::sort(values_.begin(), values_.end(), [&](const Value& a, const Value& b) {
      if (request_.facet_sort == FacetSort::name) return std::tie(a.label, a.value) < std::tie(b.label, b.value);
      if (a.count != b.count) return a.count > b.count;
      return a.value < b.value;
    });
  }

  [[nodiscard]] bool contains(const Value& one) const {
    return sought_.empty() || schema::fold_name(one.label).find(sought_) != std::string::npos ||
           schema::fold_name(one.value).find(sought_) != std::string::npos;
  }

  const match::Index& index_;
  const Request& request_;
  const std::string& facet_;
  std::string sought_;
  std::vector<Value> values_;
};

// The values with the largest sums, largest first.
std::vector<std::string> largest(const std::map<std::string, std::uint64_t>& sums, std::size_t limit) {
  std::vector<std::pair<std::string, std::uint64_t>> order(sums.begin(), sums.end());
  std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  std::vector<std::string> names;
  for (const auto& [name, sum] : order)
    if (names.size() < limit) names.push_back(name);
  return names;
}

// The names along an axis: a facet's values with the largest sums, or every period from the first to the last.
std::vector<std::string> along(const match::Axis& axis, const std::map<std::string, std::uint64_t>& sums,
                               std::size_t limit) {
  if (axis.unit == match::Unit::none) return largest(sums, limit);
  std::vector<std::string> names;
  if (!sums.empty()) names = match::periods_between(sums.begin()->first, sums.rbegin()->first, axis.unit, max_periods);
  if (names.empty())
    for (const auto& [name, sum] : sums) names.push_back(name);
  return names;
}

std::vector<FacetAnswer> facet_answers(const match::Index& index, const Request& request,
                                       const match::CountRequest& counted, const match::CountResult& counts) {
  std::vector<FacetAnswer> answers;
  for (std::size_t i = 0; i < counted.facets.size(); ++i) {
    const auto filter = std::find_if(counted.filters.begin(), counted.filters.end(),
                                     [&](const match::FacetFilter& one) { return one.facet == counted.facets[i]; });
    answers.push_back(FacetList(index, request, counted.facets[i])
                          .answer(filter == counted.filters.end() ? nullptr : &*filter, counts.facets[i]));
  }
  return answers;
}

std::vector<Period> histogram_answer(const match::CountResult& counts, match::Unit unit) {
  std::vector<Period> periods;
  std::uint32_t expected = 0;
  for (const auto& [start, n] : counts.histogram) {
    if (start == 0) continue;
    // Empty periods in between are shown, so that the axis is true.
    for (; expected != 0 && expected < start && periods.size() < max_periods;
         expected = match::next_period(expected, unit))
      periods.push_back({iso_date(expected), iso_date(match::period_end(expected, unit)), 0});
    periods.push_back({iso_date(start), iso_date(match::period_end(start, unit)), n});
    expected = match::next_period(start, unit);
  }
  if (const auto undated = counts.histogram.find(0); undated != counts.histogram.end())
    periods.push_back({"", "", undated->second});
  return periods;
}

std::vector<std::string> labels_of(const match::Index& index, const match::Axis& axis,
                                   const std::vector<std::string>& values) {
  std::vector<std::string> labels;
  labels.reserve(values.size());
  for (const std::string& value : values)
    labels.push_back(axis.unit == match::Unit::none ? label_of(index, axis.facet, value) : value);
  return labels;
}

std::vector<Cross> cross_answers(const match::Index& index, const Request& request, const match::CountRequest& counted,
                                 const match::CountResult& counts) {
  std::vector<Cross> answers;
  const std::size_t limit = std::max<std::size_t>(request.facet_limit, min_cross_values);
  for (std::size_t i = 0; i < request.crosses.size(); ++i) {
    Cross cross;
    cross.rows = request.crosses[i].first;
    cross.columns = request.crosses[i].second;
    std::map<std::string, std::uint64_t> row_sums;
    std::map<std::string, std::uint64_t> column_sums;
    for (const auto& [pair, n] : counts.crosses[i]) {
      row_sums[pair.first] += n;
      column_sums[pair.second] += n;
    }
    cross.row_values = along(counted.crosses[i].first, row_sums, limit);
    cross.column_values = along(counted.crosses[i].second, column_sums, limit);
    cross.row_labels = labels_of(index, counted.crosses[i].first, cross.row_values);
    cross.column_labels = labels_of(index, counted.crosses[i].second, cross.column_values);
    cross.distinct_rows = static_cast<std::uint32_t>(std::max(row_sums.size(), cross.row_values.size()));
    cross.distinct_columns = static_cast<std::uint32_t>(std::max(column_sums.size(), cross.column_values.size()));
    for (const std::string& row : cross.row_values) {
      std::vector<std::uint32_t>& line = cross.counts.emplace_back();
      for (const std::string& column : cross.column_values) {
        const auto at = counts.crosses[i].find({row, column});
        line.push_back(at == counts.crosses[i].end() ? 0 : at->second);
      }
    }
    answers.push_back(std::move(cross));
  }
  return answers;
}

}  // namespace

std::string iso_date(std::uint32_t day) { return day == 0 ? std::string() : match::period_name(day, match::Unit::day); }

void add_counts(const match::Index& index, const Request& request, const match::CountRequest& counted,
                const match::CountResult& counts, Answer& answer) {
  answer.facets = facet_answers(index, request, counted, counts);
  if (request.histogram != match::Unit::none) {
    answer.histogram_unit = std::string(name_of(request.histogram));
    answer.histogram_date = std::string(schema::find_date(request.histogram_slot)->name);
    answer.histogram = histogram_answer(counts, request.histogram);
    if (answer.histogram.size() >= max_periods)
      answer.notes.push_back(fmt::format("more than {} periods: some empty ones are left out", max_periods));
  }
  answer.crosses = cross_answers(index, request, counted, counts);
}

}  // namespace blotter::search

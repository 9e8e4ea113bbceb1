#include "searcher/match/counter.hpp"

#include "searcher/match/time_axis.hpp"

#include <algorithm>
#include <deque>
#include <optional>
#include <utility>

namespace blotter::match {
namespace {

using store::Column;

// Verdict of one filter on one document, on the codes of one shard.
class FilterOnColumn {
 public:
  FilterOnColumn(const FacetFilter& filter, const Column* column)
      : column_(column), wants_one_(!filter.include.empty()) {
    if (!column) return;
    verdicts_.resize(column->values.size(), neutral);
    for (const std::string& value : filter.include)
      if (const std::int64_t code = column->code(value); code >= 0) verdicts_[static_cast<std::size_t>(code)] = wanted;
    for (const std::string& value : filter.exclude)
      if (const std::int64_t code = column->code(value); code >= 0) verdicts_[static_cast<std::size_t>(code)] = banned;
  }
  [[nodiscard]] bool passes(std::uint32_t docid) const {
    bool found = !wants_one_;
    if (!column_) return found;
    for (const std::uint32_t code : column_->of(docid)) {
      if (verdicts_[code] == banned) return false;
      found = found || verdicts_[code] == wanted;
    }
    return found;
  }
  // The excluded values of a document: none, the only one, or `several`.
  static constexpr std::int64_t none = -1;
  static constexpr std::int64_t several = -2;
  [[nodiscard]] std::int64_t excluded_value(std::uint32_t docid) const {
    std::int64_t found = none;
    if (!column_) return found;
    for (const std::uint32_t code : column_->of(docid))
      if (verdicts_[code] == banned) found = found == none ? std::int64_t{code} : several;
    return found;
  }

 private:
  static constexpr char neutral = 0;
  static constexpr char wanted = 1;
  static constexpr char banned = 2;
  const Column* column_;
  bool wants_one_;
  std::vector<char> verdicts_;
};

// The facets' counts by code, one shard.
struct Tally {
  const Column* column = nullptr;
  std::optional<std::size_t> own_filter;  // the filter on the same facet
  std::vector<std::uint32_t> counts;

  void add(std::uint32_t docid) {
    for (std::uint32_t i = column->offsets[docid]; i < column->offsets[docid + 1]; ++i) ++counts[column->codes[i]];
  }
};

class ShardCount {
 public:
  ShardCount(const store::Columns& columns, const CountRequest& request, CountResult& out)
      : columns_(columns), request_(request), out_(out) {
    for (const FacetFilter& filter : request.filters) filters_.emplace_back(filter, columns.find(filter.facet));
    for (const std::string& facet : request.facets) {
      Tally& tally = tallies_.emplace_back();
      tally.column = columns.find(facet);
      if (tally.column) tally.counts.resize(tally.column->values.size());
      for (std::size_t i = 0; i < request.filters.size() && !request.drill_down; ++i)
        if (request.filters[i].facet == facet) tally.own_filter = i;
    }
    for (const auto& [first, second] : request.crosses)
      cross_columns_.emplace_back(axis_column(first), axis_column(second));
    cross_counts_.resize(request.crosses.size());
  }

  DocSet run(DocSet matches) {
    DocSet kept = std::move(matches);
    if (!filters_.empty() || !request_.dates.open()) filter(kept);
    out_.total += kept.count();
    // A column after the other, so that each stays in the cache.
    for (Tally& tally : tallies_)
      if (tally.column) kept.each([&](std::uint32_t docid) { tally.add(docid); });
    if (request_.histogram != Unit::none) kept.each([&](std::uint32_t docid) { ++by_day_[columns_.dates()[docid]]; });
    for (std::size_t i = 0; i < cross_columns_.size(); ++i) cross(i, kept);
    merge();
    return kept;
  }

 private:
  const Column* axis_column(const Axis& axis) {
    if (axis.unit == Unit::none) return columns_.find(axis.facet);
    return &times_.emplace_back(columns_.dates(), axis.unit).column();
  }

  // Takes away what fails, and counts what fails one filter only.
  void filter(DocSet& kept) {
    const DocSet matches = kept;
    const bool any_date = request_.dates.open();
    matches.each([&](std::uint32_t docid) {
      std::size_t failed = 0;
      std::size_t last_failed = 0;
      for (std::size_t i = 0; i < filters_.size() && failed < 2; ++i)
        if (!filters_[i].passes(docid)) {
          ++failed;
          last_failed = i;
        }
      const bool in_time = any_date || request_.dates.contains(columns_.dates()[docid]);
      if (failed == 0 && in_time) return;
      kept.remove(docid);
      if (failed == 0) ++out_.without_dates;
      if (failed == 1 && in_time) {
        ++out_.without_filter[last_failed];
        for (Tally& tally : tallies_)
          if (tally.column && tally.own_filter == last_failed) add_sideways(tally, docid);
      }
    });
  }

  // A document that only the facet's own filter turns away.  What is excluded stays excluded when another value is
  // chosen, so a document with an excluded value counts for that value alone, and one with several for none.
  void add_sideways(Tally& tally, std::uint32_t docid) const {
    const std::int64_t excluded = filters_[*tally.own_filter].excluded_value(docid);
    if (excluded == FilterOnColumn::none) tally.add(docid);
    else if (excluded != FilterOnColumn::several) ++tally.counts[static_cast<std::size_t>(excluded)];
  }

  void cross(std::size_t i, const DocSet& kept) {
    const auto [first, second] = cross_columns_[i];
    if (!first || !second) return;
    kept.each([&, one = first, other = second](std::uint32_t docid) {
      for (const std::uint32_t a : one->of(docid))
        for (const std::uint32_t b : other->of(docid)) ++cross_counts_[i][{a, b}];
    });
  }

  void merge() {
    for (std::size_t i = 0; i < tallies_.size(); ++i)
      for (std::size_t code = 0; code < tallies_[i].counts.size(); ++code)
        if (const std::uint32_t n = tallies_[i].counts[code])
          out_.facets[i].emplace_back(tallies_[i].column->values[code], n);
    for (const auto& [day, n] : by_day_) out_.histogram[day == 0 ? 0 : period_start(day, request_.histogram)] += n;
    for (std::size_t i = 0; i < cross_counts_.size(); ++i)
      for (const auto& [codes, n] : cross_counts_[i])
        out_.crosses[i][{std::string(cross_columns_[i].first->values[codes.first]),
                         std::string(cross_columns_[i].second->values[codes.second])}] += n;
  }

  const store::Columns& columns_;
  const CountRequest& request_;
  CountResult& out_;
  std::vector<FilterOnColumn> filters_;
  std::vector<Tally> tallies_;
  std::deque<TimeAxis> times_;
  std::vector<std::pair<const Column*, const Column*>> cross_columns_;
  std::vector<std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t>> cross_counts_;
  std::map<std::uint32_t, std::uint32_t> by_day_;
};

// Values that several shards have, counted together.
void unite(Counts& counts) {
  std::sort(counts.begin(), counts.end());
  std::size_t kept = 0;
  for (const auto& [value, n] : counts) {
    if (kept > 0 && counts[kept - 1].first == value) counts[kept - 1].second += n;
    else counts[kept++] = {value, n};
  }
  counts.resize(kept);
}

}  // namespace

std::uint32_t period_start(std::uint32_t day, Unit unit) {
  switch (unit) {
    case Unit::year: return day / 10000 * 10000 + 101;
    case Unit::month: return day / 100 * 100 + 1;
    case Unit::week: {
      const std::int64_t days = query::to_days(day);
      return query::from_days(days - (((days + 3) % 7) + 7) % 7);  // 1970-01-01 was a Thursday
    }
    default: return day;
  }
}

std::uint32_t period_end(std::uint32_t start, Unit unit) {
  switch (unit) {
    case Unit::year: return start / 10000 * 10000 + 1231;
    case Unit::month:
      return query::from_days(query::to_days(period_start(query::from_days(query::to_days(start) + 31), Unit::month)) -
                              1);
    case Unit::week: return query::from_days(query::to_days(start) + 6);
    default: return start;
  }
}

CountResult count_matches(const Index& index, ShardSets matches, const CountRequest& request) {
  CountResult out;
  out.facets.resize(request.facets.size());
  out.crosses.resize(request.crosses.size());
  out.without_filter.resize(request.filters.size());
  const bool counts = !request.filters.empty() || !request.dates.open() || !request.facets.empty() ||
                      request.histogram != Unit::none || !request.crosses.empty();
  if (!counts) {
    out.total = count(matches);
    out.documents = std::move(matches);
    return out;
  }
  for (std::size_t shard = 0; shard < matches.size(); ++shard)
    out.documents.push_back(ShardCount(*index.shards()[shard].columns, request, out).run(std::move(matches[shard])));
  if (matches.size() > 1)
    for (Counts& one : out.facets) unite(one);
  for (std::uint32_t& without : out.without_filter) without += out.total;
  out.without_dates += out.total;
  return out;
}

}  // namespace blotter::match

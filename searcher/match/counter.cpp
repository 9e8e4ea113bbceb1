#include "searcher/match/counter.hpp"

#include "searcher/index/date_column.hpp"
#include "searcher/match/time_axis.hpp"

#include <algorithm>
#include <deque>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace blotter::match {
namespace {

using store::Column;

// Verdict of one filter on one document, on the codes of one shard.
class FilterOnColumn {
 public:
  FilterOnColumn(const FacetFilter& filter, const Column* column)
      : column_(column), wants_one_(!filter.include.empty()) {
    const auto names_none = [&](const std::vector<std::string>& values) {
      return std::find(values.begin(), values.end(), no_value) != values.end() &&
             (!column || column->code(no_value) < 0);
    };
    without_value_ = names_none(filter.exclude) ? banned : names_none(filter.include) ? wanted : neutral;
    if (!column) return;
    verdicts_.resize(column->values.size(), neutral);
    for (const std::string& value : filter.include)
      if (const std::int64_t code = column->code(value); code >= 0) verdicts_[static_cast<std::size_t>(code)] = wanted;
    for (const std::string& value : filter.exclude)
      if (const std::int64_t code = column->code(value); code >= 0) verdicts_[static_cast<std::size_t>(code)] = banned;
  }
  [[nodiscard]] bool passes(std::uint32_t docid) const {
    bool found = !wants_one_;
    if (lacks_value(docid)) return without_value_ == neutral ? found : without_value_ == wanted;
    for (const std::uint32_t code : column_->of(docid)) {
      if (verdicts_[code] == banned) return false;
      found = found || verdicts_[code] == wanted;
    }
    return found;
  }
  // The excluded values of a document: none, the only one, or `several`.
  static constexpr std::int64_t none = -1;
  static constexpr std::int64_t several = -2;
  static constexpr std::int64_t without = -3;  // the article has no value, and that is excluded
  [[nodiscard]] bool lacks_value(std::uint32_t docid) const { return !column_ || column_->of(docid).empty(); }
  // Whether the filter names the articles without a value.
  [[nodiscard]] bool names_lacking() const { return without_value_ != neutral; }
  [[nodiscard]] std::int64_t excluded_value(std::uint32_t docid) const {
    std::int64_t found = none;
    if (lacks_value(docid)) return without_value_ == banned ? without : none;
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
  char without_value_ = neutral;
  std::vector<char> verdicts_;
};

// Groups of near-duplicates that were counted, over all shards: the name and, for a facet, one of its values.
using SeenGroups = std::unordered_set<std::string>;

// The facets' counts by code, one shard.
struct Tally {
  const Column* column = nullptr;
  const Column* groups = nullptr;         // when near-duplicates count once
  SeenGroups* seen = nullptr;             // of this facet
  std::optional<std::size_t> own_filter;  // the filter on the same facet
  bool counts_lacking = false;
  std::uint32_t lacking = 0;
  std::vector<std::uint32_t> counts;

  void add(std::uint32_t docid) {
    if (!column || column->of(docid).empty()) {
      if (counts_lacking && is_new(docid, no_value)) ++lacking;
      return;
    }
    if (!groups) {
      for (std::uint32_t i = column->offsets[docid]; i < column->offsets[docid + 1]; ++i) ++counts[column->codes[i]];
      return;
    }
    for (const std::uint32_t code : column->of(docid)) add_value(docid, code);
  }
  void add_value(std::uint32_t docid, std::uint32_t code) {
    if (is_new(docid, column->values[code])) ++counts[code];
  }

 private:
  bool is_new(std::uint32_t docid, std::string_view value) const {
    if (!groups || groups->of(docid).empty()) return true;
    const std::string_view group = groups->values[groups->of(docid).front()];
    return seen->insert(std::string(group).append(1, '\0').append(value)).second;
  }
};

class ShardCount {
 public:
  // `seen` has a set for each facet, and one more for the groups themselves.
  ShardCount(const Shard& shard, const CountRequest& request, std::vector<SeenGroups>& seen, CountResult& out)
      : shard_(shard), columns_(*shard.columns), request_(request), seen_groups_(seen.back()), out_(out) {
    for (const FacetFilter& filter : request.filters) filters_.emplace_back(filter, columns_.find(filter.facet));
    for (const std::string& facet : request.facets) {
      Tally& tally = tallies_.emplace_back();
      tally.column = columns_.find(facet);
      if (tally.column) tally.counts.resize(tally.column->values.size());
      if (request.by_group) tally.groups = columns_.find("group");
      tally.seen = &seen[tallies_.size() - 1];
      for (std::size_t i = 0; i < request.filters.size(); ++i) {
        if (request.filters[i].facet != facet) continue;
        if (!request.drill_down) tally.own_filter = i;
        tally.counts_lacking = filters_[i].names_lacking();
      }
    }
    for (const auto& [first, second] : request.crosses)
      cross_columns_.emplace_back(axis_column(first), axis_column(second));
    cross_counts_.resize(request.crosses.size());
  }

  DocSet run(DocSet matches) {
    DocSet kept = std::move(matches);
    if (!filters_.empty() || !request_.dates.open()) filter(kept);
    out_.total += kept.count();
    count_groups(kept);
    // A column after the other, so that each stays in the cache.
    for (Tally& tally : tallies_)
      if (tally.column || tally.counts_lacking) kept.each([&](std::uint32_t docid) { tally.add(docid); });
    if (request_.histogram != Unit::none) {
      const DateColumn dates(shard_, request_.histogram_slot);
      kept.each([&](std::uint32_t docid) { ++by_day_[dates[docid]]; });
    }
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
          if ((tally.column || tally.counts_lacking) && tally.own_filter == last_failed) add_sideways(tally, docid);
      }
    });
  }

  // A document that only the facet's own filter turns away.  What is excluded stays excluded when another value is
  // chosen, so a document with an excluded value counts for that value alone, and one with several for none.
  void add_sideways(Tally& tally, std::uint32_t docid) const {
    const std::int64_t excluded = filters_[*tally.own_filter].excluded_value(docid);
    if (excluded == FilterOnColumn::none) tally.add(docid);
    else if (excluded == FilterOnColumn::without) tally.add(docid);
    else if (excluded != FilterOnColumn::several) tally.add_value(docid, static_cast<std::uint32_t>(excluded));
  }

  void count_groups(const DocSet& kept) {
    const Column* groups = request_.by_group ? columns_.find("group") : nullptr;
    if (!groups) {
      out_.groups += kept.count();
      return;
    }
    kept.each([&](std::uint32_t docid) {
      const auto codes = groups->of(docid);
      out_.groups += codes.empty() || seen_groups_.insert(std::string(groups->values[codes.front()])).second;
    });
  }

  void cross(std::size_t i, const DocSet& kept) {
    const auto [first, second] = cross_columns_[i];
    if (!first || !second) return;
    kept.each([&, one = first, other = second](std::uint32_t docid) {
      for (const std::uint32_t a : one->of(docid))
        for (const std::uint32_t b : other->of(docid)) ++cross_counts_[i][std::uint64_t{a} << 32 | b];
    });
  }

  void merge() {
    for (std::size_t i = 0; i < tallies_.size(); ++i)
      if (tallies_[i].lacking > 0) out_.facets[i].emplace_back(no_value, tallies_[i].lacking);
    for (std::size_t i = 0; i < tallies_.size(); ++i)
      for (std::size_t code = 0; code < tallies_[i].counts.size(); ++code)
        if (const std::uint32_t n = tallies_[i].counts[code])
          out_.facets[i].emplace_back(tallies_[i].column->values[code], n);
    for (const auto& [day, n] : by_day_) out_.histogram[day == 0 ? 0 : period_start(day, request_.histogram)] += n;
    for (std::size_t i = 0; i < cross_counts_.size(); ++i)
      for (const auto& [codes, n] : cross_counts_[i])
        out_.crosses[i][{std::string(cross_columns_[i].first->values[codes >> 32]),
                         std::string(cross_columns_[i].second->values[codes & 0xffffffff])}] += n;
  }

  const Shard& shard_;
  const store::Columns& columns_;
  const CountRequest& request_;
  SeenGroups& seen_groups_;
  CountResult& out_;
  std::vector<FilterOnColumn> filters_;
  std::vector<Tally> tallies_;
  std::deque<TimeAxis> times_;
  std::vector<std::pair<const Column*, const Column*>> cross_columns_;
  // An addition for every document: trees would cost more than all else that is counted.
  std::vector<std::unordered_map<std::uint64_t, std::uint32_t>> cross_counts_;  // by both codes
  std::unordered_map<std::uint32_t, std::uint32_t> by_day_;
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

std::uint32_t next_period(std::uint32_t start, Unit unit) {
  return query::from_days(query::to_days(period_end(start, unit)) + 1);
}

CountResult count_matches(const Index& index, ShardSets matches, const CountRequest& request) {
  CountResult out;
  out.facets.resize(request.facets.size());
  out.crosses.resize(request.crosses.size());
  out.without_filter.resize(request.filters.size());
  const bool counts = !request.filters.empty() || !request.dates.open() || !request.facets.empty() ||
                      request.histogram != Unit::none || !request.crosses.empty() || request.by_group;
  std::vector<SeenGroups> seen(request.facets.size() + 1);
  if (!counts) {
    out.total = out.groups = count(matches);
    out.documents = std::move(matches);
    return out;
  }
  for (std::size_t shard = 0; shard < matches.size(); ++shard)
    out.documents.push_back(ShardCount(index.shards()[shard], request, seen, out).run(std::move(matches[shard])));
  for (Counts& one : out.facets) unite(one);
  for (std::uint32_t& without : out.without_filter) without += out.total;
  out.without_dates += out.total;
  return out;
}

}  // namespace blotter::match

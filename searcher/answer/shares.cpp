#include "searcher/answer/shares.hpp"

#include "searcher/answer/facet_answer.hpp"
#include "searcher/match/time_axis.hpp"

#include <map>
#include <string>
#include <utility>

namespace blotter::search {
namespace {

class AllArticles {
 public:
  AllArticles(const match::Index& index, match::Matcher& matcher) : index_(index) {
    query::Plan everything;
    everything.op = query::Plan::Op::everything;
    documents_ = matcher.match(everything);
    (void)match::drop_repeated(index, documents_);
  }
  // By the period's first day; 0: those without a date.
  [[nodiscard]] std::map<std::uint32_t, std::uint32_t> by_period(match::Unit unit, schema::Slot slot) const {
    match::CountRequest request;
    request.histogram = unit;
    request.histogram_slot = slot;
    return match::count_matches(index_, documents_, request).histogram;
  }
  [[nodiscard]] std::map<std::string, std::uint32_t> by_name(const match::Axis& axis) const {
    std::map<std::string, std::uint32_t> totals;
    if (axis.unit != match::Unit::none) {
      for (const auto& [start, n] : by_period(axis.unit, schema::slot_published))
        totals.emplace(match::period_name(start, axis.unit), n);
      return totals;
    }
    match::CountRequest request;
    request.facets = {axis.facet};
    const match::CountResult counted = match::count_matches(index_, documents_, request);
    for (const auto& [value, n] : counted.facets.front()) totals.emplace(value, n);
    return totals;
  }

 private:
  const match::Index& index_;
  match::ShardSets documents_;
};

}  // namespace

void add_shares(const match::Index& index, match::Matcher& matcher, const match::CountRequest& counted,
                Answer& answer) {
  const AllArticles all(index, matcher);
  answer.shares = true;
  if (counted.histogram != match::Unit::none) {
    std::map<std::string, std::uint32_t> totals;
    for (const auto& [start, n] : all.by_period(counted.histogram, counted.histogram_slot))
      totals.emplace(iso_date(start), n);
    for (Period& period : answer.histogram) period.all = totals[period.start];
  }
  for (std::size_t i = 0; i < answer.crosses.size(); ++i) {
    std::map<std::string, std::uint32_t> totals = all.by_name(counted.crosses[i].first);
    for (const std::string& row : answer.crosses[i].row_values) answer.crosses[i].row_totals.push_back(totals[row]);
  }
}

}  // namespace blotter::search

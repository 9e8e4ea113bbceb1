// Periods of time as the values of a facet, so that a cross table can have time as an axis.
#pragma once

#include "common/store/columns.hpp"
#include "searcher/match/counter.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace blotter::match {

// Returns a period as it is written: "2025", "2025-06", or its first day ("2025-06-02") for weeks and days.
[[nodiscard]] std::string period_name(std::uint32_t start, Unit unit);
// Returns the periods from the first name to the last, with those in between; none when they would be more than
// `max_periods`.
[[nodiscard]] std::vector<std::string> periods_between(std::string_view first, std::string_view last, Unit unit,
                                                       std::size_t max_periods);

// The column of one shard whose values are the names of the periods.  A document without a date has none.
class TimeAxis {
 public:
  // `dates` are days as YYYYMMDD by document number, 0 when unknown.
  TimeAxis(std::span<const std::uint32_t> dates, Unit unit);
  TimeAxis(const TimeAxis&) = delete;
  TimeAxis& operator=(const TimeAxis&) = delete;
  [[nodiscard]] const store::Column& column() const { return column_; }

 private:
  std::vector<std::uint32_t> offsets_;
  std::vector<std::uint32_t> codes_;
  std::vector<std::string> names_;
  store::Column column_;
};

}  // namespace blotter::match

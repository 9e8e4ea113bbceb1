#include "searcher/match/time_axis.hpp"

#include <fmt/format.h>

#include <map>

namespace blotter::match {
namespace {

std::uint32_t start_of(std::string_view name, Unit unit) {
  std::uint32_t digits = 0;
  for (const char c : name)
    if (c >= '0' && c <= '9') digits = digits * 10 + static_cast<std::uint32_t>(c - '0');
  return unit == Unit::year ? digits * 10000 + 101 : unit == Unit::month ? digits * 100 + 1 : digits;
}

}  // namespace

std::string period_name(std::uint32_t start, Unit unit) {
  const std::string day = fmt::format("{:04}-{:02}-{:02}", start / 10000, start / 100 % 100, start % 100);
  return day.substr(0, unit == Unit::year ? 4 : unit == Unit::month ? 7 : 10);
}

std::vector<std::string> periods_between(std::string_view first, std::string_view last, Unit unit,
                                         std::size_t max_periods) {
  std::vector<std::string> names;
  const std::uint32_t end = start_of(last, unit);
  for (std::uint32_t at = start_of(first, unit); at <= end; at = next_period(at, unit)) {
    if (names.size() == max_periods) return {};
    names.push_back(period_name(at, unit));
  }
  return names;
}

TimeAxis::TimeAxis(std::span<const std::uint32_t> dates, Unit unit) {
  std::map<std::uint32_t, std::uint32_t> code_of;  // by the period's first day
  for (const std::uint32_t day : dates)
    if (day != 0) code_of.try_emplace(period_start(day, unit), 0);
  for (auto& [start, code] : code_of) {
    code = static_cast<std::uint32_t>(names_.size());
    names_.push_back(period_name(start, unit));
  }
  offsets_.reserve(dates.size() + 1);
  offsets_.push_back(0);
  for (const std::uint32_t day : dates) {
    if (day != 0) codes_.push_back(code_of.find(period_start(day, unit))->second);
    offsets_.push_back(static_cast<std::uint32_t>(codes_.size()));
  }
  column_.offsets = offsets_;
  column_.codes = codes_;
  column_.values.assign(names_.begin(), names_.end());
}

}  // namespace blotter::match

// Dates as people type them, turned into the YYYYMMDD numbers of the index.
#pragma once

#include "common/error.hpp"

#include <cstdint>
#include <string_view>

namespace blotter::query {

// YYYYMMDD of first and last day, both included.
struct DateRange {
  std::uint32_t from = 0;
  std::uint32_t to = 99991231;
  [[nodiscard]] bool open() const { return from == 0 && to == 99991231; }
  [[nodiscard]] bool contains(std::uint32_t day) const { return day != 0 && day >= from && day <= to; }
};

// Returns a day, month, week or year (2025-06-30, 30.6.2025, 2025-06, 2025-W26, 2025), `today`, `yesterday`, `last` or
// `this` week, month or year, or a time back from today (-30d, -2w, -6m, -1y): its first and last day.  `today` is
// YYYYMMDD. ErrorCode::bad_query says what is wrong with it.
[[nodiscard]] Result<DateRange> parse_date(std::string_view text, std::uint32_t today);

// Returns a date or `from..to` with either end open: 2025-01..2025-06, 2025.., ..2024, -30d..  A time back alone is
// open to today.
[[nodiscard]] Result<DateRange> parse_date_range(std::string_view text, std::uint32_t today);

// From the first day of one date to the last of another; an empty one is an open end.
[[nodiscard]] Result<DateRange> parse_dates(std::string_view first, std::string_view last, std::uint32_t today);

// Returns the days since 1970-01-01 in the proleptic Gregorian calendar, and back.
[[nodiscard]] std::int64_t to_days(std::uint32_t yyyymmdd);
[[nodiscard]] std::uint32_t from_days(std::int64_t days);

}  // namespace blotter::query

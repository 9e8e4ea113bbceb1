#include "searcher/query/dates.hpp"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <optional>
#include <string>

namespace blotter::query {
namespace {

using std::chrono::year_month_day;

std::uint32_t pack(year_month_day date) {
  return static_cast<std::uint32_t>(static_cast<int>(date.year())) * 10000 + static_cast<unsigned>(date.month()) * 100 +
         static_cast<unsigned>(date.day());
}

year_month_day unpack(std::uint32_t day) {
  return {std::chrono::year{static_cast<int>(day / 10000)}, std::chrono::month{day / 100 % 100},
          std::chrono::day{day % 100}};
}

// All of the text as digits, `digits` of them.
std::optional<unsigned> number(std::string_view text, std::size_t digits) {
  unsigned value = 0;
  if (text.size() != digits) return std::nullopt;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || stop != text.data() + text.size()) return std::nullopt;
  return value;
}

tl::unexpected<Error> bad(std::string_view text) {
  return fail(
      ErrorCode::bad_query, fmt::format("'{}' is no date", text),
      "write 2025, 2025-06, 2025-06-30, 30.6.2025, 2025-W26, today, yesterday, \"last month\", or -30d, -2w, -6m, "
      "-1y back from today");
}

std::uint32_t month_end(year_month_day date) { return pack(date.year() / date.month() / std::chrono::last); }

// A day of the month, week or year that is `back` of them before the one of `now`.
DateRange period_back(std::string_view unit, std::uint32_t now, int back) {
  const year_month_day today = unpack(now);
  if (unit == "year") {
    const auto year = static_cast<std::uint32_t>(static_cast<int>(today.year()) - back);
    return {year * 10000 + 101, year * 10000 + 1231};
  }
  if (unit == "month") {
    const auto first = today.year() / today.month() / std::chrono::day{1} - std::chrono::months(back);
    return {pack(first), month_end(first)};
  }
  const std::int64_t day = to_days(now);
  const std::int64_t monday = day - (((day + 3) % 7) + 7) % 7 - std::int64_t{7} * back;
  return {from_days(monday), from_days(monday + 6)};
}

// "yesterday", "last month", "this week"; nothing for other words.  A dash or underscore may take the place of the
// space.
std::optional<DateRange> named(std::string_view text, std::uint32_t now) {
  if (text == "today") return DateRange{now, now};
  if (text == "yesterday") return DateRange{from_days(to_days(now) - 1), from_days(to_days(now) - 1)};
  const std::size_t gap = text.find_first_of(" -_");
  if (gap == std::string_view::npos) return std::nullopt;
  const std::string_view which = text.substr(0, gap);
  const std::string_view unit = text.substr(gap + 1);
  if ((which != "last" && which != "this") || (unit != "week" && unit != "month" && unit != "year"))
    return std::nullopt;
  return period_back(unit, now, which == "last" ? 1 : 0);
}

// 1.6.2025: a day, a month and a year.
std::optional<DateRange> dotted(std::string_view text) {
  const std::size_t first = text.find('.');
  const std::size_t second = first == std::string_view::npos ? first : text.find('.', first + 1);
  if (second == std::string_view::npos || first > 2 || second - first > 3) return std::nullopt;
  const std::optional<unsigned> day = number(text.substr(0, first), first);
  const std::optional<unsigned> month = number(text.substr(first + 1, second - first - 1), second - first - 1);
  const std::optional<unsigned> year = number(text.substr(second + 1), 4);
  if (!day || !month || !year || *year == 0) return std::nullopt;
  const std::uint32_t packed = *year * 10000 + *month * 100 + *day;
  if (!unpack(packed).ok()) return std::nullopt;
  return DateRange{packed, packed};
}

// 2025-W40: a week of ISO 8601, whose first has the year's fourth of January.
std::optional<DateRange> week(std::string_view text) {
  if (text.size() < 7 || text[4] != '-' || (text[5] != 'W' && text[5] != 'w')) return std::nullopt;
  const std::optional<unsigned> year = number(text.substr(0, 4), 4);
  const std::optional<unsigned> count = number(text.substr(6), text.size() - 6);
  if (!year || !count || *year == 0 || text.size() > 8 || *count < 1 || *count > 53) return std::nullopt;
  const std::uint32_t first = period_back("week", *year * 10000 + 104, 0).from;
  const std::uint32_t monday = from_days(to_days(first) + std::int64_t{7} * (*count - 1));
  // A year without a week 53 has its Thursday in the next.
  if (from_days(to_days(monday) + 3) / 10000 != *year) return std::nullopt;
  return DateRange{monday, from_days(to_days(monday) + 6)};
}

Result<DateRange> time_back(std::string_view text, std::uint32_t now) {
  unsigned count = 0;
  const char* const end = text.data() + text.size() - 1;
  const auto [stop, error] = std::from_chars(text.data() + 1, end, count);
  if (error != std::errc() || stop != end || count > 100000) return bad(text);
  const year_month_day base = unpack(now);
  std::uint32_t day = 0;
  if (text.back() == 'd') day = from_days(to_days(now) - count);
  else if (text.back() == 'w') day = from_days(to_days(now) - 7 * static_cast<std::int64_t>(count));
  else if (text.back() == 'm' || text.back() == 'y') {
    year_month_day then = base - std::chrono::months(text.back() == 'm' ? count : 12 * count);
    if (!then.ok()) then = then.year() / then.month() / std::chrono::last;
    day = static_cast<int>(then.year()) > 0 ? pack(then) : 0;
  } else return bad(text);
  return DateRange{day, day};
}

}  // namespace

std::int64_t to_days(std::uint32_t day) { return std::chrono::sys_days(unpack(day)).time_since_epoch().count(); }

std::uint32_t from_days(std::int64_t days) {
  const year_month_day date{std::chrono::sys_days{std::chrono::days{days}}};
  return static_cast<int>(date.year()) > 0 ? pack(date) : 0;
}

Result<DateRange> parse_date(std::string_view text, std::uint32_t now) {
  if (const std::optional<DateRange> range = named(text, now)) return *range;
  if (text.size() > 2 && text.front() == '-') return time_back(text, now);
  if (const std::optional<DateRange> day = dotted(text)) return *day;
  if (const std::optional<DateRange> days = week(text)) return *days;
  const std::optional<unsigned> year = number(text.substr(0, 4), 4);
  if (!year || *year == 0) return bad(text);
  if (text.size() == 4) return DateRange{*year * 10000 + 101, *year * 10000 + 1231};
  if (text[4] != '-') return bad(text);
  const std::optional<unsigned> month = number(text.substr(5, 2), 2);
  if (!month || *month < 1 || *month > 12) return bad(text);
  const std::uint32_t base = *year * 10000 + *month * 100;
  if (text.size() == 7) {
    const year_month_day last =
        std::chrono::year{static_cast<int>(*year)} / std::chrono::month{*month} / std::chrono::last;
    return DateRange{base + 1, pack(last)};
  }
  if (text.size() != 10 || text[7] != '-') return bad(text);
  const std::optional<unsigned> day = number(text.substr(8), 2);
  if (!day || !unpack(base + *day).ok()) return bad(text);
  return DateRange{base + *day, base + *day};
}

Result<DateRange> parse_date_range(std::string_view text, std::uint32_t now) {
  const std::size_t dots = text.find("..");
  if (dots == std::string_view::npos) {
    Result<DateRange> one = parse_date(text, now);
    if (one && text.starts_with('-')) one->to = now;
    return one;
  }
  const std::string_view first = text.substr(0, dots);
  const std::string_view last = text.substr(dots + 2);
  if (first.empty() && last.empty()) return bad(text);
  Result<DateRange> range = parse_dates(first, last, now);
  if (range && range->from > range->to)
    return fail(ErrorCode::bad_query, fmt::format("the range '{}' ends before it begins", text),
                "exchange its two dates");
  return range;
}

Result<DateRange> parse_dates(std::string_view first, std::string_view last, std::uint32_t now) {
  DateRange range;
  if (!first.empty()) {
    Result<DateRange> from = parse_date(first, now);
    if (!from) return from;
    range.from = from->from;
  }
  if (!last.empty()) {
    Result<DateRange> to = parse_date(last, now);
    if (!to) return to;
    range.to = to->to;
  }
  return range;
}

}  // namespace blotter::query

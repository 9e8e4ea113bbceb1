// Dates as people and programs write them: ISO 8601, RFC 822/1123, asctime, numeric, and with month names in
// English, Russian, Kazakh, Kyrgyz, Uzbek, Tajik, Turkmen, Turkish, German, French, Spanish, Italian and
// Portuguese.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace blotter::reader {

struct DateTime {
  int year = 0;
  int month = 0;              // 1–12
  int day = 0;                // 1–31
  int seconds = 0;            // of the day, local to `offset`
  std::optional<int> offset;  // east of UTC, in seconds; nullopt when not stated
};

// The first date in `text`, or nullopt.  A date that cannot be is refused: no such day, before 1600, or later
// than tomorrow (so that 9999-12-31 and a clock gone wrong are not believed).
[[nodiscard]] std::optional<DateTime> parse_date(std::string_view text);
// The same, but only when the text is little more than a date (a line of a page, a dateline).
[[nodiscard]] std::optional<DateTime> parse_date_line(std::string_view text);

// YYYY-MM-DD as written.
[[nodiscard]] std::string local_day(const DateTime& date);
// YYYY-MM-DD of that instant in UTC.
[[nodiscard]] std::string utc_day(const DateTime& date);

// For metadata: the day as written, or empty when there is none or it cannot be.
[[nodiscard]] std::string day_of(std::string_view text);
// For feeds and exports, whose dates are instants: the day in UTC, or empty.
[[nodiscard]] std::string utc_day_of(std::string_view text);
// Seconds since 1970 to YYYY-MM-DD (UTC); empty when refused.
[[nodiscard]] std::string day_of_seconds(double seconds);

}  // namespace blotter::reader

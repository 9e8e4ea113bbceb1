// Dates as people and programs write them: ISO 8601, RFC 822/1123, asctime, numeric, and with month names in English,
// Russian, Kazakh, Kyrgyz, Uzbek, Tajik, Turkmen, Turkish, Ukrainian, German, French, Spanish and others that ICU
// knows.
//
// The day of a time stamp is the day as it is written, that is, where its own offset holds: an outlet that dates a
// story 02:30+06:00 on the 13th published it on the 13th.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace blotter::reader {

struct DateTime {
  int year = 0;
  int month = 0;              // 1–12
  int day = 0;                // 1–31
  bool either_order = false;  // 06/12/2025: read day first here, but as likely month first
  bool two_digit_year = false;
  bool published = false;  // of a line: "Published" or the like is before it
};

// Which part is first in a numeric date whose parts could both be months.
enum class DateOrder { unknown, day_first, month_first };

// Returns the first date in `text`, or nullopt.  A date that cannot be is refused, and the next one gets its turn: no
// such day, before 1600, later than tomorrow (9999-12-31, a clock gone wrong), or the day of a clock that was never set
// (1970-01-01).
[[nodiscard]] std::optional<DateTime> parse_date(std::string_view text);
// Returns the same for a line that readers see: only when it is little more than a date, and no telephone number,
// version or note of a later change ("Updated 15 November 2025"); behind such a note the next date has its turn.
[[nodiscard]] std::optional<DateTime> parse_date_line(std::string_view text);

// True for words before a date that make it one of a later change ("Published 3 May, updated "), in the languages
// above; a date among them has taken the words before it.
[[nodiscard]] bool is_change_note(std::string_view text);

// YYYY-MM-DD; with either order "DD/MM/YYYY" as written, which settle_day() turns into a day where the order is known.
[[nodiscard]] std::string day_of(const DateTime& date);
// For metadata: the same of the first date in `text`; seconds or milliseconds since 1970 count too.  Empty when there
// is none or it cannot be.
[[nodiscard]] std::string day_of(std::string_view text);
// Seconds since 1970 to YYYY-MM-DD (UTC, since a count has no offset); empty when refused.
[[nodiscard]] std::string day_of_seconds(double seconds);

// True for two days, YYYY-MM-DD, that are the same or follow each other.
[[nodiscard]] bool are_neighbours(std::string_view a, std::string_view b);

// True for what day_of() gives when the order is open.
[[nodiscard]] bool is_open_day(std::string_view day);
// YYYY-MM-DD of an open day in that order; empty when the order is unknown.
[[nodiscard]] std::string settle_day(std::string_view day, DateOrder order);

// Returns the order that numeric dates of `text` show (13/06/2025, 06/13/2025); unknown when none does, or they
// disagree.
[[nodiscard]] DateOrder order_of_dates(std::string_view text);
// Returns the order of a locale ("en-US", "ru", "de_AT"); unknown for a bare "en", which is written in both.
[[nodiscard]] DateOrder order_of_locale(std::string_view tag);
// Returns the order of the country whose domain the host is under; unknown for others (.com, .org).
[[nodiscard]] DateOrder order_of_host(std::string_view host);

}  // namespace blotter::reader

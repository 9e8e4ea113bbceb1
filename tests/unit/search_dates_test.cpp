#include "searcher/match/counter.hpp"
#include "searcher/query/dates.hpp"

#include <catch2/catch.hpp>

using namespace blotter;
using namespace blotter::query;

TEST_CASE("dates as people type them") {
  const std::uint32_t now = 20250331;
  CHECK(parse_date("2025", now)->to == 20251231);
  CHECK(parse_date("2024-02", now)->to == 20240229);
  CHECK(parse_date("-1m", now)->from == 20250228);
  CHECK(parse_date("-30d", now)->from == 20250301);
  CHECK(parse_date("today", now)->from == now);
  for (const char* wrong :
       {"", "2025-13", "2025-02-30", "25", "2025-1", "-d", "-99999999d", "abcd", "2025/01/01", "-5x"}) {
    CAPTURE(wrong);
    CHECK_FALSE(parse_date(wrong, now));
  }
}

TEST_CASE("a time back from today ends at a day that there is") {
  const std::uint32_t now = 20240229;
  CHECK(parse_date("-1y", now)->from == 20230228);
  CHECK(parse_date("-4y", now)->from == 20200229);
  CHECK(parse_date("-12m", now)->from == 20230228);
  CHECK(parse_date("-2m", now)->from == 20231229);
  CHECK(parse_date("-2w", now)->from == 20240215);
  CHECK(parse_date("-60d", now)->from == 20231231);
  // Before the year 1 there is none.
  CHECK(parse_date("-2023y", now)->from == 10228);
  CHECK(parse_date("-2024y", now)->from == 0);
  CHECK(parse_date("-100000d", now)->from == 17500516);
  CHECK_FALSE(parse_date("-100001d", now));
}

TEST_CASE("the first and last day and month of a year are dates, those beside them are none") {
  const std::uint32_t now = 20250331;
  CHECK(parse_date("2025-01", now)->from == 20250101);
  CHECK(parse_date("2025-12", now)->to == 20251231);
  CHECK(parse_date("0001", now)->from == 10101);
  CHECK(parse_date("9999-12-31", now)->to == 99991231);
  for (const char* wrong :
       {"0000", "2025-00", "2025-01-00", "2025-01-32", "2025-01-1", "2025-01-011", "2025_01", "2025-01_01", "-1"}) {
    CAPTURE(wrong);
    CHECK_FALSE(parse_date(wrong, now));
  }
}

TEST_CASE("dates may be dotted or weeks or named (issue 18 item 15)") {
  const std::uint32_t now = 20250331;  // a Monday
  const auto range = [&](const char* text) {
    const auto parsed = parse_date(text, now);
    REQUIRE(parsed);
    return std::pair{parsed->from, parsed->to};
  };
  CHECK(range("yesterday") == std::pair{20250330u, 20250330u});
  CHECK(range("1.6.2025") == std::pair{20250601u, 20250601u});
  CHECK(range("01.06.2025") == std::pair{20250601u, 20250601u});
  CHECK(range("last month") == std::pair{20250201u, 20250228u});
  CHECK(range("last-week") == std::pair{20250324u, 20250330u});
  CHECK(range("this week") == std::pair{20250331u, 20250406u});
  CHECK(range("last_year") == std::pair{20240101u, 20241231u});
  CHECK(range("2025-W01") == std::pair{20241230u, 20250105u});
  CHECK(range("2020-W53") == std::pair{20201228u, 20210103u});
  for (const char* wrong : {"2025-W53", "2025-W00", "2025-W54", "2025-W", "31.6.2025", "1.13.2025", "1.6.25", "1.6",
                            "last day", "next month", "last", ".6.2025", "1..2025"})
    CHECK_FALSE(parse_date(wrong, now));
}

TEST_CASE("ranges may be open, and not reversed") {
  const std::uint32_t now = 20250331;
  CHECK(parse_date_range("2025-01..2025-06", now)->from == 20250101);
  CHECK(parse_date_range("2025-01..2025-06", now)->to == 20250630);
  CHECK(parse_date_range("..2024", now)->from == 0);
  CHECK(parse_date_range("2024..", now)->to == 99991231);
  CHECK(parse_date_range("-30d..", now)->from == 20250301);
  CHECK(parse_date_range("-30d", now)->to == now);
  CHECK_FALSE(parse_date_range("2025..2024", now));
  CHECK_FALSE(parse_date_range("..", now));
}

TEST_CASE("every day lies in its period") {
  using match::Unit;
  for (std::uint32_t days = 0; days < 40000; days += 13) {
    const std::uint32_t day = from_days(days);
    for (const Unit unit : {Unit::year, Unit::month, Unit::week, Unit::day}) {
      const std::uint32_t start = match::period_start(day, unit);
      const std::uint32_t end = match::period_end(start, unit);
      CHECK(start <= day);
      CHECK(day <= end);
      CHECK(match::period_start(end, unit) == start);
      CHECK(match::period_start(from_days(to_days(end) + 1), unit) != start);
    }
  }
}

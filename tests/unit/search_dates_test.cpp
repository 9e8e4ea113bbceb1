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

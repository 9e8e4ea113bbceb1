#include "indexer/reader/dates.hpp"

#include <catch2/catch.hpp>

using namespace blotter::reader;

TEST_CASE("days are read from the ways people write them", "[dates]") {
  for (const char* text : {"2025-11-13",
                           "2025-11-13T08:15:00Z",
                           "20251113",
                           "13 November 2025",
                           "November 13, 2025",
                           "Nov 13th, 2025",
                           "13.11.2025",
                           "13/11/2025",
                           "11/13/2025",
                           "2025/11/13",
                           "Thu, 13 Nov 2025 21:16:39 GMT",
                           "Thu Nov 13 21:16:39 2025",
                           "Thursday, 13-Nov-25 21:16:39 GMT",
                           "13 ноября 2025 года",
                           "13 ноя 2025",
                           "13 қараша 2025",
                           "2025-жылдын 13-ноябры",
                           "13-noyabr 2025",
                           "2025-yil 13-noyabr",
                           "13 noviembre de 2025",
                           "13 de noviembre de 2025",
                           "13. November 2025",
                           "13 novembre 2025",
                           "Published: 13 November 2025, 10:30"})
    CHECK(std::string(text) + " is " + day_of(text) == std::string(text) + " is 2025-11-13");
}

TEST_CASE("days that cannot be are refused", "[dates]") {
  for (const char* text :
       {"9999-12-31", "2025-13-40", "31.02.2024", "0001-01-01", "no date at all", "12:30", "1 2 3", "", "2999-01-01"})
    CHECK(day_of(text) == "");
}

TEST_CASE("feeds' dates are days in UTC", "[dates]") {
  CHECK(utc_day_of("Thu, 13 Nov 2025 23:30:00 -0500") == "2025-11-14");
  CHECK(utc_day_of("2025-11-13T01:00:00+06:00") == "2025-11-12");
  CHECK(utc_day_of("Thu, 13 Nov 2025 23:30:00 EST") == "2025-11-14");
  CHECK(utc_day_of("2025-11-13T01:00:00") == "2025-11-13");
  CHECK(day_of_seconds(1763000000) == "2025-11-13");
}

TEST_CASE("a line of prose with a date in it is no date line", "[dates]") {
  CHECK(parse_date_line("13 November 2025"));
  CHECK(parse_date_line("Updated 13 November 2025 10:00"));
  CHECK_FALSE(parse_date_line("The court met on 13 November 2025 to hear the case"));
}

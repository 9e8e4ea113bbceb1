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

TEST_CASE("the day of a time stamp is that of its own offset", "[dates]") {
  CHECK(day_of("Thu, 13 Nov 2025 23:30:00 -0500") == "2025-11-13");
  CHECK(day_of("2025-11-13T01:00:00+06:00") == "2025-11-13");
  CHECK(day_of("Thu, 13 Nov 2025 02:30:00 ALMT") == "2025-11-13");
  CHECK(day_of_seconds(1763000000) == "2025-11-13");
  CHECK(day_of("1763000000") == "2025-11-13");
  CHECK(day_of("1763000000000") == "2025-11-13");
}

TEST_CASE("an hour that cannot be costs a time stamp nothing but the hour", "[dates]") {
  for (const char* text :
       {"2025-11-13T99:00:00Z", "2025-11-13 24:61", "Thu, 13 Nov 2025 99:99:99 GMT", "2025-11-13T10:00:00+99:00"})
    CHECK(std::string(text) + " is " + day_of(text) == std::string(text) + " is 2025-11-13");
  for (const char* text : {"2025-11-31T10:00:00Z", "2025-00-13T10:00:00Z", "2025-11-00T10:00:00Z"})
    CHECK(day_of(text) == "");
}

TEST_CASE("months are known in the writings of the region and of Europe", "[dates]") {
  for (const char* text : {"13 қарашада 2025",
                           "2025 жылғы 13 қараша",
                           "2025-жылдын 13-ноябрында",
                           "13 ҚАРАША 2025",
                           "2025-yil 13-noyabrda",
                           "13 NOYABR 2025",
                           "13 ноябри соли 2025",
                           "2025 йил 13 ноябрь",
                           "2025-nji ýylyň 13-nji noýabrynda",
                           "13 Kasım 2025",
                           "13 KASIM 2025",
                           "13 Kas 2025",
                           "13 листопада 2025 року",
                           "13 листоп. 2025 13.11.2025",
                           "13. Nov. 2025",
                           "13 nov. 2025",
                           "13 de nov. de 2025",
                           "Nov. 13th, 2025",
                           "Thu 13 Nov 2025 10:00",
                           "13\u00A0ноября\u202F2025 г.",
                           "1\u200B3 но\u00ADябр\u0301я 2025",
                           "2025年11月13日",
                           "2025년 11월 13일",
                           "۱۳ نوامبر ۲۰۲۵",
                           "13–11–2025",
                           "13. 11. 2025",
                           "２０２５．１１．１３"}) {
    CAPTURE(text);
    CHECK(day_of(text) == "2025-11-13");
  }
  for (const char* text : {"13 Жетинин айы 2025", "2025-жыл, 13 жетинин айы", "13 . 11 . 2025", "13 / 11 / 2025"})
    CHECK_THAT(day_of(text), Catch::Equals("2025-11-13"));
  CHECK(day_of("5 жалган куран 2025") == "2025-03-05");
  CHECK(day_of("5 Аяк оона 2025") == "2025-09-05");
  CHECK(day_of("5 үчтүн айында 2025") == "2025-01-05");
  CHECK(day_of("5 теке 2025") == "2025-07-05");
  CHECK(day_of("5 Şub 2025") == "2025-02-05");
  CHECK(day_of("13 AĞUSTOS 2025") == "2025-08-13");
  CHECK(day_of("13 EKİM 2025") == "2025-10-13");
  CHECK(day_of("13 août 2025") == "2025-08-13");
  CHECK(day_of("3. März 2025") == "2025-03-03");
  CHECK(day_of("1er janvier 2025") == "2025-01-01");
}

TEST_CASE("a word that only begins like a month is none", "[dates]") {
  CHECK(day_of("5 майоров, 2019 сотрудников") == "");
  CHECK(day_of("2 decorated officers of 2019") == "");
  CHECK(day_of("9 marches 2019") == "");
  CHECK(day_of("5 аяк кийим 2019") == "");  // five shoes
  CHECK(day_of("5 чын 2019") == "");
  CHECK(day_of("3 . 11. 2025 4") == "");
  CHECK(day_of("13 - 11 - 2025") == "");  // a score or a sum as likely
}

TEST_CASE("a refused date leaves the next one its turn", "[dates]") {
  CHECK(day_of("1970-01-01, 13 November 2025") == "2025-11-13");
  CHECK(day_of("31.02.2025 13.11.2025") == "2025-11-13");
  CHECK(day_of("1970-01-01T00:00:00Z") == "");
  CHECK(day_of_seconds(0) == "");
}

TEST_CASE("06/12/2025 is not decided by guess", "[dates]") {
  CHECK(day_of("06/12/2025") == "06/12/2025");
  CHECK(day_of("6-12-2025") == "06/12/2025");
  CHECK(day_of("06.12.2025") == "2025-12-06");
  CHECK(day_of("12/12/2025") == "2025-12-12");
  CHECK(settle_day("06/12/2024", DateOrder::day_first) == "2024-12-06");
  CHECK(settle_day("06/12/2024", DateOrder::month_first) == "2024-06-12");
  CHECK(settle_day("06/12/2024", DateOrder::unknown) == "");

  CHECK(order_of_dates("a;06/12/2024\nb;13/06/2024") == DateOrder::day_first);
  CHECK(order_of_dates("06/12/2024, 06/13/2024") == DateOrder::month_first);
  CHECK(order_of_dates("13/06/2024, 06/13/2024") == DateOrder::unknown);
  CHECK(order_of_dates("06/12/2024 113/06/2024 1/13/06/2024") == DateOrder::unknown);
  CHECK(order_of_locale("en-US") == DateOrder::month_first);
  CHECK(order_of_locale("en_GB.UTF-8") == DateOrder::day_first);
  CHECK(order_of_locale("ru") == DateOrder::day_first);
  CHECK(order_of_locale("en") == DateOrder::unknown);
  CHECK(order_of_locale("") == DateOrder::unknown);
  CHECK(order_of_host("news.example.kg") == DateOrder::day_first);
  CHECK(order_of_host("example.com") == DateOrder::unknown);
}

TEST_CASE("a line of prose, a telephone number, a version or a later change is no date line", "[dates]") {
  CHECK(parse_date_line("13 November 2025"));
  CHECK(parse_date_line("Aida Osmonova, November 13, 2025"));
  CHECK(parse_date_line("Thursday, 13 November 2025 at 10:00 a.m."));
  CHECK(parse_date_line("Опубликовано: 13.11.25, 09:40"));
  for (const char* text : {"The court met on 13 November 2025 to hear the case", "Updated 13 November 2025 10:00",
                           "Обновлено: 13.11.2025", "Тел.: 21-12-13", "+996 (312) 21-12-13", "21-12-13", "Node 10.2.19",
                           "10.2.19.1", "Статья 12.5.18", "Order 20191231", "Рег. № 1234 от 13.05.2009"})
    CHECK_THAT(parse_date_line(text) ? text : "", Catch::Equals(""));
}

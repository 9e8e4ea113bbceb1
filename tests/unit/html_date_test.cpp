#include "tests/unit/page_support.hpp"

using namespace blotter;
using test::read_page;
using test::story_text;

namespace {

const std::string heading = "<h1>Lorry stopped at Dostuk</h1>";

std::string date_of(const std::string& above, const std::string& below, const std::string& end = {},
                    const std::string& head = {}) {
  return read_page("<title>Lorry stopped at Dostuk</title>" + head,
                   above + "<article>" + heading + below + story_text() + "</article>" + end)
      .published;
}

}  // namespace

TEST_CASE("the clock, the ticker and other stories' dates above a title are not the story's", "[html][date]") {
  const std::string own = "<div class=info>11 November 2025, 09:40</div>";
  CHECK(date_of("<div><span class=today>Wednesday, 19 November 2025, 14:05</span></div>", own) == "2025-11-11");
  CHECK(date_of("<p>19 November 2025</p>", own) == "2025-11-11");
  CHECK(date_of("<ul class=ticker><li><time datetime='2025-11-19T12:00Z'>12:00</time> Snow</li></ul>", own) ==
        "2025-11-11");
  CHECK(date_of("<ul class=ticker><li><time datetime='2025-11-19T12:00Z'>12:00</time> Snow</li></ul>", "") == "");
  CHECK(date_of("", "", "<div class=related><time datetime='2025-11-19'>19 November</time></div>") == "");
  CHECK(date_of("", "", "<article><h2>Pass closed</h2><time datetime='2025-11-19'>x</time></article>") == "");
}

TEST_CASE("comments, footers and later changes do not date a story", "[html][date]") {
  CHECK(date_of("", "", "<div id=comments><p>Aman, 12.11.2025 10:00</p></div>") == "");
  CHECK(date_of("", "", "<footer>Licence 77 of 13.05.2009</footer>") == "");
  CHECK(date_of("", "<p>Updated: 20 November 2025</p>") == "");
  CHECK(date_of("", "<p>Updated: 20 November 2025</p><p>Published: 11 November 2025</p>") == "2025-11-11");
  CHECK(date_of("",
                "<p>Updated <time datetime='2025-11-20'>20 Nov</time>, published <time datetime='2025-11-11'>11 "
                "Nov</time></p>") == "2025-11-11");
  CHECK(date_of("", "<div>Обновлено: 20.11.2025 09:00 | Опубликовано: 11.11.2025 10:05</div>") == "2025-11-11");
  CHECK(date_of("", "<div><span>Güncelleme: 20.11.2025 09:00</span> <span>Giriş: 11.11.2025 10:05</span></div>") ==
        "2025-11-11");
  CHECK(date_of("", "<div><span>Жаңартылды: 20.11.2025</span> <span>Жарияланды: 11.11.2025</span></div>") ==
        "2025-11-11");
  CHECK(date_of("", "<div>Stand: 20.11.2025, 09:00 Uhr Veröffentlicht: 11.11.2025, 10:05 Uhr</div>") == "2025-11-11");
  CHECK(date_of("", "<div>Stand: 20.11.2025</div> <div>Veröffentlicht: 11.11.2025</div>") == "2025-11-11");
  CHECK(date_of("", "<div>Stand: 20.11.2025, 09:00 Uhr</div>") == "2025-11-20");
  CHECK(date_of("", "<div>Updated: 20.11.2025 | Edited: 21.11.2025</div>") == "");
  CHECK(date_of("", "<span class=updated>20 November 2025</span>") == "");
  CHECK(date_of("", "<time class='entry-date published updated' datetime='2025-11-11'>11</time>") == "2025-11-11");
  CHECK(date_of("", "<p>Aktualisiert am <b>20. November 2025</b></p>") == "");
}

TEST_CASE("a date that is refused leaves the next candidate its turn", "[html][date]") {
  const std::string epoch = "<meta property='article:published_time' content='1970-01-01T00:00:00Z'>";
  CHECK(date_of("", "<p>11 November 2025</p>", "", epoch) == "2025-11-11");
  CHECK(date_of("", "", "", epoch + "<meta name=date content='2025-11-11'>") == "2025-11-11");
  CHECK(date_of("", "<p>11 ноября 2025 г.</p>", "", "<meta name=date content='soon'>") == "2025-11-11");
}

TEST_CASE("a date is read where the line has more", "[html][date]") {
  CHECK(date_of("", "<div class=byline>By Aida O., Osh | <b>11 November 2025</b> | 3 comments</div>") == "2025-11-11");
  CHECK(date_of("", "<p><span>11</span> <span>November</span> <span>2025</span></p>") == "2025-11-11");
  CHECK(date_of("", "", "",
                "<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"WebPage\",\"datePublished\":"
                "\"2025-11-11T02:00:00+06:00\"}]}</script>") == "2025-11-11");
  CHECK(date_of("", "<abbr class=published title='2025-11-11T02:00:00'>last week</abbr>") == "2025-11-11");
}

TEST_CASE("of one moment in UTC and in the outlet's own time the latter says the day", "[html][date]") {
  const auto head = [](const std::string& utc, const std::string& own) {
    return "<meta property='article:published_time' content='" + own +
           "'><script type='application/ld+json'>"
           "{\"@type\":\"Article\",\"headline\":\"Lorry stopped at Dostuk\",\"datePublished\":\"" +
           utc + "\"}</script>";
  };
  CHECK(date_of("", "", "", head("2025-11-10T20:30:00Z", "2025-11-11T02:30:00+06:00")) == "2025-11-11");
  CHECK(date_of("", "", "", head("2025-11-10T20:30:00+06:00", "2025-11-11T02:30:00+05:00")) == "2025-11-10");
  CHECK(date_of("", "", "", head("2025-11-10T20:30:00Z", "2025-11-15T02:30:00+06:00")) == "2025-11-10");
}

TEST_CASE("06/12/2025 on a page is settled by its own dates, its locale or its address", "[html][date]") {
  const auto read = [](const std::string& body, const std::string& language, const std::string& url = {}) {
    return read_page("<title>Lorry stopped at Dostuk</title>", heading + body + story_text(), language, url);
  };
  const std::string line = "<p>06/12/2024</p>";
  CHECK(read(line, "en").published == "");
  CHECK(read(line, "en").published_text == "06/12/2024");
  CHECK(read(line, "en-US").published == "2024-06-12");
  CHECK(read(line, "en-GB").published == "2024-12-06");
  CHECK(read(line, "ru").published == "2024-12-06");
  CHECK(read(line, "en", "https://post.example.kg/a").published == "2024-12-06");
  CHECK(read(line + "<p class=related>13/12/2024</p>", "en").published == "2024-12-06");
  CHECK(read(line + "<p class=related>12/13/2024</p>", "en").published == "2024-06-12");
  CHECK(read(line, "en").published_text != "");
  CHECK(read("<p>13/12/2024</p>", "en").published_text == "");
}

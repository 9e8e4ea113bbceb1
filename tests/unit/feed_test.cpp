#include "tests/unit/reader_support.hpp"

using namespace blotter;
using test::read_as;
using test::recognised;

namespace {

Article item(const std::string& inner, const std::string& namespaces = {}) {
  const auto found = read_as("feed", "<?xml version=\"1.0\"?><rss version=\"2.0\" " + namespaces +
                                         "><channel><title>Border Post</title><item><title>Lorry stopped</title>" +
                                         inner + "</item></channel></rss>");
  REQUIRE(found.articles.size() == 1);
  return found.articles.front();
}

}  // namespace

TEST_CASE("the full text of an item is its body, by whatever name it goes", "[feed]") {
  const std::string summary = "<description>Officers stopped a lorry.</description>";
  const std::string whole =
      "&lt;p&gt;Officers stopped a lorry.&lt;/p&gt;&lt;p&gt;The driver has a lawyer now.&lt;/p&gt;";
  for (const auto& [name, space] : {std::pair{"yandex:full-text", "xmlns:yandex='http://news.yandex.ru'"},
                                    std::pair{"y:full-text", "xmlns:y='http://news.yandex.ru'"},
                                    std::pair{"turbo:content", "xmlns:turbo='http://turbo.yandex.ru'"},
                                    std::pair{"rambler:fulltext", "xmlns:rambler='http://news.rambler.ru'"},
                                    std::pair{"fulltext", ""}, std::pair{"full-text", ""}}) {
    INFO(name);
    const std::string element = name;
    CHECK(item(summary + "<" + element + ">" + whole + "</" + element + ">", space).body ==
          "Officers stopped a lorry.\nThe driver has a lawyer now.");
  }
}

TEST_CASE("an item's day is that of its stamp's own offset, in any writing", "[feed]") {
  const auto day = [](const std::string& stamp) { return item("<pubDate>" + stamp + "</pubDate>").published; };
  CHECK(day("Thu, 13 Nov 2025 02:30:00 +0600") == "2025-11-13");
  CHECK(day("Thu, 13 Nov 2025 23:30:00 -0500") == "2025-11-13");
  CHECK(day("Thu, 13 Nov 2025 02:30:00 ALMT") == "2025-11-13");
  CHECK(day("Perş, 13 Kas 2025 02:30:00 +0300") == "2025-11-13");
  CHECK(day("Do, 13 Okt 2025 02:30:00 +0200") == "2025-10-13");
  CHECK(day("чт, 13 ноя 2025 02:30:00 +0600") == "2025-11-13");
  CHECK(day("1763020800") == "2025-11-13");
  CHECK(day("Thu, 01 Jan 1970 00:00:00 GMT") == "");
  CHECK(item("<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate><dc:date>2025-11-13</dc:date>",
             "xmlns:dc='http://purl.org/dc/elements/1.1/'")
            .published == "2025-11-13");
}

TEST_CASE("a feed that is not well-formed loses none of its items", "[feed]") {
  struct Case {
    std::string fault, item, title, body;
  };
  const std::vector<Case> cases = {
      {"bare ampersands", "<title>Field & Sons robbed</title><description>A Q&A on R&D</description>",
       "Field & Sons robbed", "A Q&A on R&D"},
      {"entities of HTML", "<title>Caf&eacute;&nbsp;robbed &mdash; two held</title><description>A door</description>",
       "Café robbed — two held", "A door"},
      {"a loose less-than sign", "<title>Fewer than 5 < 10 held</title><description>Aged <18 or > 65</description>",
       "Fewer than 5 < 10 held", "Aged <18 or > 65"},
      {"a value without quotation marks",
       "<title>Lorry</title><enclosure url=http://a.example/x.jpg length=5/><description>It burnt</description>",
       "Lorry", "It burnt"},
      {"a less-than sign in a value", "<title>Lorry</title><m alt='a < b'/><description>It burnt</description>",
       "Lorry", "It burnt"},
      {"a name that begins with a digit", "<title>Lorry</title><1x>a</1x><description>It burnt</description>", "Lorry",
       "It burnt"},
      {"void elements of HTML", "<title>Lorry</title><description>One<br>two <img src='x.png'>three</description>",
       "Lorry", "One\ntwo three"},
      {"paragraphs that are not closed", "<title>Lorry</title><description><p>One<p>two</description>", "Lorry",
       "One\ntwo"},
      {"an end without a beginning", "<title>Lorry</title><description>It</p> burnt</description>", "Lorry",
       "It burnt"},
      {"an end in another case", "<title>Lorry</Title><description>It burnt</DESCRIPTION>", "Lorry", "It burnt"},
  };
  const std::string before = "<rss version='2.0'><channel><title>Border Post</title><item><title>First</title></item>";
  const std::string after = "<item><title>Last</title></item></channel></rss>";
  for (const Case& broken : cases) {
    INFO(broken.fault);
    const auto found = read_as("feed", before + "<item>" + broken.item + "</item>" + after);
    REQUIRE(found.articles.size() == 3);
    CHECK(found.articles[0].title == "First");
    CHECK(found.articles[1].title == broken.title);
    CHECK(found.articles[1].body == broken.body);
    CHECK(found.articles[2].title == "Last");
    CHECK(found.rejected.empty());
  }
  CHECK(read_as("feed", "Notice: on line 3\n" + before + after).articles.size() == 2);
  CHECK(read_as("feed", before + after + "<p>An advertisement</p>" + before + after).articles.size() == 4);
}

TEST_CASE("the line in which WordPress names an item's origin is no part of it", "[feed]") {
  const auto body_of = [](const std::string& end) {
    return item("<description>&lt;p&gt;It crossed the border.&lt;/p&gt;&lt;p&gt;" + end + "&lt;/p&gt;</description>")
        .body;
  };
  CHECK(body_of("The post Lorry stopped appeared first on Border Post.").find("appeared") == std::string::npos);
  CHECK(body_of("Сообщение Грузовик появились сначала на Пост.").find("Сообщение") == std::string::npos);
  CHECK(body_of("The post office was shut.").find("office") != std::string::npos);
}

TEST_CASE("a feed below the messages of the program that made it is a feed", "[feed]") {
  const std::string feed =
      "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Desk</title><item><title>Lorry</title>"
      "<description>It crossed the border.</description></item></channel></rss>";
  for (const std::string above : {"<br />\n<b>Warning</b>: Undefined x in <b>feed.php</b> on line <b>3</b><br />\n",
                                  "\nNotice: Undefined x in feed.php on line 3\n"}) {
    CAPTURE(above);
    CHECK(recognised(above + feed) == "feed");
    const auto found = read_as("feed", above + feed);
    REQUIRE(found.articles.size() == 1);
    CHECK(found.articles[0].title == "Lorry");
  }
  CHECK(recognised("Warning: the page begins with &lt;rss, but it is prose. It goes on for long.") == "text");
}

TEST_CASE("a feed's document type is passed over, whatever brackets its entities hold", "[feed]") {
  const std::string feed = "<rss version='2.0'><channel><item><title>Lorry</title></item></channel></rss>";
  for (const std::string type : {"<!DOCTYPE rss>", "<!DOCTYPE rss [ ]>", "<!DOCTYPE rss [<!ENTITY a '[b]'>]>",
                                 "<!DOCTYPE rss [<!ENTITY a ']<item><title>Not an item</title></item>'>] >",
                                 "<!DOCTYPE rss SYSTEM 'rss.dtd' [<!ENTITY a ']'><!ENTITY b '] <item/>'>\n]\n>"}) {
    INFO(type);
    for (const std::size_t piece : {1U, 4096U}) {
      const auto found = read_as("feed", type + feed, {"in", 0, nullptr, {}, {}}, piece);
      REQUIRE(found.articles.size() == 1);
      CHECK(found.articles[0].title == "Lorry");
      CHECK(found.rejected.empty());
    }
  }
}

#include "tests/unit/page_support.hpp"

using namespace blotter;
using test::read_page;
using test::story_text;

namespace {

std::string title_of(const std::string& head, const std::string& heading = {}, const std::string& url = {}) {
  const std::string shown = heading.empty() ? heading : "<h1>" + heading + "</h1>";
  return read_page(head, "<main>" + shown + story_text() + "</main>", "en", url).title;
}

}  // namespace

TEST_CASE("names of site and section do not stay in a title", "[html][title]") {
  const std::string headline = "Lorry with hidden cigarettes stopped at Dostuk";
  for (const char* around :
       {"* | Border Post", "* - Border Post", "* – Border Post", "* — Border Post", "* » Border Post",
        "* // Border Post", "* :: Border Post", "* · Border Post", "*| Border Post", "Border Post: *",
        "Border Post | *", "* - Crime - Border Post", "* | News | Border Post", "* @ Border Post"}) {
    std::string title = around;
    title.replace(title.find('*'), 1, headline);
    INFO(title);
    const std::string site = "<meta property=og:site_name content='Border Post'>";
    CHECK(title_of("<title>" + title + "</title>", headline) == headline);
    CHECK(title_of("<meta property=og:title content='" + title + "'>" + site, headline) == headline);
    if (title.find("Crime") == title.npos && title.find("News") == title.npos) {
      CHECK(title_of("<meta property=og:title content='" + title + "'>" + site) == headline);
    }
  }
}

TEST_CASE("the site is known by its host, its publisher or its name with a motto", "[html][title]") {
  const std::string title = "<meta property=og:title content='Lorry stopped at Dostuk | Border Post'>";
  CHECK(title_of(title, {}, "https://www.border-post.example/17") == "Lorry stopped at Dostuk");
  CHECK(title_of(title, {}, "https://borderpost.example/17") == "Lorry stopped at Dostuk");
  CHECK(title_of(title + "<meta property=og:site_name content='BorderPost'>") == "Lorry stopped at Dostuk");
  CHECK(title_of(title + "<meta property=og:site_name content='Border Post - news of the valley'>") ==
        "Lorry stopped at Dostuk");
  CHECK(title_of(title +
                 "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"datePublished\":\"2025-11-11\","
                 "\"publisher\":{\"name\":\"Border Post\"}}</script>") == "Lorry stopped at Dostuk");
  // Before a colon only a name that is known goes.
  const std::string colon = "<meta property=og:title content='Border Post: lorry stopped at Dostuk'>";
  for (const char* site : {"BorderPost", "Border Post", "The Border Post"})
    CHECK(title_of(colon + "<meta property=og:site_name content='" + site + "'>") == "lorry stopped at Dostuk");
  CHECK(title_of(colon + "<meta property=og:site_name content='Valley Herald'>") ==
        "Border Post: lorry stopped at Dostuk");
}

TEST_CASE("a title in two halves keeps both where neither is the site", "[html][title]") {
  CHECK(title_of("<meta property=og:title content='Dostuk - a crossing and its lorries'>"
                 "<meta property=og:site_name content='Border Post'>") == "Dostuk - a crossing and its lorries");
}

TEST_CASE("the heading is asked where a stated title is a site, a section, cut or another version", "[html][title]") {
  const std::string headline = "Lorry with hidden cigarettes stopped at the Dostuk crossing";
  const std::string site = "<meta property=og:site_name content='Border Post'>";
  CHECK(title_of("<title>Border Post</title>", headline, "https://borderpost.example/a/1") == headline);
  CHECK(title_of("<title>Crime | Border Post</title>" + site, headline) == headline);
  CHECK(title_of("<meta property=og:title content='Lorry with hidden cigarettes stopped at…'>", headline) == headline);
  CHECK(title_of("<meta property=og:title content='Lorry with hidden cigarettes stopped at...'>", headline) ==
        headline);
  CHECK(title_of("<title>Hidden cigarettes: lorry stopped at Dostuk</title>", headline) == headline);
  CHECK(title_of("<title>“Lorry with hidden cigarettes” stopped at the Dostuk crossing</title>", headline) == headline);
}

TEST_CASE("a heading that is the site's or a box's is not the title", "[html][title]") {
  const std::string stated =
      "<meta property=og:title content='Lorry stopped at Dostuk'>"
      "<meta property=og:site_name content='Border Post'>";
  CHECK(title_of(stated, "Border Post") == "Lorry stopped at Dostuk");
  CHECK(title_of(stated, "Subscribe to our letter today") == "Lorry stopped at Dostuk");
}

TEST_CASE("a heading that a site only marks by its class is the title, and one of another thing is not",
          "[html][title]") {
  const std::string site = "<title>Border Post</title>";
  const auto page = [&](const std::string& mark) {
    return read_page(site, "<main><div class='" + mark + "'>Lorry stopped at Dostuk</div>" + story_text() + "</main>",
                     "en", "https://borderpost.example/a/1")
        .title;
  };
  CHECK(page("entry-title") == "Lorry stopped at Dostuk");
  CHECK(page("block post-title large") == "Lorry stopped at Dostuk");
  CHECK(page("widget-title") != "Lorry stopped at Dostuk");
}

TEST_CASE("titles of scripts without blanks lose what stands behind underscores", "[html][title]") {
  CHECK(title_of("<title>海关查获私烟九十箱_社会_边境网</title>", "海关查获私烟九十箱") == "海关查获私烟九十箱");
  CHECK(title_of("<title>海关查获私烟九十箱_社会_边境网</title>") == "海关查获私烟九十箱");
  CHECK(title_of("<title>The report_final version</title>") == "The report_final version");
}

TEST_CASE("a short front of a title stays when the site's name is gone already", "[html][title]") {
  const std::string site = "<meta property=og:site_name content='Border Post'>";
  CHECK(title_of("<title>Dostuk - post of smugglers - Border Post</title>" + site) == "Dostuk - post of smugglers");
}

TEST_CASE("a section's name in the headline's element is no part of the title", "[html][title]") {
  CHECK(title_of("<title>Lorry stopped at Dostuk | Border Post</title>", "<i>Crime</i> Lorry stopped at Dostuk") ==
        "Lorry stopped at Dostuk");
}

TEST_CASE("references in references of a title are read as they are meant", "[html][title]") {
  CHECK(title_of("<meta property=og:title content='Dostuk: &amp;quot;no&amp;quot; bail &amp;amp; costs'>") ==
        "Dostuk: \"no\" bail & costs");
  CHECK(title_of("<title>Guard&amp;#039;s bail &amp;amp; costs</title>") == "Guard's bail & costs");
}

TEST_CASE("linked data with trailing commas, comments, references or two objects is read", "[html][ld]") {
  const std::string object = R"({"@type":"NewsArticle","headline":"Lorry stopped","datePublished":"2025-11-11",})";
  for (const std::string& script :
       {object, "\xEF\xBB\xBF" + object, "/* one */ " + object, "[" + object + ",]",
        R"({"@type":"BreadcrumbList"})" + object, object + ";", "<!--//--><![CDATA[//><!--\n" + object + "\n//--><!]]>",
        std::string(R"({"@type":"NewsArticle", // type
                                       "headline":"Lorry stopped", /* date */ "datePublished":"2025-11-11"})"),
        std::string(R"({"@type":"NewsArticle","headline":"Lorry stopped",
                        "datePublished":{"@type":"DateTime","@value":"2025-11-11T02:30:00+06:00"}})"),
        std::string("{&quot;@type&quot;:&quot;NewsArticle&quot;,&quot;headline&quot;:"
                    "&quot;Lorry stopped&quot;,&quot;datePublished&quot;:&quot;2025-11-11&quot;}")}) {
    INFO(script);
    const Article article =
        read_page("<title>Desk</title><script type='application/ld+json'>" + script + "</script>", story_text());
    CHECK(article.title == "Lorry stopped");
    CHECK(article.published == "2025-11-11");
  }
}

TEST_CASE("JSON of a page's program is not linked data", "[html][ld]") {
  const std::string object =
      R"({"@type":"NewsArticle","headline":"Lorry stopped","datePublished":"2025-11-11","author":"A. Isakov"})";
  const auto with = [&](const std::string& type) {
    return read_page("<title>Desk</title><script type='" + type + "'>" + object + "</script>", story_text()).authors;
  };
  CHECK(with("Application/LD+JSON; charset=utf-8").size() == 1);
  CHECK(with("application/json").empty());
  CHECK(with("").empty());
}

TEST_CASE("linked data of another story is not the page's", "[html][ld]") {
  const std::string other = R"({"@type":"NewsArticle","headline":"Pass to Naryn closed","datePublished":"2025-11-20",)"
                            R"("url":"https://post.example/a/99"})";
  const std::string own = R"({"@type":"NewsArticle","headline":"Lorry stopped at Dostuk","datePublished":"2025-11-11",)"
                          R"("mainEntityOfPage":{"@id":"https://www.post.example/a/17/"}})";
  const std::string head =
      "<link rel=canonical href='https://post.example/a/17'><title>Lorry stopped at Dostuk</title>";
  const auto with = [&](const std::string& data) {
    return read_page(head + "<script type='application/ld+json'>" + data + "</script>", story_text());
  };
  CHECK(with("[" + other + "," + own + "]").published == "2025-11-11");
  CHECK(with(other).published == "");
  CHECK(with(other).title == "Lorry stopped at Dostuk");
}

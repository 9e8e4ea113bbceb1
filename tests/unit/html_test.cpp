#include "indexer/reader/html/html_signals.hpp"
#include "indexer/reader/html/html_text.hpp"
#include "indexer/reader/url.hpp"
#include "tests/unit/reader_support.hpp"

using namespace blotter;
using test::read_as;

namespace {

std::string paragraphs() {
  std::string out;
  for (const char* p :
       {"Police in Osh said on Monday that they had detained two men, a driver and a clerk, over forged passports.",
        "The clerk, who is 31, is accused of printing papers at night, on a machine that the city had bought for maps.",
        "A court will decide this week, the prosecutor said, whether the two can go home, and on what terms.",
        "Neighbours, asked by reporters, said that the light in the office was on until morning, every Friday."})
    out += "<p>" + std::string(p) + "</p>\n";
  return out;
}

Article page(const std::string& head, const std::string& body, const std::string& url = {}) {
  const auto found =
      read_as("html", "<!doctype html><html lang=\"en-GB\"><head>" + head + "</head><body>" + body + "</body></html>",
              {"p.html", 0, nullptr, {}, url});
  REQUIRE(found.articles.size() == 1);
  return found.articles.front();
}

}  // namespace

TEST_CASE("a page's story comes without what surrounds it", "[html]") {
  const Article article =
      page("<title>Clerk held over forged passports - Osh Daily</title>",
           "<nav><a href=/>Home</a> <a href=/x>Sport</a></nav><div class=cookie-banner>We use cookies</div><div "
           "id=main><article><h1>Clerk held over passports</h1>"
           "<p class=byline>By Aida O</p><figure><img src=x><figcaption>A caption of a picture</figcaption></figure>" +
               paragraphs() +
               "<div class=share>Share Tweet</div></article></div><div class=related><a href=/1>Read also "
               "this</a></div><div id=comments><p>First! I, for one, say so.</p></div>"
               "<footer>Copyright</footer><script>var x = '</div>';</script>");
  CHECK(article.title == "Clerk held over passports");
  CHECK(article.body.starts_with("Police in Osh said"));
  CHECK(article.body.ends_with("every Friday."));
  CHECK(std::count(article.body.begin(), article.body.end(), '\n') == 3);
  for (const char* gone : {"Home", "cookies", "caption", "Tweet", "Read also", "First!", "Copyright", "Aida"})
    CHECK(article.body.find(gone) == std::string::npos);
  CHECK(article.authors == std::vector<std::string>{"Aida O"});
  CHECK(article.language == "en");
}

TEST_CASE("metadata: linked data first, then OpenGraph and others", "[html]") {
  const Article linked = page(
      "<title>x</title><meta property=og:title content='Other'><meta property=og:site_name content='Osh Daily'>"
      "<link rel=canonical href='/story/1'><base href='https://osh.example/'>"
      "<script "
      "type='application/ld+json'>{\"@graph\":[{\"@type\":\"WebSite\"},{\"@type\":[\"NewsArticle\"],\"headline\":\"The "
      "&amp; story\","
      "\"datePublished\":\"2025-03-04T10:00:00+06:00\",\"author\":[{\"name\":\"A\"},{\"name\":\"B\"}]}]}</script>",
      paragraphs());
  CHECK(linked.title == "The & story");
  CHECK(linked.published == "2025-03-04");
  CHECK(linked.authors == std::vector<std::string>{"A", "B"});
  CHECK(linked.url == "https://osh.example/story/1");
  CHECK(linked.source == "Osh Daily");
  CHECK(page("<meta name='DC.date.issued' content='2024-05-06'>", paragraphs()).published == "2024-05-06");
  CHECK(page("", "<time datetime='2023-02-01'>x</time>" + paragraphs()).published == "2023-02-01");
  CHECK(page("", paragraphs(), "https://x.example/2022/03/09/story.html").published == "2022-03-09");
  CHECK(page("", "<div>12 ноября 2021</div>" + paragraphs()).published == "2021-11-12");
  CHECK(page("<meta property='article:published_time' content='9999-12-31'>", paragraphs()).published.empty());
}

TEST_CASE("fragments of feeds: blocks become lines, references characters", "[html]") {
  using reader::html_fragment_text;
  CHECK(html_fragment_text("<p>One <b>bold</b></p><ul><li>a</li><li>b</li></ul>x<br>y") == "One bold\na\nb\nx\ny");
  CHECK(html_fragment_text("A &amp; B &#8217; &nosuch; <3") == "A & B ’ &nosuch; <3");
  CHECK(html_fragment_text("plain < text") == "plain < text");
}

TEST_CASE("names of elements are classified by the words in them", "[html]") {
  using namespace reader;
  CHECK((signals_of("site-footer") & signal_unlikely));
  CHECK((signals_of("ArticleBody") & signal_positive));
  CHECK((signals_of("hid") & signal_negative));
  CHECK_FALSE((signals_of("orchid") & signal_negative));
  CHECK(signals_of("xyz") == 0);
}

TEST_CASE("relative addresses are resolved as RFC 3986 says", "[url]") {
  using reader::resolve_url;
  const std::string base = "http://a/b/c/d;p?q";
  CHECK(resolve_url(base, "g") == "http://a/b/c/g");
  CHECK(resolve_url(base, "../g") == "http://a/b/g");
  CHECK(resolve_url(base, "../../../g") == "http://a/g");
  CHECK(resolve_url(base, "//g") == "http://g");
  CHECK(resolve_url(base, "?y") == "http://a/b/c/d;p?y");
  CHECK(resolve_url(base, "#s") == "http://a/b/c/d;p?q#s");
  CHECK(resolve_url(base, "/g") == "http://a/g");
  CHECK(resolve_url(base, "") == "http://a/b/c/d;p?q");
  CHECK(resolve_url(base, "./") == "http://a/b/c/");
  CHECK(resolve_url("", "g") == "g");
  CHECK(reader::host_of("https://u@www.osh.example:80/x") == "www.osh.example");
}

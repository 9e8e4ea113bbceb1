#include "tests/unit/reader_support.hpp"

using namespace blotter;
using test::read_as;
using test::recognised;

TEST_CASE("JSON lines: aliases, labels, bad lines kept apart", "[jsonl]") {
  const std::string lines =
      "{\"id\":\"a\",\"title\":\"T\",\"text\":\"B\",\"date\":\"2025-11-13T10:00:00Z\",\"country\":[\"UZ\"],"
      "\"focus\":[\"KG\"]}\n"
      "{broken\n"
      "\n"
      "{\"content\":\"only text\",\"link\":\"https://news.example.kg/1\",\"author\":\"Aida\"}\n"
      "[1]\n"
      "{\"title\":\"bad \xFF\"}";
  for (const std::size_t piece : {1u, 7u, 4096u}) {
    const auto found = read_as("jsonl", lines, {"f.jsonl", 0, nullptr, {}, {}}, piece);
    REQUIRE(found.articles.size() == 3);
    CHECK(found.articles[0].id == "a");
    CHECK(found.articles[0].body == "B");
    CHECK(found.articles[0].published == "2025-11-13");
    const Facet* country = found.articles[0].find_facet("country");
    REQUIRE(country != nullptr);
    CHECK(country->values[0].value == "UZ");
    CHECK(country->values[0].given);
    CHECK(country->values[1].focus);
    CHECK(found.articles[1].id == "https://news.example.kg/1");
    CHECK(found.articles[1].source == "news.example.kg");
    CHECK(found.articles[1].authors == std::vector<std::string>{"Aida"});
    CHECK(found.articles[2].title == "bad \xEF\xBF\xBD");
    CHECK(found.articles[2].id == "f.jsonl#5");
    REQUIRE(found.rejected.size() == 2);
    CHECK(found.rejected[0].first == "line 2");
    CHECK(found.rejected[1].first == "line 5");
  }
}

TEST_CASE("JSON lines: the first of January 1970 is a day when it is written as one, not as zero seconds", "[jsonl]") {
  const auto found = read_as("jsonl", R"({"body":"a plain line of text","published":"1970-01-01"}
{"body":"another plain line of text","published":"1970-01-01T00:00:00Z"}
{"body":"a third plain line of text","published":0})");
  REQUIRE(found.articles.size() == 3);
  CHECK(found.articles[0].published == "1970-01-01");
  CHECK(found.articles[1].published == "");
  CHECK(found.articles[2].published == "");
}

TEST_CASE("JSON lines: the day of creation dates what has no day of publication", "[jsonl]") {
  const auto found = read_as("jsonl", R"({"content":"One.","created_at":"2025-11-13T02:30:00.000Z"})"
                                      "\n"
                                      R"({"content":"Two.","created_at":"2025-11-13","published_at":"2025-11-14"})");
  REQUIRE(found.articles.size() == 2);
  CHECK(found.articles[0].published == "2025-11-13");
  CHECK(found.articles[1].published == "2025-11-14");
}

TEST_CASE("a JSON array and an object over several lines", "[jsonl]") {
  const std::string array = "[\n {\"title\": \"one [\\\"}\",\n \"body\": \"x\"},\n {\"title\": \"two\"}\n]";
  for (const std::size_t piece : {1u, 4096u}) {
    const auto found = read_as("jsonl", array, {"a.json", 0, nullptr, {}, {}}, piece);
    REQUIRE(found.articles.size() == 2);
    CHECK(found.articles[0].title == "one [\"}");
    CHECK(found.articles[1].id == "a.json#2");
  }
}

TEST_CASE("a line longer than the limit costs itself only", "[jsonl]") {
  reader::Limits limits;
  limits.article_bytes = 100;
  const std::string lines = "{\"title\":\"" + std::string(500, 'x') + "\"}\n{\"title\":\"short\"}\n";
  const auto found = read_as("jsonl", lines, {"in", 0, &limits, {}, {}}, 64);
  REQUIRE(found.articles.size() == 1);
  CHECK(found.articles[0].title == "short");
  REQUIRE(found.rejected.size() == 1);
  CHECK(found.rejected[0].second.code == ErrorCode::limit);
}

TEST_CASE("digest: stories without the page's furniture", "[digest]") {
  const std::string page =
      "  • KGS/USD = 0.01144 0%\n  • KZT/USD = 0.00191 0%\n2 March 2025\n\nViewing results 1 - 2 of "
      "9\n\nSmugglers Held at Border\n\n"
      "Border guards stopped two men. [caption id=\"a1\" width=\"300\"] @photo[/caption] The men were "
      "charged.\n\n"
      "Court Rules on Fraud\n\nA court in Osh ruled on Monday. The sentence is five years, as the paper "
      "[sic] says.";
  REQUIRE(recognised(page) == "digest");
  const auto found = read_as("digest", page);
  REQUIRE(found.articles.size() == 2);
  CHECK(found.articles[0].title == "Smugglers Held at Border");
  CHECK(found.articles[0].body == "Border guards stopped two men. The men were charged.");
  CHECK(found.articles[0].published == "2025-03-02");
  CHECK(found.articles[1].body ==
        "A court in Osh ruled on Monday. The sentence is five years, as the paper [sic] says.");
  CHECK(found.articles[1].id == "in#2");
}

namespace {

const std::string digest_story =
    "Smugglers Held at Kyzyl-Art Border Post\n\nBorder guards stopped two men with nine kilograms of opium in the "
    "wheels of a lorry on Monday.\n\nCourt in Osh Rules on Diploma Fraud\n\nA court in Osh ruled on Tuesday that the "
    "dean had sold forty diplomas, and sent him to prison for five years.\n\n";
const std::string more_stories =
    "Ferry Brings Stolen Stallion to Ashgabat\n\nA stallion that was stolen near Kutaisi has come back by ferry, "
    "thinner "
    "and with another name.\n\nPrison Director Charged With Selling Leave\n\nThe director of a prison in Naryn sold "
    "days of "
    "leave to eleven prisoners, the prosecutor says.\n";

std::string titles_of(const test::Collected& found) {
  std::string titles;
  for (const Article& article : found.articles) titles += article.title + " (" + article.published + ")\n";
  return titles;
}

}  // namespace

TEST_CASE("issue 19: two pages of results in one file are the stories of both", "[digest]") {
  for (const std::string& rates :
       {std::string("  • KGS/USD = 0.01144 0%\n  • KZT/USD = 0.00191 0%\n"), std::string()}) {
    INFO(rates);
    const std::string page = rates + "2 March 2025\n\nViewing results 1 - 2 of 4\n\n" + digest_story + "1 2 Next\n" +
                             rates + "3 March 2025\n\nViewing results 3 - 4 of 4\n\n" + more_stories;
    REQUIRE(recognised(page) == "digest");
    const auto found = read_as("digest", page);
    CHECK(titles_of(found) ==
          "Smugglers Held at Kyzyl-Art Border Post (2025-03-02)\nCourt in Osh Rules on Diploma Fraud (2025-03-02)\n"
          "Ferry Brings Stolen Stallion to Ashgabat (2025-03-03)\nPrison Director Charged With Selling Leave "
          "(2025-03-03)\n");
    for (const Article& article : found.articles) {
      CHECK(article.published_by_page);
      CHECK(article.body.find("March") == std::string::npos);
      CHECK(article.body.find("Next") == std::string::npos);
    }
  }
}

TEST_CASE("issue 19: a page of results is known by its repetition alone and in UTF-16", "[digest]") {
  const std::string rates = "  • KGS/USD = 0.01144 0%\n  • KZT/USD = 0.00191 0%\n";
  CHECK(recognised(rates + "2 March 2025\n\n" + digest_story) == "digest");
  CHECK(recognised("Home\nContact\n2 March 2025\n\n" + digest_story + more_stories) == "digest");
  CHECK(recognised(digest_story + more_stories) == "digest");
  CHECK(read_as("digest", rates + "2 March 2025\n\n" + digest_story).articles.size() == 2);
  CHECK(read_as("digest", digest_story + more_stories).articles.size() == 4);
  std::string wide = "\xFF\xFE";
  for (const char c : digest_story + more_stories) {
    wide += c;
    wide += '\0';
  }
  CHECK(recognised(wide) == "digest");
  CHECK(read_as("digest", wide).articles.size() == 4);
}

TEST_CASE("a page of results is known past the foot of each page", "[digest]") {
  const std::string rates = "  • KGS/USD = 0.01144 0%\n  • KZT/USD = 0.00191 0%\n";
  const std::string pages = rates + "2 March 2025\n\n" + digest_story + "1 2 Next\n" + rates + "3 March 2025\n\n" +
                            more_stories + "1 2 Next\nContact\n";
  REQUIRE(recognised(pages) == "digest");
  CHECK(titles_of(read_as("digest", pages)) ==
        "Smugglers Held at Kyzyl-Art Border Post (2025-03-02)\nCourt in Osh Rules on Diploma Fraud (2025-03-02)\n"
        "Ferry Brings Stolen Stallion to Ashgabat (2025-03-03)\nPrison Director Charged With Selling Leave "
        "(2025-03-03)\n");
}

TEST_CASE("regression: a title and two long paragraphs are one article", "[digest]") {
  const std::string paragraph(200, 'x');
  CHECK(recognised("A title of five words\n\n" + paragraph + ".\n\n" + paragraph + ".\n") != "digest");
}

TEST_CASE("issue 19: an article with subheadings is no page of results", "[digest]") {
  const std::string paragraph =
      "The court heard on Monday how the lorry was opened at the border post and what was found in its wheels.\n\n";
  CHECK(recognised("The lorry that dripped white at the border\n\n" + paragraph + "The journey\n\n" + paragraph +
                   "The find\n\n" + paragraph + "The verdict\n\n" + paragraph) != "digest");
  CHECK(recognised("The lorry that dripped white at the border\n\n" + paragraph + paragraph +
                   "What the guards found in the wheels\n\n" + paragraph + paragraph) != "digest");
}

TEST_CASE("issue 19: a story in a page of results keeps its own date", "[digest]") {
  const auto found =
      read_as("digest",
              "5 March 2025\nViewing results 1 - 2 of 9\n\nSmugglers Held at Border\n\n2 March 2025\n\nBorder "
              "guards stopped two men with nine kilograms of opium.\n\nCourt Rules on Fraud\n\nA court in Osh "
              "ruled on Monday that the dean had sold diplomas.\n");
  REQUIRE(found.articles.size() == 2);
  CHECK(found.articles[0].published == "2025-03-02");
  CHECK_FALSE(found.articles[0].published_by_page);
  CHECK(found.articles[0].body == "Border guards stopped two men with nine kilograms of opium.");
  CHECK(found.articles[1].published == "2025-03-05");
  CHECK(found.articles[1].published_by_page);
}

TEST_CASE("plain text: front matter, Markdown, a title line", "[text]") {
  const auto fenced = read_as(
      "text", "---\ntitle: \"A: story\"\ndate: 2025-02-01\ntags: [drugs, border]\ncountry: KG\n---\nThe text.\n");
  REQUIRE(fenced.articles.size() == 1);
  CHECK(fenced.articles[0].title == "A: story");
  CHECK(fenced.articles[0].published == "2025-02-01");
  CHECK(fenced.articles[0].keywords == std::vector<std::string>{"drugs", "border"});
  CHECK(fenced.articles[0].body == "The text.");
  const auto markdown =
      read_as("text", "# Heading *one*\n\nSome **bold** [link](http://x) text\nthat goes on.\n\n- item\n",
              {"a.md", 0, nullptr, {}, {}});
  CHECK(markdown.articles[0].title == "Heading one");
  CHECK(markdown.articles[0].body == "Some bold link text that goes on.\nitem");
  const auto plain = read_as("text", "Title of it\n\nA first paragraph that is longer than its title.\n");
  CHECK(plain.articles[0].title == "Title of it");
  CHECK(plain.articles[0].body == "A first paragraph that is longer than its title.");
}

TEST_CASE("plain text: lines of a header without fences are one when there are two at least and all are known",
          "[text]") {
  const auto headed = read_as("text", "Title: Lorry stopped\nDate: 2025-02-01\nAuthor: A. Guard\n\nThe text.\n");
  REQUIRE(headed.articles.size() == 1);
  CHECK(headed.articles[0].title == "Lorry stopped");
  CHECK(headed.articles[0].published == "2025-02-01");
  CHECK(headed.articles[0].authors == std::vector<std::string>{"A. Guard"});
  CHECK(headed.articles[0].body == "The text.");
  const auto one = read_as("text", "Title: Lorry stopped\n\nThe text of it goes on for a while.\n");
  CHECK(one.articles.at(0).title == "Title: Lorry stopped");
  const auto unknown = read_as("text", "Title: Lorry stopped\nCargo: apples\n\nThe text of it goes on for a while.\n");
  CHECK(unknown.articles.at(0).title != "Lorry stopped");
}

TEST_CASE("names in lists are cleaned like any line", "[jsonl]") {
  const auto found = read_as("jsonl", R"({"title":"T","body":"B","authors":["  A.\n Guard ","\u0007B.\tDriver",""]})"
                                      "\n");
  REQUIRE(found.articles.size() == 1);
  CHECK(found.articles[0].authors == std::vector<std::string>{"A. Guard", "B. Driver"});
}

TEST_CASE("RSS and Atom: every entry, links resolved, HTML cleaned", "[feed]") {
  const std::string rss =
      "<?xml version=\"1.0\"?><rss version=\"2.0\" "
      "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel>"
      "<title>Osh News</title><link>https://osh.example/</link><language>ru-RU</language>"
      "<item><title>A &amp; B</title><link>/one</link><pubDate>Thu, 13 Nov 2025 10:00:00 GMT</pubDate>"
      "<description>short</description><content:encoded><![CDATA[<p>Long "
      "<b>text</b></p><script>x()</script><p>two</p>]]></content:encoded></item>"
      "<item><title>Second</title><guid>id-2</guid></item></channel></rss>";
  REQUIRE(recognised(rss) == "feed");
  for (const std::size_t piece : {1u, 4096u}) {
    const auto found = read_as("feed", rss, {"f", 0, nullptr, {}, {}}, piece);
    REQUIRE(found.articles.size() == 2);
    CHECK(found.articles[0].title == "A & B");
    CHECK(found.articles[0].url == "https://osh.example/one");
    CHECK(found.articles[0].body == "Long text\ntwo");
    CHECK(found.articles[0].published == "2025-11-13");
    CHECK(found.articles[0].language == "ru");
    CHECK(found.articles[0].source == "Osh News");
    CHECK(found.articles[1].id == "id-2");
  }
  const std::string atom =
      "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>F</title><entry><title "
      "type=\"html\">&lt;i&gt;T&lt;/i&gt;</title>"
      "<link "
      "href=\"https://a.example/x\"/><updated>2025-01-02T00:00:00Z</updated><author><name>N</name></author>"
      "<content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><p>One</p><p>Two &lt; "
      "three</p></div></content></entry></feed>";
  const auto found = read_as("feed", atom);
  REQUIRE(found.articles.size() == 1);
  CHECK(found.articles[0].title == "T");
  CHECK(found.articles[0].body == "One\nTwo < three");
  CHECK(found.articles[0].authors == std::vector<std::string>{"N"});
}

TEST_CASE("formats are detected from their content", "[formats]") {
  CHECK(recognised("{\"title\":\"x\"}\n") == "jsonl");
  CHECK(recognised("<!doctype html><title>x</title>") == "html");
  CHECK(recognised("<feed xmlns='http://www.w3.org/2005/Atom'>") == "feed");
  CHECK(recognised("Some words.") == "text");
}

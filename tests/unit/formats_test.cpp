// Every format that is not in readers_test.cpp: how it is recognised, and what comes out.
#include "tests/unit/reader_support.hpp"

using namespace blotter;
using test::read_as;
using test::recognised;

namespace {

const Article& only(const test::Collected& found) {
  REQUIRE(found.articles.size() == 1);
  return found.articles.front();
}

}  // namespace

TEST_CASE("JSON in pretty print: what a string holds opens and ends no object", "[json]") {
  const std::string articles = R"([
  {
    "title": "A bracket } and { and ] in \"quotes\" \\",
    "body": "He wrote: \"}{\" and no more."
  },
  {
    "title": "The second",
    "body": "It has a text, too."
  }
])";
  for (const std::size_t piece : {1U, 9U, 4096U}) {
    const auto found = read_as("jsonl", articles, {"in.json", 0, nullptr, {}, {}}, piece);
    CHECK(found.rejected.empty());
    REQUIRE(found.articles.size() == 2);
    CHECK(found.articles[0].title == "A bracket } and { and ] in \"quotes\" \\");
    CHECK(found.articles[0].body == "He wrote: \"}{\" and no more.");
    CHECK(found.articles[1].title == "The second");
  }
}

TEST_CASE("JSON Feed", "[jsonfeed]") {
  const std::string feed =
      R"({"version":"https://jsonfeed.org/version/1.1","title":"Kabar","home_page_url":"https://k.example/",
    "items":[{"id":"1","url":"/a","title":"T","content_html":"<p>One</p><p>Two</p>","date_published":"2025-10-21T15:27:00+05:00",
    "authors":[{"name":"N"}],"tags":["x"]},{"id":"2","content_text":"plain <b>"}]})";
  REQUIRE(recognised(feed) == "jsonfeed");
  const auto found = read_as("jsonfeed", feed, {"f", 0, nullptr, {}, {}}, 13);
  REQUIRE(found.articles.size() == 2);
  CHECK(found.articles[0].url == "https://k.example/a");
  CHECK(found.articles[0].body == "One\nTwo");
  CHECK(found.articles[0].published == "2025-10-21");
  CHECK(found.articles[0].source == "Kabar");
  CHECK(found.articles[1].body == "plain <b>");
}

TEST_CASE("WordPress: published stories only, cleaned", "[wordpress]") {
  const std::string head =
      "<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" "
      "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
      "xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel><title>Herald</title><link>https://h.example</link>"
      "<wp:author><wp:author_login>zs</wp:author_login><wp:author_display_name>Zarina "
      "S</wp:author_display_name></wp:author>";
  const auto item = [](const std::string& title, const std::string& type, const std::string& status,
                       const std::string& content) {
    return "<item><title>" + title + "</title><link>https://h.example/" + title +
           "</link><dc:creator>zs</dc:creator><category>Crime</category>"
           "<content:encoded><![CDATA[" +
           content + "]]></content:encoded><wp:post_date>2025-11-10 16:38:00</wp:post_date><wp:status>" + status +
           "</wp:status><wp:post_type>" + type + "</wp:post_type></item>";
  };
  const std::string file = head +
                           item("a", "post", "publish",
                                "<!-- wp:paragraph --><p>One [sic].</p><!-- /wp:paragraph -->[gallery ids=\"1,2\"]") +
                           item("b", "post", "draft", "secret") + item("c", "attachment", "inherit", "") +
                           item("d", "page", "publish", "First line\n\nSecond [caption id=\"x\"]photo[/caption] line") +
                           "</channel></rss>";
  REQUIRE(recognised(file) == "wordpress");
  const auto found = read_as("wordpress", file);
  REQUIRE(found.articles.size() == 2);
  CHECK(found.articles[0].body == "One [sic].");
  CHECK(found.articles[0].authors == std::vector<std::string>{"Zarina S"});
  CHECK(found.articles[0].published == "2025-11-10");
  CHECK(found.articles[0].keywords == std::vector<std::string>{"Crime"});
  CHECK(found.articles[1].body == "First line\nSecond line");
  CHECK(found.rejected.empty());
}

TEST_CASE("NITF", "[nitf]") {
  const std::string file =
      R"(<?xml version="1.0"?><nitf><head><docdata><doc-id id-string="k1"/><date.issue norm="20251105T171600+0500"/>
    <key-list><keyword key="border"/></key-list></docdata></head><body><body.head><hedline><hl1>Head &amp; line</hl1></hedline>
    <byline>By <person>Nino B</person></byline></body.head><body.content><p>One <location>Osh</location>
    goes on.</p><media><media-caption>photo</media-caption></media><p>Two.</p></body.content></body></nitf>)";
  REQUIRE(recognised(file) == "nitf");
  const Article article = only(read_as("nitf", file));
  CHECK(article.id == "k1");
  CHECK(article.title == "Head & line");
  CHECK(article.body == "One Osh goes on.\nTwo.");
  CHECK(article.published == "2025-11-05");
  CHECK(article.authors == std::vector<std::string>{"Nino B"});
  CHECK(article.keywords == std::vector<std::string>{"border"});
}

TEST_CASE("NewsML-G2 and NewsML 1.2", "[newsml]") {
  const std::string g2 =
      R"(<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet><newsItem guid="urn:1" xml:lang="ru"><itemMeta>
    <itemClass qcode="ninat:text"/><provider literal="Karavan"/><versionCreated>2025-11-07T08:13:00+05:00</versionCreated></itemMeta><contentMeta>
    <headline>H</headline><by>B</by></contentMeta><contentSet><inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head>
    <body><p>One.</p><p>Two.</p></body></html></inlineXML></contentSet></newsItem>
    <newsItem guid="urn:2"><itemMeta><itemClass qcode="ninat:picture"/></itemMeta><contentMeta><headline>P</headline></contentMeta></newsItem></itemSet></newsMessage>)";
  REQUIRE(recognised(g2) == "newsml");
  const Article article = only(read_as("newsml", g2));
  CHECK(article.id == "urn:1");
  CHECK(article.title == "H");
  CHECK(article.body == "One.\nTwo.");
  CHECK(article.source == "Karavan");
  CHECK(article.language == "ru");
  const std::string one =
      R"(<NewsML><NewsItem><Identification><NewsIdentifier><PublicIdentifier>urn:9</PublicIdentifier></NewsIdentifier></Identification>
    <NewsManagement><FirstCreated>20251108T143500+0500</FirstCreated></NewsManagement><NewsComponent><NewsLines><HeadLine>Robbers asleep</HeadLine>
    <ByLine>By D A</ByLine></NewsLines><ContentItem><DataContent><p>One.</p><p>Two.</p></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>)";
  const Article old = only(read_as("newsml", one));
  CHECK(old.id == "urn:9");
  CHECK(old.published == "2025-11-08");
  CHECK(old.body == "One.\nTwo.");
  CHECK(old.authors == std::vector<std::string>{"D A"});
}

TEST_CASE("ninjs", "[ninjs]") {
  const std::string file =
      R"({"uri":"https://k.example/61","pubstatus":"usable","versioncreated":"2025-11-09T09:17:00+05:00","language":"en",
    "byline":"By L O","headline":"Scopes","body_xhtml":"<div><p>One.</p><p>Two.</p></div>","subject":[{"name":"crime"}]})";
  REQUIRE(recognised(file) == "ninjs");
  const Article article = only(read_as("ninjs", file));
  CHECK(article.id == "https://k.example/61");
  CHECK(article.body == "One.\nTwo.");
  CHECK(article.authors == std::vector<std::string>{"L O"});
  CHECK(article.keywords == std::vector<std::string>{"crime"});
}

TEST_CASE("IPTC 7901", "[iptc7901]") {
  const std::string one =
      "\x01KAR5719 4 CRI 76 CRIME\r\n\x02\r\nSuspect held\r\n\r\n   Police have arrested a man over the murder of a "
      "lighthouse\r\n"
      "keeper, the ministry said. The keeper was found in July with\r\nhis lamp.\r\n   Second paragraph stands here, "
      "of about the same length.\r\n\x03"
      "101639 NOV 25\x04\r\n";
  REQUIRE(recognised(one) == "iptc7901");
  const Article article = only(read_as("iptc7901", one));
  CHECK(article.title == "Suspect held");
  CHECK(article.published == "2025-11-10");
  CHECK(article.body ==
        "Police have arrested a man over the murder of a lighthouse keeper, the ministry said. The keeper was found in "
        "July with his lamp.\n"
        "Second paragraph stands here, of about the same length.");
  CHECK(read_as("iptc7901", one + one).articles.size() == 2);
}

TEST_CASE("Reuters and TREC SGML", "[sgml]") {
  const std::string reuters =
      "<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n<REUTERS OLDID=\"5\" NEWID=\"7\"><DATE>12-NOV-2025 "
      "17:30:00.00</DATE><TOPICS><D>crime</D></TOPICS>"
      "<TEXT>&#2;<TITLE>FLAT &lt;X> LOST</TITLE><DATELINE>    ALMATY, Nov 12 - </DATELINE><BODY>A trader agreed to "
      "forfeit a flat.\n    "
      "The trader admitted it.\n Reuter\n&#3;</BODY></TEXT></REUTERS>";
  REQUIRE(recognised(reuters) == "sgml");
  const Article article = only(read_as("sgml", reuters));
  CHECK(article.id == "7");
  CHECK(article.title == "FLAT <X> LOST");
  CHECK(article.body == "ALMATY, Nov 12 - A trader agreed to forfeit a flat.\nThe trader admitted it.");
  const std::string trec =
      "<DOC>\n<DOCNO> K-1 </DOCNO>\n<HEADLINE>\nTunnel "
      "money\n</HEADLINE>\n<TEXT>\n<P>\nOne.\n</P>\n<P>\nTwo.\n</P>\n</TEXT>\n</DOC>\n"
      "<DOC>\n<DOCNO>K-2</DOCNO><TEXT>Only text</TEXT></DOC>";
  REQUIRE(recognised(trec) == "sgml");
  const auto found = read_as("sgml", trec, {"f", 0, nullptr, {}, {}}, 3);
  REQUIRE(found.articles.size() == 2);
  CHECK(found.articles[0].id == "K-1");
  CHECK(found.articles[0].title == "Tunnel money");
  CHECK(found.articles[0].body == "One.\nTwo.");
}

TEST_CASE("MediaWiki dump", "[mediawiki]") {
  const auto page = [](const std::string& title, const std::string& ns, const std::string& text) {
    return "<page><title>" + title + "</title><ns>" + ns +
           "</ns><revision><timestamp>2025-11-14T11:10:00Z</timestamp><text>" + text + "</text></revision></page>";
  };
  const std::string dump =
      "<mediawiki xmlns=\"http://www.mediawiki.org/xml/export-0.10/\" "
      "xml:lang=\"en\"><siteinfo><sitename>Book</sitename></siteinfo>" +
      page("A", "0",
           "'''OSH''' — The [[Drug Agency|agency]] burned {{convert|2|t}} it.&lt;ref&gt;x&lt;/ref&gt;\n\n== Head ==\n* "
           "item [http://x y]\n"
           "{| class=x\n|cell\n|}\n[[File:a.jpg|thumb|caption [[x]]]]\n[[Category:Crime]]") +
      page("B", "1", "talk") + page("C", "0", "#REDIRECT [[A]]") + "</mediawiki>";
  REQUIRE(recognised(dump) == "mediawiki");
  const Article article = only(read_as("mediawiki", dump));
  CHECK(article.title == "A");
  CHECK(article.body == "OSH — The agency burned it.\nHead\nitem y");
  CHECK(article.keywords == std::vector<std::string>{"Crime"});
  CHECK(article.source == "Book");
}

TEST_CASE("mail: a message with parts, a mailbox", "[mail]") {
  const std::string message =
      "From: =?utf-8?b?0J7Rgg==?= <desk@k.example>\nTo: x@y.example\nSubject: =?utf-8?q?A_letter?=\nDate: Sat, 15 Nov "
      "2025 13:23:00 +0500\n"
      "Message-ID: <1@k.example>\nMIME-Version: 1.0\nContent-Type: multipart/alternative; "
      "boundary=\"b1\"\n\n--b1\nContent-Type: text/plain; charset=utf-8\n"
      "Content-Transfer-Encoding: quoted-printable\n\nCaf=C3=A9 tex=\nt\n-- \nsignature\n--b1\nContent-Type: "
      "text/html\n\n<p>html</p>\n--b1--\n";
  REQUIRE(recognised(message) == "mail");
  const Article article = only(read_as("mail", message));
  CHECK(article.id == "1@k.example");
  CHECK(article.title == "A letter");
  CHECK(article.body == "Café text");
  CHECK(article.authors == std::vector<std::string>{"От"});
  CHECK(article.source == "k.example");
  const std::string box =
      "From a@k.example Sun Nov 16 17:26:00 2025\nFrom: A <a@k.example>\nSubject: One\nTo: b@c\n\nText\n>From the "
      "yard\n\n"
      "From a@k.example Sun Nov 16 17:26:00 2025\nFrom: A <a@k.example>\nSubject: Two\nTo: b@c\n\nMore\n";
  REQUIRE(recognised(box) == "mail");
  const auto found = read_as("mail", box);
  REQUIRE(found.articles.size() == 2);
  CHECK(found.articles[0].body == "Text\nFrom the yard");
  CHECK(found.articles[1].title == "Two");
}

TEST_CASE("regression: a line that begins with From and names no month parts no mailbox", "[reader][mail]") {
  const auto found = read_as("mail",
                             "From desk@news.example Thu Nov 13 10:00:00 2025\nFrom: a@b\nSubject: Raid\n\n"
                             "From the raid at 10:30 on, all 2025 went missing\nNote: two men were held.\n");
  REQUIRE(found.articles.size() == 1);
  CHECK(found.articles[0].body.find("went missing") != std::string::npos);
}

TEST_CASE("mail: an attachment of text or HTML does not become the article", "[mail]") {
  const auto part = [](const std::string& type, const std::string& disposition, const std::string& text) {
    return "--b1\nContent-Type: " + type + "\n" +
           (disposition.empty() ? "" : "Content-Disposition: " + disposition + "\n") + "\n" + text + "\n";
  };
  const std::string header =
      "From: A <a@k.example>\nTo: x@y.example\nSubject: Seizure\nDate: Sat, 15 Nov 2025 13:23:00 +0500\n"
      "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"b1\"\n\n";
  const std::string notes = part("text/plain", "attachment; filename=\"notes.txt\"",
                                 "Shopping for Friday: bread, milk, a much longer list than the letter itself is.");
  const std::string page = part("text/html", "attachment; filename=\"page.html\"", "<p>Saved page of Friday</p>");
  const std::string letter = part("text/plain", "", "Officers found opium.");
  for (const std::string& parts : {letter + notes + page, notes + page + letter, page + letter + notes}) {
    CAPTURE(parts);
    const auto found = read_as("mail", header + parts + "--b1--\n");
    CHECK(only(found).body == "Officers found opium.");
    REQUIRE(found.skipped.size() == 2);
    for (const auto& [where, kind] : found.skipped) {
      CHECK(kind == "attachment");
      CHECK((where.ends_with("notes.txt") || where.ends_with("page.html")));
    }
  }
  // Nothing but attachments: the subject alone is the article.
  CHECK(only(read_as("mail", header + notes + page + "--b1--\n")).body.find("Friday") == std::string::npos);
}

TEST_CASE("tables: quoting, separators, bad rows", "[table]") {
  const std::string csv =
      "id,date,title,text,url\nt1,2025-09-01,\"A, \"\"B\"\"\",\"line one\nline "
      "two\",https://x.example/1\n\nt2,,,,\nt3,,C,D,\n";
  REQUIRE(recognised(csv) == "table");
  for (const std::size_t piece : {1u, 4096u}) {
    const auto found = read_as("table", csv, {"f", 0, nullptr, {}, {}}, piece);
    REQUIRE(found.articles.size() == 2);
    CHECK(found.articles[0].title == "A, \"B\"");
    CHECK(found.articles[0].body == "line one\nline two");
    CHECK(found.articles[0].published == "2025-09-01");
    CHECK(found.articles[1].id == "t3");
    CHECK(found.rejected.size() == 1);
  }
  CHECK(recognised("title\tbody\nA\tB \"quoted\"\n") == "table");
  CHECK(only(read_as("table", "title\tbody\nA\tB \"quoted\"\n")).body == "B \"quoted\"");
}

TEST_CASE("encodings: declared, detected, mislabelled", "[encoding]") {
  // "Суд в Бишкеке вынес приговор торговцам людьми, сообщили в министерстве" in windows-1251 and KOI8-R.
  const std::string cp1251 =
      "\xD1\xF3\xE4 \xE2 \xC1\xE8\xF8\xEA\xE5\xEA\xE5 \xE2\xFB\xED\xE5\xF1 \xEF\xF0\xE8\xE3\xEE\xE2\xEE\xF0 "
      "\xF2\xEE\xF0\xE3\xEE\xE2\xF6\xE0\xEC \xEB\xFE\xE4\xFC\xEC\xE8, \xF1\xEE\xEE\xE1\xF9\xE8\xEB\xE8 \xE2 "
      "\xEC\xE8\xED\xE8\xF1\xF2\xE5\xF0\xF1\xF2\xE2\xE5";
  const std::string koi8 =
      "\xF3\xD5\xC4 \xD7 \xE2\xC9\xDB\xCB\xC5\xCB\xC5 \xD7\xD9\xCE\xC5\xD3 \xD0\xD2\xC9\xC7\xCF\xD7\xCF\xD2 "
      "\xD4\xCF\xD2\xC7\xCF\xD7\xC3\xC1\xCD \xCC\xC0\xC4\xD8\xCD\xC9, \xD3\xCF\xCF\xC2\xDD\xC9\xCC\xC9 \xD7 "
      "\xCD\xC9\xCE\xC9\xD3\xD4\xC5\xD2\xD3\xD4\xD7\xC5";
  const std::string utf8 = "Суд в Бишкеке вынес приговор торговцам людьми, сообщили в министерстве";
  CHECK(only(read_as("text", cp1251)).body == utf8);
  CHECK(only(read_as("text", koi8)).body == utf8);
  const auto page = [](const std::string& charset, const std::string& text) {
    return "<html><head><meta charset=\"" + charset + "\"><title>T</title></head><body><p>" + text +
           "</p></body></html>";
  };
  CHECK(only(read_as("html", page("windows-1251", cp1251))).body == utf8);
  CHECK(only(read_as("html", page("windows-1251", koi8))).body == utf8);
  CHECK(only(read_as("html", page("koi8-r", cp1251))).body == utf8);
  CHECK(only(read_as("html", page("windows-1251", utf8))).body == utf8);
  // A page that can be read at all declares no UTF-16, whatever it says.
  for (const char* label : {"utf-16", "UTF-16LE", "utf-16be", "utf-32"}) {
    CAPTURE(label);
    CHECK(only(read_as("html", page(label, utf8))).body == utf8);
    CHECK(only(read_as("html", page(label, cp1251))).body == utf8);
    CHECK(only(read_as("html", page(label, "Police held two men."))).body == "Police held two men.");
  }
  std::string utf16 = "\xFF\xFE";
  for (const char c : std::string("A title\n\nBody text.")) utf16 += {c, '\0'};
  CHECK(recognised(utf16) == "text");
  CHECK(only(read_as("text", utf16)).title == "A title");
}

TEST_CASE("Telegram: posts with their links, authors and where they were forwarded from", "[telegram][issue-23]") {
  const std::string chat =
      R"({"name":"Osh desk","type":"public_channel","id":77,"messages":[
    {"id":1,"type":"service","date":"2025-11-12T08:00:00","actor":"Osh desk","actor_id":"channel77","action":"create_channel","text":""},
    {"id":2,"type":"message","date":"2025-11-13T23:30:00","date_unixtime":"1763055000","from":"Osh desk","from_id":"channel77",
     "forwarded_from":"Border watch","text":["Two held at ",{"type":"hashtag","text":"#Dostuk"},": ",{"type":"text_link","text":"details","href":"https://b.example/1"}],"text_entities":[]},
    {"id":3,"type":"message","date":"2025-11-14T01:00:00","from":"A. Isakov","from_id":"user5","photo":"p.jpg","text":""},
    {"id":4,"type":"message","date":"2025-11-14T02:00:00","from":"A. Isakov","from_id":"user5","text":"They were heard in court."}]})";
  REQUIRE(recognised(chat, "json") == "telegram");
  const auto found = read_as("telegram", chat, {"result.json", 0, nullptr, {}, {}}, 100);
  REQUIRE(found.articles.size() == 2);
  CHECK(found.articles[0].id == "telegram:77/2");
  CHECK(found.articles[0].body == "Forwarded from Border watch:\nTwo held at #Dostuk: details (https://b.example/1)");
  CHECK(found.articles[0].published == "2025-11-13");
  CHECK(found.articles[0].source == "Osh desk");
  CHECK(found.articles[1].authors == std::vector<std::string>{"A. Isakov"});
  const auto account = read_as("telegram", R"({"chats":{"list":[)" + chat + R"(]}})");
  CHECK(account.articles.size() == 2);
  CHECK(read_as("telegram", chat.substr(0, 300)).error.code == ErrorCode::bad_input);
}

// Saved web pages, chats and downloads of press databases, each in the layout of the program that writes it.
#include "tests/support/process.hpp"
#include "tests/support/zip.hpp"
#include "tests/unit/reader_support.hpp"

using namespace blotter;
using test::Collected;
using test::read_as;
using test::recognised;

namespace {

std::string sample(const std::string& name) {
  return test::read_file(std::string(BLOTTER_TEST_DATA) + "/exports/" + name);
}

Article only(const Collected& found) {
  REQUIRE(found.ok);
  REQUIRE(found.articles.size() == 1);
  return found.articles.front();
}

// A saved page with that note before its head, or behind its end.
Article saved_page(const std::string& note, const std::string& end = {}) {
  return only(read_as("html", "<!DOCTYPE html>\n" + note + "<html><head><title>Bells of Talas</title></head><body><p>" +
                                  "Someone has sold both bells of the school of Talas, police said on Monday.</p>" +
                                  "</body></html>" + end));
}

}  // namespace

TEST_CASE("MHTML: the page with its address and the day of saving", "[saved][issue-23]") {
  const std::string bytes = sample("market.mhtml");
  CHECK(recognised(bytes, "mhtml") == "mhtml");
  CHECK(recognised(bytes) == "mhtml");
  const Article page = only(read_as("mhtml", bytes, {"market.mhtml", 86400, nullptr, {}, {}}, 100));
  CHECK(page.url == "https://naryn-post.example/news/market-scales");
  CHECK(page.id == page.url);
  CHECK(page.collected == "2025-11-13");
  CHECK(page.title == "Scales of the bazaar were lighter than they looked");
  CHECK(page.body.find("the prosecutor’s office of the province") != std::string::npos);
  CHECK(page.body.find("margin") == std::string::npos);
  // A mail with pictures is no saved page.
  CHECK(recognised("From: A <a@k.example>\nTo: b@k.example\nSubject: s\nMessage-ID: <1@k>\nMIME-Version: 1.0\n"
                   "Content-Type: multipart/related; boundary=b\n\n--b\n\n") == "mail");
  const auto lying =
      read_as("mhtml", "Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: image/png\n\nx\n");
  CHECK_FALSE(lying.ok);
}

TEST_CASE("saved pages: address and day from the notes of those that save", "[saved][issue-23]") {
  const std::string url = "https://talas.example/bells/7";
  const Article chrome = saved_page("<!-- saved from url=(0029)" + url + " -->\n");
  CHECK(chrome.url == url);
  CHECK(chrome.collected.empty());
  const Article single = saved_page("<!--\n Page saved with SingleFile \n url: " + url +
                                    " \n saved date: Thu Nov 13 2025 10:22:33 GMT+0600 (Kyrgyzstan Time)\n-->");
  CHECK(single.url == url);
  CHECK(single.collected == "2025-11-13");
  const Article httrack = saved_page(
      "\n<!-- Mirrored from talas.example/bells/7 by HTTrack Website Copier/3.x [XR&CO'2014], "
      "Wed, 12 Nov 2025 23:01:00 GMT -->\n");
  CHECK(httrack.url == "http://talas.example/bells/7");
  CHECK(httrack.collected == "2025-11-12");
  const Article extension = saved_page("<meta name=\"savepage-url\" content=\"" + url +
                                       "?a=1&amp;b=2\"><meta name=\"savepage-date\" content=\"Tue Nov 11 2025\">");
  CHECK(extension.url == url + "?a=1&b=2");
  CHECK(extension.collected == "2025-11-11");
  const Article archived =
      saved_page("<!-- saved from url=(0063)https://web.archive.org/web/20251110093012/" + url + " -->",
                 "<!--\n     FILE ARCHIVED ON 09:30:12 Nov 10, 2025 AND RETRIEVED FROM THE\n     INTERNET ARCHIVE ON "
                 "08:00:00 Nov 20, 2025.\n-->");
  CHECK(archived.url == url);
  CHECK(archived.collected == "2025-11-10");
}

TEST_CASE("saved pages: a note that lies gives no address and no day", "[saved][issue-23]") {
  for (const std::string note :
       {"<!-- saved from url=(0014)about:internet -->", "<!-- saved from url=(0009)javascript:alert(1) -->",
        "<!-- saved from url=( -->", "<!-- saved from url=", "<!-- Page saved with SingleFile -->",
        "<!-- Page saved with SingleFile url: file:///etc/passwd saved date: Thu Nov 13 9999 -->"}) {
    INFO(note);
    Collected found = read_as("html", note + "<html><body><p>Police of Talas found a bell.</p></body></html>");
    for (const Article& article : found.articles) {
      CHECK(article.url.empty());
      CHECK(article.collected.empty());
    }
  }
}

TEST_CASE("Telegram as HTML: posts with author, day, links and origin, as in its JSON", "[telegram][issue-23]") {
  const std::string bytes = sample("messages.html");
  CHECK(recognised(bytes, "html") == "telegramhtml");
  const auto found = read_as("telegramhtml", bytes, {"messages.html", 0, nullptr, {}, {}}, 100);
  REQUIRE(found.articles.size() == 2);
  CHECK(found.articles[0].id == "telegram:Ysyk-Köl border watch/41");
  CHECK(found.articles[0].published == "2025-11-13");
  CHECK(found.articles[0].authors == std::vector<std::string>{"Bermet A."});
  CHECK(found.articles[0].body.find("photographs of the hay (https://watch.example/41)") != std::string::npos);
  CHECK(
      found.articles[1].body ==
      "Forwarded from Karakol city hall:\nТаможенники Каракола изъяли партию поддельных паспортов в мешке с сахаром.");
  CHECK(found.articles[1].authors == std::vector<std::string>{"Ysyk-Köl border watch"});
  CHECK(found.articles[1].source == "Ysyk-Köl border watch");
}

TEST_CASE("WhatsApp: Android's and iOS's layouts, lines that go on, the program's own lines", "[whatsapp][issue-23]") {
  const std::string android = sample("WhatsApp Chat with Brickyard.txt");
  CHECK(recognised(android, "txt") == "whatsapp");
  const auto found = read_as("whatsapp", android, {"x/WhatsApp Chat with Brickyard.txt", 0, nullptr, {}, {}}, 50);
  REQUIRE(found.articles.size() == 3);
  CHECK(found.articles[0].body ==
        "The foreman keeps our passports in the office.\nHe says: pay first.\nEleven of us sleep in the kiln room.");
  CHECK(found.articles[0].authors == std::vector<std::string>{"Rustam"});
  CHECK(found.articles[0].source == "Brickyard");
  CHECK(found.articles[0].published == "2025-11-13");
  CHECK(found.articles[1].authors == std::vector<std::string>{"+992 90 111 22 33"});
  CHECK(found.articles[2].id == "whatsapp:Brickyard/14/11/2025 08:02/1");

  const std::string ios = sample("chat-ios.txt");
  CHECK(recognised(ios, "txt") == "whatsapp");
  const auto phone = read_as("whatsapp", ios, {"Кирпичный.zip!/_chat.txt", 0, nullptr, {}, {}});
  REQUIRE(phone.articles.size() == 2);
  CHECK(phone.articles[0].body == "Хозяин увёз всех в Алматы без паспортов\nи обещал 500 долларов");
  CHECK(phone.articles[0].published == "2025-11-02");
  CHECK(phone.articles[0].source == "Кирпичный");
  CHECK(phone.articles[1].body == "Адрес прислали: улица Мельничная, 4");
  CHECK(phone.articles[1].authors == std::vector<std::string>{"Фархад"});
}

TEST_CASE("WhatsApp: dates of many locales", "[whatsapp][issue-23]") {
  const std::string end = "Aida: Two lorries left the yard\n";
  for (const std::string stamp :
       {"13/11/2025, 10:22 - ", "11/13/25, 10:22 AM - ", "13.11.25, 10:22 - ", "2025-11-13, 10:22 - ",
        "13/11/2025 à 10:22 - ", "13/11/25, 10:22 p. m. - ", "[13/11/2025, 10:22:33] ", "[11/13/25, 10:22:33\u202FAM] ",
        "[13.11.2025 klo 10.22.33] ", "[2025-11-13 10:22:33] ", "\u200E[13.11.25, 10:22:33] "}) {
    INFO(stamp);
    const std::string chat = stamp + end + stamp + end;
    CHECK(recognised(chat, "txt") == "whatsapp");
    const auto found = read_as("whatsapp", chat);
    REQUIRE(found.articles.size() == 2);
    CHECK(found.articles[0].published == "2025-11-13");
    CHECK(found.articles[0].authors == std::vector<std::string>{"Aida"});
  }
  // No day is above twelve: the order in which the chat runs forward.
  const auto american =
      read_as("whatsapp", "2/1/25, 9:00 AM - A: one\n2/3/25, 9:00 AM - A: two\n3/2/25, 9:00 AM - A: three\n");
  REQUIRE(american.articles.size() == 3);
  CHECK(american.articles[2].published == "2025-03-02");
  // A story that quotes a chat is none.
  CHECK(recognised("The chat began at ten.\n13/11/2025, 10:22 - Aida: Two lorries\n13/11/2025, 10:23 - Aida: Three\n",
                   "txt") != "whatsapp");
}

namespace {

void check_nexis(const std::vector<Article>& stories) {
  REQUIRE(stories.size() == 2);
  CHECK(stories[0].title == "Customs officer of Khorog sold the stamps of his own office");
  CHECK(stories[0].source == "The Pamir Courier");
  CHECK(stories[0].published == "2025-11-13");
  CHECK(stories[0].authors == std::vector<std::string>{"Daler Nazarov", "Sitora Kholova"});
  CHECK(stories[0].keywords == std::vector<std::string>{"NEWS"});
  CHECK(stories[0].body.find("is suspected of bribery after a stamp of his post was found") != std::string::npos);
  CHECK(stories[0].body.find("LOAD-DATE") == std::string::npos);
  CHECK(stories[0].body.find("Copyright") == std::string::npos);
  CHECK(stories[1].title == "Court of Ishkoshim fines a ferryman");
  CHECK(stories[1].published == "2025-11-09");
  CHECK(stories[1].body.starts_with(
      "The court of Ishkoshim fined a ferryman for taking eleven men across the Panj at night"));
}

std::string rtf_of(const std::string& text) {
  std::string rtf = "{\\rtf1\\ansi ";
  for (const char c : text) rtf += c == '\n' ? std::string("\\par\n") : std::string(1, c);
  return rtf + "}";
}

std::string docx_of(const std::string& text) {
  std::string paragraphs;
  for (const std::string& line : test::lines_of(text)) paragraphs += "<w:p><w:r><w:t>" + line + "</w:t></w:r></w:p>";
  return test::make_zip({{"word/document.xml", "<w:document><w:body>" + paragraphs + "</w:body></w:document>"}});
}

}  // namespace

TEST_CASE("LexisNexis: stories with publisher, date, section and byline", "[lexisnexis][issue-23]") {
  const std::string bytes = sample("nexis.txt");
  CHECK(recognised(bytes, "txt") == "lexisnexis");
  check_nexis(read_as("lexisnexis", bytes, {"in", 0, nullptr, {}, {}}, 100).articles);
  // In a document every paragraph is a line, and there are no blank ones.
  std::string paragraphs = bytes;
  for (const auto& [wrapped, whole] : {std::pair<std::string, std::string>{"sold the\nstamps", "sold the stamps"},
                                       {"stamp of his\npost", "stamp of his post"},
                                       {"across the\nPanj", "across the Panj"}})
    paragraphs.replace(paragraphs.find(wrapped), wrapped.size(), whole);
  check_nexis(read_as("docx", docx_of(paragraphs)).articles);
}

TEST_CASE("Nexis Uni: the list of contents is no story, in TXT, RTF and DOCX alike", "[lexisnexis][issue-23]") {
  const std::string text = sample("nexis-uni.txt");
  CHECK(recognised(text, "txt") == "lexisnexis");
  for (const auto& [format, bytes] :
       {std::pair<std::string, std::string>{"lexisnexis", text}, {"rtf", rtf_of(text)}, {"docx", docx_of(text)}}) {
    INFO(format);
    const auto found = read_as(format, bytes);
    REQUIRE(found.articles.size() == 2);
    CHECK(found.articles[0].title == "Ferry of Ishkoshim sinks with its toll");
    CHECK(found.articles[0].source == "Pamir Courier Online");
    CHECK(found.articles[0].published == "2025-11-11");
    CHECK(found.articles[0].authors == std::vector<std::string>{"Sitora Kholova"});
    CHECK(found.articles[0].keywords == std::vector<std::string>{"NEWS"});
    CHECK(found.articles[0].body.starts_with("The ferry of Ishkoshim sank on Monday"));
    CHECK(found.articles[0].body.ends_with("the district said."));
    CHECK(found.articles[0].id != found.articles[1].id);
    CHECK(found.articles[1].title == "Toll collector found in Dushanbe");
  }
}

TEST_CASE("Factiva: with codes and without, one story has one id", "[factiva][issue-23]") {
  const std::string plain = sample("factiva.txt");
  const std::string coded = sample("factiva-codes.txt");
  for (const std::string& bytes : {plain, coded}) {
    CHECK(recognised(bytes, "txt") == "factiva");
    const auto found = read_as("factiva", bytes, {"in", 0, nullptr, {}, {}}, 100);
    REQUIRE(found.articles.size() == (bytes == plain ? 2 : 1));
    const Article& story = found.articles[0];
    CHECK(story.id == "factiva:SRMON00020251113elbd0002x");
    CHECK(story.title == "Harvest accountant paid dead men's wages to himself");
    CHECK(story.source == "Silk Road Monitor");
    CHECK(story.published == "2025-11-13");
    CHECK(story.authors == std::vector<std::string>{"Gulnara Saparova"});
    CHECK(story.keywords == std::vector<std::string>{"Courts"});
    CHECK(story.body.starts_with("TURKISTAN (Silk Road Monitor)"));
    CHECK(story.body.ends_with("the regional court heard."));
  }
  CHECK(read_as("factiva", plain).articles[1].title == "Wages returned, says farm");
  CHECK(read_as("rtf", rtf_of(plain)).articles.size() == 2);
  // A story that counts words, or a document's number, is none.
  CHECK(recognised("Report on words\n\nThe speech had\n412 words\nand no verb, the court of Osh heard on Monday.\n",
                   "txt") != "factiva");
}

TEST_CASE("Media Cloud and GDELT: tables of stories with outlet, day and address", "[table][issue-23]") {
  CHECK(recognised(sample("mediacloud.csv"), "csv") == "table");
  const Article cloud = only(read_as("table", sample("mediacloud.csv")));
  CHECK(cloud.source == "pamircourier.example");
  CHECK(cloud.published == "2025-11-13");
  CHECK(cloud.url == "https://pamircourier.example/a/3f1c0a");
  CHECK(recognised(sample("gdelt.csv"), "csv") == "table");
  const Article event = only(read_as("table", sample("gdelt.csv")));
  CHECK(event.title == "Kidney seller held at Almaty airport");
  CHECK(event.published == "2025-11-13");
  CHECK(event.url == "https://lantern.example/kidney");
}

TEST_CASE("exports cut at any byte give no broken article", "[issue-23]") {
  for (const auto& [format, name] : {std::pair<std::string, std::string>{"mhtml", "market.mhtml"},
                                     {"telegramhtml", "messages.html"},
                                     {"whatsapp", "chat-ios.txt"},
                                     {"lexisnexis", "nexis.txt"},
                                     {"lexisnexis", "nexis-uni.txt"},
                                     {"factiva", "factiva.txt"},
                                     {"factiva", "factiva-codes.txt"}}) {
    const std::string bytes = sample(name);
    for (std::size_t size = 1; size < bytes.size(); size += 7) {
      const auto found = read_as(format, bytes.substr(0, size));
      for (const Article& article : found.articles) CHECK_FALSE((article.title.empty() && article.body.empty()));
    }
  }
}

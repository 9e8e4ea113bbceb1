// Records that programs wrote wrong: JSON, tables and web archives give their articles all the same.
#include "indexer/reader/json/json_mend.hpp"
#include "indexer/source/http_message.hpp"
#include "indexer/source/source.hpp"
#include "tests/unit/reader_support.hpp"

#include <fmt/format.h>

#include <zlib.h>

using namespace blotter;
using test::read_as;
using test::recognised;

namespace {

std::vector<std::string> titles_of(const test::Collected& found) {
  std::vector<std::string> titles;
  for (const Article& article : found.articles) titles.push_back(article.title);
  return titles;
}

using Titles = std::vector<std::string>;

std::string gzip(std::string_view text) {
  z_stream z{};
  REQUIRE(deflateInit2(&z, 9, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string out(text.size() + 256, '\0');
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  z.avail_in = static_cast<uInt>(text.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  REQUIRE(deflate(&z, Z_FINISH) == Z_STREAM_END);
  out.resize(z.total_out);
  deflateEnd(&z);
  return out;
}

source::HttpResponse response(const std::string& fields, const std::string& body) {
  static std::string message;
  message = "HTTP/1.1 200 OK\r\n" + fields + "\r\n" + body;
  source::HttpResponse out;
  REQUIRE(source::parse_http_response(message, 1 << 20, out));
  return out;
}

}  // namespace

TEST_CASE("one wrong member does not lose a JSON record", "[json]") {
  for (const std::string_view member :
       {R"("x":"\ud83d")", R"("x":"a\udc00b")", R"("x":NaN)", R"("x":-Infinity)", R"("x":12345678901234567890123)",
        R"("x":007)", R"("x":-.5)", R"("x":5.)", R"("x":1e999)", "\"x\":\"a\tb\"", R"("x":"it\'s")", R"("x":"\u12")",
        R"("x":None)", R"("x":1,)", "\"x\":\"\xE9\""}) {
    INFO(member);
    const auto found = read_as("jsonl", fmt::format("{{\"title\":\"Raid\",{}}}\n{{\"title\":\"Trial\"}}\n", member));
    CHECK(titles_of(found) == Titles{"Raid", "Trial"});
    CHECK(found.rejected.empty());
  }
}

TEST_CASE("what is mended in JSON is mended as little as can be", "[json]") {
  CHECK(reader::mend_json(R"({"a":"\ud83d\ude00 \ud83d x","b":[1,2,],"c":-1.5e3})") ==
        R"({"a":"\ud83d\ude00 \ufffd x","b":[1,2],"c":-1.5e3})");
  CHECK(reader::mend_json(R"({"a":"x\u0000\u0001y \u12","b":[,]})") == R"({"a":"x\u0000\u0001y 12","b":[]})");
  CHECK(reader::mend_json(R"({"a":"NaN, None,]"})") == R"({"a":"NaN, None,]"})");
  CHECK(reader::mend_json(R"({"a":123456789012345678,"b":1234567890123456789012})") ==
        R"({"a":123456789012345678,"b":"1234567890123456789012"})");
}

TEST_CASE("escapes and numbers that JSON does not know are read as they are meant", "[json]") {
  CHECK(reader::mend_json(R"({"a":"it\x27s \x2","b":007,"c":0,"d":-0.5,"e":1e999})") ==
        R"({"a":"it\u0027s x2","b":"007","c":0,"d":-0.5,"e":"1e999"})");
}

TEST_CASE("JSON text sequences and JSON in UTF-16 are JSON lines", "[json]") {
  const std::string sequence = "\x1E{\"title\":\"Raid\",\"body\":\"x\"}\n\x1E{\"title\":\"Trial\",\"body\":\"y\"}\n";
  CHECK(recognised(sequence) == "jsonl");
  CHECK(titles_of(read_as("jsonl", sequence)) == Titles{"Raid", "Trial"});
  std::string wide = "\xFF\xFE";
  for (const char c : std::string_view(R"({"title":"Raid","body":"x"})")) wide.append({c, '\0'});
  CHECK(recognised(wide) == "jsonl");
  CHECK(titles_of(read_as("jsonl", wide)) == Titles{"Raid"});
}

TEST_CASE("a record that is no JSON at all is still told", "[json]") {
  const auto found = read_as("jsonl", "{\"title\":\"Raid\"}\n{\"title\":\n");
  CHECK(titles_of(found) == Titles{"Raid"});
  CHECK(found.rejected.size() == 1);
}

TEST_CASE("several JSON objects in one line are several articles", "[json]") {
  CHECK(titles_of(read_as("jsonl", R"({"title":"Raid"}{"title":"Trial"})"
                                   "\n"
                                   R"({"title":"Appeal"},)"
                                   "\n")) == Titles{"Raid", "Trial", "Appeal"});
}

TEST_CASE("one wrong item does not lose a JSON Feed", "[jsonfeed]") {
  const auto found = read_as("jsonfeed", R"({"version":"https://jsonfeed.org/version/1.1","items":[)"
                                         R"({"id":"1","title":"Raid","x":NaN},{"id":"2","title":"Trial \ud800"}]})");
  CHECK(titles_of(found) == Titles{"Raid", "Trial \xEF\xBF\xBD"});
}

TEST_CASE("HTML in a JSON record is text, and WordPress's REST form is read", "[json]") {
  const auto found =
      read_as("jsonl", R"([{"id":4,"author":7,"title":{"rendered":"Raid &#038; trial"},"link":"https://k.example/4/",)"
                       R"("content":{"rendered":"<p>Two men.<\/p><script>x()<\/script>","protected":false}}])");
  REQUIRE(found.articles.size() == 1);
  CHECK(found.articles[0].title == "Raid & trial");
  CHECK(found.articles[0].body == "Two men.");
  CHECK(found.articles[0].url == "https://k.example/4/");
  CHECK(found.articles[0].authors.empty());
  const auto own = read_as("jsonl", R"({"schema":"blotter.article/1","title":"a <b> tag","body":"it &amp; that"})");
  REQUIRE(own.articles.size() == 1);
  CHECK(own.articles[0].title == "a <b> tag");
}

TEST_CASE("a sign that only looks like an open tag costs no text", "[json]") {
  const auto found = read_as("jsonl", R"({"title":"Raid","body":"<p>One</p> 5 < 7, x <y. The rest stays. <img src"})");
  REQUIRE(found.articles.size() == 1);
  CHECK(found.articles[0].body == "One\n5 < 7, x <y. The rest stays.");
}

TEST_CASE("tables whose lines end with CR alone", "[table]") {
  const std::string table = "title,text\rRaid,Two men.\rTrial,\"One, two.\"\r";
  CHECK(recognised(table, "csv") == "table");
  CHECK(titles_of(read_as("table", table, {"t.csv", 0, nullptr, {}, {}}, 5)) == Titles{"Raid", "Trial"});
}

TEST_CASE("a quotation mark inside a field is a letter", "[table]") {
  const auto found = read_as("table", "title,text\n\"He said \"no\" twice\",\"a \"\"b\"\" c\"\n5\" pipe,x\n");
  CHECK(titles_of(found) == Titles{"He said \"no\" twice", "5\" pipe"});
  CHECK(found.articles[0].body == "a \"b\" c");
}

TEST_CASE("blanks around the quotation marks of a cell are none of it", "[table]") {
  const auto found = read_as("table", "Title , Text , Date \n Lorry , \"It crossed, he said\" , 2025-11-13\n");
  REQUIRE(found.articles.size() == 1);
  CHECK(found.articles[0].title == "Lorry");
  CHECK(found.articles[0].body == "It crossed, he said");
  CHECK(found.articles[0].published == "2025-11-13");
}

TEST_CASE("Excel's number of a day is a day in a column of dates", "[table]") {
  const auto day_of = [](const std::string& cell) {
    const auto found = read_as("table", "title;text;date\nLorry;It crossed;" + cell + "\n");
    return found.articles.size() == 1 ? found.articles[0].published : "none";
  };
  CHECK(day_of("45974") == "2025-11-13");
  CHECK(day_of("45974.75") == "2025-11-13");
  CHECK(day_of("45974,75") == "2025-11-13");
  CHECK(day_of("12") == "");
  CHECK(day_of("4597475") == "");
  CHECK(day_of("20251113") == "2025-11-13");
}

TEST_CASE("a quotation mark that is never closed swallows nothing, and is told", "[table]") {
  std::string table = "title,text\nRaid,\" open\n";
  for (int i = 0; i < 50; ++i) table += fmt::format("Row {},\"also\n", i);
  const auto found = read_as("table", table, {"t.csv", 0, nullptr, {}, {}}, 16);
  CHECK(found.articles.size() == 51);
  REQUIRE(found.rejected.size() == 1);
  CHECK(found.rejected[0].first == "row 2");
}

TEST_CASE("headers of tables in other languages, below other lines, in UTF-16", "[table]") {
  for (const std::string_view header :
       {"Заголовок;Текст;Дата", "ТАҚЫРЫБЫ;МӘТІНІ;КҮНІ", "Sarlavha;Matn;Sana", "Başlık;Metin;Tarih",
        "sep=;\r\ntitle;text;date", "Report of the archive\n\ntitle;text;date", "Title;Full text;Publication date"}) {
    INFO(header);
    const std::string table = std::string(header) + "\r\nRaid;Two men.;2025-11-13\r\n";
    CHECK(recognised(table, "csv") == "table");
    const auto found = read_as("table", table);
    REQUIRE(titles_of(found) == Titles{"Raid"});
    CHECK(found.articles[0].published == "2025-11-13");
  }
  std::string wide("\xFF\xFE", 2);
  for (const char c : std::string_view("title\ttext\r\nRaid\tTwo men.\r\n")) wide += {c, '\0'};
  CHECK(recognised(wide, "txt") == "table");
  CHECK(titles_of(read_as("table", wide)) == Titles{"Raid"});
}

TEST_CASE("compressed HTTP bodies: members, a cut one, Brotli, and text that was unpacked already", "[warc]") {
  const std::string coded = "Content-Encoding: gzip\r\n";
  CHECK(response(coded, gzip("Two men ") + gzip("were held.")).body == "Two men were held.");
  std::string long_text;
  for (int i = 0; i < 3000; ++i) long_text += fmt::format("line {} of the page\n", i * 7919);
  const std::string whole = gzip(long_text);
  const auto cut = response(coded, whole.substr(0, whole.size() / 2));
  CHECK(cut.cut);
  CHECK(cut.body.size() > 1000);
  CHECK(long_text.starts_with(cut.body));
  CHECK(response(coded, "<p>unpacked</p>").body == "<p>unpacked</p>");
  // RFC 7932: an uncompressed meta-block, then the empty last one.
  const std::string brotli("\x0b\x02\x80Osh.!\x03", 9);
  CHECK(response("Content-Encoding: br\r\n", brotli).body == "Osh.!");
  source::HttpResponse out;
  const std::string bomb = "HTTP/1.1 200 OK\r\n" + coded + "\r\n" + gzip(std::string(100000, 'x'));
  const auto struck = source::parse_http_response(bomb, 1000, out);
  REQUIRE_FALSE(struck);
  CHECK(struck.error().message.find("article_bytes") != std::string::npos);
}

TEST_CASE("a first line that begins with hexadecimal letters is no chunk size", "[warc]") {
  const std::string chunked = "Transfer-Encoding: chunked\r\n";
  CHECK(response(chunked, "Bad goods in Osh\r\nTwo men.").body == "Bad goods in Osh\r\nTwo men.");
  CHECK(response(chunked, "5;x=y\r\nhello\r\n6\r\n world\r\n0\r\n\r\n").body == "hello world");
  CHECK(response(chunked, "11\r\nmen were held in Osh on Monday").body == "11\r\nmen were held in Osh on Monday");
}

TEST_CASE("of a mail's alternative the richer text is taken, the parts of a mixed are joined", "[mail]") {
  const std::string head = "From: Desk <desk@k.example>\nSubject: Letter\nDate: Thu, 13 Nov 2025 10:00:00 +0600\n";
  const std::string html =
      "Content-Type: text/html\n\n<p>Customs officers opened a lorry of onions and found heroin.</p>"
      "<p>The driver was taken into custody on the same day, the service said.</p>\n";
  const auto parts = [&](const std::string& kind, const std::string& plain) {
    return read_as("mail", head + "Content-Type: multipart/" + kind +
                               "; boundary=b\n\n--b\nContent-Type: text/plain\n\n" + plain + "\n--b\n" + html +
                               "--b--\n");
  };
  const auto stub = parts("alternative", "Read it at https://k.example/a/very/long/address/of/the/letter/itself");
  REQUIRE(stub.articles.size() == 1);
  CHECK(stub.articles[0].body.find("lorry of onions") != std::string::npos);
  CHECK(stub.articles[0].body.find("Read it") == std::string::npos);
  const auto same =
      parts("alternative",
            "Customs officers opened a lorry of onions and found heroin. The driver was then taken into custody.");
  CHECK(same.articles.at(0).body.ends_with("The driver was then taken into custody."));
  const auto mixed = parts("mixed", "The letter of this week.");
  CHECK(mixed.articles.at(0).body.starts_with("The letter of this week."));
  CHECK(mixed.articles.at(0).body.find("into custody") != std::string::npos);
}

TEST_CASE("base64 mail with a stray byte keeps its text", "[mail]") {
  const auto found = read_as("mail",
                             "From: a@b\nSubject: s\nContent-Type: text/plain; charset=utf-8\n"
                             "Content-Transfer-Encoding: base64\n\nVHdvIG1l!biB3ZXJlIGhl\xFF"
                             "bGQu\n");
  CHECK(found.articles.at(0).body == "Two men were held.");
}

TEST_CASE("neighbouring base64 words in a subject are all kept", "[mail]") {
  const auto title = [](const std::string& subject) {
    return read_as("mail", "From: a@desk.example\nTo: b@desk.example\nSubject: " + subject + "\n\nText.\n")
        .articles.at(0)
        .title;
  };
  // The first word ends with padding.
  CHECK(title("=?utf-8?b?0JrRgNCw0LY=?=\n =?utf-8?B?0LAg0LIg0J7RiNC1?=") == "Кража в Оше");
  // A letter is split between two words, and the padding is missing.
  CHECK(title("=?utf-8?b?0JrRgNA?= =?utf-8?b?sNC20LA?=") == "Кража");
  CHECK(title("=?utf-8?q?=D0=9A=D1=80=D0=B0?= =?utf-8?b?0LbQsA==?=") == "Кража");
  CHECK(title("Who did it?b?The police? =?x?b?") == "Who did it?b?The police? =?x?b?");
}

TEST_CASE("a boundary is not the beginning of another", "[mail]") {
  const auto found = read_as("mail",
                             "From: a@b\nSubject: s\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
                             "Content-Type: text/plain\n\nTwo men.\n--bx\nThree men.\n--b--\n");
  CHECK(found.articles.at(0).body.find("Three men.") != std::string::npos);
  CHECK(found.articles.at(0).body.find("--bx") != std::string::npos);
}

TEST_CASE("a mail without a day of its own has that on which it was received", "[mail]") {
  const std::string above =
      "Received: from a.example by b.example; Tue, 11 Nov 2025 02:31:00 +0600\n"
      "Received: from c.example by a.example; Mon, 10 Nov 2025 23:59:00 +0600\n"
      "From: a@b.example\nSubject: Raid\n";
  for (const char* date : {"", "Date: Thu, 01 Jan 1970 00:00:00 +0000\n"}) {
    const auto found = read_as("mail", above + date + "\nText of the letter.\n");
    REQUIRE(found.articles.size() == 1);
    CHECK(found.articles[0].published == "2025-11-11");
  }
}

TEST_CASE("letters that a mail program printed in its own language are mail", "[mail]") {
  for (const std::string_view head :
       {"От: Дежурный <a@b.example>\nОтправлено: 11 ноября 2025 г. 10:05\nКому: c@d.example\nТема: Рейд\n",
        "Von: Desk <a@b.example>\nGesendet: Dienstag, 11. November 2025 10:05\nAn: c@d.example\nBetreff: Рейд\n",
        "Kimden: Masa <a@b.example>\nGönderildi: 11 Kasım 2025 Salı 10:05\nKime: c@d.example\nKonu: Рейд\n"}) {
    const std::string letter = std::string(head) + "\nText of the letter.\n";
    CHECK(recognised(letter, "txt") == "mail");
    const auto found = read_as("mail", letter);
    REQUIRE(found.articles.size() == 1);
    CHECK(found.articles[0].title == "Рейд");
    CHECK(found.articles[0].published == "2025-11-11");
  }
}

TEST_CASE("raw bytes in a mail's header are of the body's charset", "[mail]") {
  const auto found = read_as("mail",
                             "From: \xC0\xE9\xE4\xE0\xE9 <a@b.example>\nSubject: \xCE\xE1\xFB\xF1\xEA \xE2 "
                             "\xCE\xF8\xE5\nMIME-Version: 1.0\nContent-Type: text/plain; charset=windows-1251\n\n"
                             "\xC2 \xCE\xF8\xE5 \xE7\xE0\xE4\xE5\xF0\xE6\xE0\xEB\xE8 \xE4\xE2\xEE\xE8\xF5.\n");
  CHECK(found.articles.at(0).title == "Обыск в Оше");
  CHECK(found.articles.at(0).authors == std::vector<std::string>{"Айдай"});
}

TEST_CASE("From in a body parts no mailbox, a separator with a header below does", "[mail]") {
  const auto found = read_as("mail",
                             "From a@b.example Thu Nov 13 10:00:00 2025\nSubject: One\nFrom: a@b.example\n\n"
                             "From our man in Naryn at 09:00 on Nov 13 2025 we hear of two arrests.\n\n"
                             "From the court: two months.\nFrom - Fri Nov 14 10:00:00 2025\nX-Mozilla-Status: 0001\n"
                             "Subject: Two\nFrom: a@b.example\n\n>From here on nothing.\n");
  REQUIRE(titles_of(found) == Titles{"One", "Two"});
  CHECK(found.articles[0].body.find("two arrests") != std::string::npos);
  CHECK(found.articles[0].body.find("two months") != std::string::npos);
  CHECK(found.articles[0].published == "2025-11-13");
  CHECK(found.articles[1].published == "2025-11-14");
  CHECK(found.articles[1].body == "From here on nothing.");
}

TEST_CASE("flowed lines are joined, blanks behind a soft line break go", "[mail]") {
  const std::string head = "From: a@b\nSubject: s\n";
  CHECK(read_as("mail", head + "Content-Type: text/plain; format=flowed; delsp=yes\n\nTwo men were he \nld in Osh.\n")
            .articles.at(0)
            .body == "Two men were held in Osh.");
  CHECK(
      read_as("mail", head + "Content-Type: text/plain; format=flowed\n\nTwo men \nwere held.\n").articles.at(0).body ==
      "Two men were held.");
  CHECK(read_as("mail", head + "Content-Transfer-Encoding: quoted-printable\n\nTwo me=  \nn were held.\n")
            .articles.at(0)
            .body == "Two men were held.");
}

TEST_CASE("an attachment is named, Outlook's Sent is the date, blank lines above the header are none", "[mail]") {
  const auto found = read_as("mail",
                             "\n\nFrom: Desk\nSent: Thursday, November 13, 2025 10:00 AM\nTo: a\nSubject: s\n"
                             "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nTwo men.\n"
                             "--b\nContent-Type: application/pdf; name=list.pdf\n\nx\n--b--\n");
  REQUIRE(found.articles.size() == 1);
  CHECK(found.articles[0].title == "s");
  CHECK(found.articles[0].published == "2025-11-13");
  REQUIRE(found.skipped.size() == 1);
  CHECK(found.skipped[0].first == "in, list.pdf");
}

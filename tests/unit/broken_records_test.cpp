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
        "\"x\":\"a\tb\"", R"("x":"it\'s")", R"("x":"\u12")", R"("x":None)", R"("x":1,)", "\"x\":\"\xE9\""}) {
    INFO(member);
    const auto found = read_as("jsonl", fmt::format("{{\"title\":\"Raid\",{}}}\n{{\"title\":\"Trial\"}}\n", member));
    CHECK(titles_of(found) == Titles{"Raid", "Trial"});
    CHECK(found.rejected.empty());
  }
}

TEST_CASE("what is mended in JSON is mended as little as can be", "[json]") {
  CHECK(reader::mend_json(R"({"a":"\ud83d\ude00 \ud83d x","b":[1,2,],"c":-1.5e3})") ==
        R"({"a":"\ud83d\ude00 \ufffd x","b":[1,2],"c":-1.5e3})");
  CHECK(reader::mend_json(R"({"a":"NaN, None,]"})") == R"({"a":"NaN, None,]"})");
  CHECK(reader::mend_json(R"({"a":123456789012345678,"b":1234567890123456789012})") ==
        R"({"a":123456789012345678,"b":"1234567890123456789012"})");
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

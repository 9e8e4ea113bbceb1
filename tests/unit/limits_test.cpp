// Every limit of the readers strikes where the table says, is named with its value, and costs no more than it must.
#include "indexer/source/source.hpp"
#include "tests/support/process.hpp"
#include "tests/support/zip.hpp"
#include "tests/unit/reader_support.hpp"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <filesystem>

using namespace blotter;
using test::Collected;
using test::make_zip;

namespace {

Collected read_bytes(const std::string& bytes, const reader::Limits& limits, const std::string& name = "in") {
  Collected found;
  test::SliceStream stream(bytes, 4096);
  if (const auto done = source::read_stream(stream, {name, 0, &limits, {}, {}}, nullptr, limits, found); !done) {
    found.ok = false;
    found.error = done.error();
  }
  return found;
}

// Whether that limit was named, with what it allows.
bool struck(const Collected& found, const std::string& name, const std::string& value) {
  const auto tells = [&](const Error& error) {
    return error.code == ErrorCode::limit && error.message.find("limit " + name) != std::string::npos &&
           error.message.find(value) != std::string::npos;
  };
  return (!found.ok && tells(found.error)) ||
         std::any_of(found.rejected.begin(), found.rejected.end(), [&](const auto& one) { return tells(one.second); });
}

std::string repeat(std::string_view piece, std::size_t times) {
  std::string out;
  while (times-- > 0) out += piece;
  return out;
}

std::string opendocument(const std::string& kind, const std::string& content) {
  return make_zip({{"mimetype", "application/vnd.oasis.opendocument." + kind}, {"content.xml", content}});
}

// An archive of text files of one size.
std::string archive_of(std::size_t files, std::size_t bytes, bool zip) {
  std::string out(files * (bytes + 4096) + (1u << 20), '\0');
  std::size_t used = 0;
  struct archive* a = archive_write_new();
  if (zip) archive_write_set_format_zip(a);
  else archive_write_set_format_ustar(a);
  if (!zip) archive_write_add_filter_gzip(a);
  archive_write_open_memory(a, out.data(), out.size(), &used);
  const std::string content(bytes, 'x');
  for (std::size_t i = 0; i < files; ++i) {
    struct archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, ("story-" + std::to_string(i) + ".txt").c_str());
    archive_entry_set_size(entry, static_cast<la_int64_t>(content.size()));
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_write_header(a, entry);
    archive_write_data(a, content.data(), content.size());
    archive_entry_free(entry);
  }
  archive_write_close(a);
  archive_write_free(a);
  out.resize(used);
  return out;
}

}  // namespace

TEST_CASE("article_bytes: every reader leaves out what is larger, and says so", "[limits]") {
  reader::Limits limits;
  limits.article_bytes = 300;
  const std::string words = repeat("Police held two men. ", 40);
  std::vector<std::pair<std::string, std::string>> inputs{
      {"jsonl", R"({"id":"a","body":")" + words + "\"}\n" + R"({"id":"b","body":"short"})"},
      {"jsonfeed",
       R"({"version":"https://jsonfeed.org/version/1","items":[{"id":"a","content_text":")" + words + "\"}]}"},
      {"ninjs", R"({"uri":"u","headline":"h","body_text":")" + words + "\"}"},
      {"html", "<html><body><p>" + words + "</p></body></html>"},
      {"feed", "<rss><channel><item><title>t</title><description>" + words + "</description></item></channel></rss>"},
      {"wordpress", "<rss><channel><item><title>t</title><wp:post_type>post</wp:post_type><content:encoded>" + words +
                        "</content:encoded></item></channel></rss>"},
      {"newsml", "<newsMessage><itemSet><newsItem><contentSet><inlineXML>" + words +
                     "</inlineXML></contentSet></newsItem></itemSet></newsMessage>"},
      {"nitf", "<nitf><body><body.content><p>" + words + "</p></body.content></body></nitf>"},
      {"mediawiki",
       "<mediawiki><page><title>t</title><revision><text>" + words + "</text></revision></page></mediawiki>"},
      {"sgml", "<DOC><DOCNO>1</DOCNO><TEXT>" + words + "</TEXT></DOC>"},
      {"mail", "From: a@b\nSubject: s\n\n" + words},
      {"table", "title,text\nt,\"" + words + "\"\n"},
      {"text", "Title\n\n" + words},
      {"digest", "Results 1 - 1 of 1\n\nTitle\n" + words},
      {"iptc7901",
       "\x01"
       "ABC123\r\n\x02" +
           words + "\x03\x04"},
      {"docx", make_zip({{"word/document.xml", "<w:p><w:t>" + words + "</w:t></w:p>"}})},
      {"odt", opendocument("text", "<text:p>" + words + "</text:p>")},
      {"odp", opendocument("presentation", "<text:p>" + words + "</text:p>")},
      {"ods", opendocument("spreadsheet", "<table:table><table:table-row><table:table-cell><text:p>" + words +
                                              "</text:p></table:table-cell></table:table-row></table:table>")},
      {"epub", make_zip({{"META-INF/container.xml", "<rootfile full-path=\"b.opf\"/>"},
                         {"b.opf", "<item id=\"a\" href=\"a.html\"/><itemref idref=\"a\"/>"},
                         {"a.html", "<p>" + words + "</p>"}})},
      {"pptx", make_zip({{"ppt/presentation.xml", "<p:sldId r:id=\"a\"/>"},
                         {"ppt/_rels/presentation.xml.rels", "<Relationship Id=\"a\" Target=\"slides/a.xml\"/>"},
                         {"ppt/slides/a.xml", "<a:p><a:t>" + words + "</a:t></a:p>"}})},
      {"xlsx", make_zip({{"xl/workbook.xml", "<sheet name=\"s\" r:id=\"a\"/>"},
                         {"xl/_rels/workbook.xml.rels", "<Relationship Id=\"a\" Target=\"worksheets/a.xml\"/>"},
                         {"xl/worksheets/a.xml", "<row><c t=\"inlineStr\"><is><t>" + words + "</t></is></c></row>"}})}};
  inputs.emplace_back("telegram", R"({"name":"n","messages":[{"id":1,"type":"message","text":")" + words + R"("}]})");
  inputs.emplace_back("rtf", "{\\rtf1 " + words + "\\par}");
  inputs.emplace_back("doc", test::read_file(std::string(BLOTTER_TEST_DATA) + "/documents/doc/00.doc"));
  inputs.emplace_back("pdf", test::read_file(std::string(BLOTTER_TEST_DATA) + "/documents/pdf/00.pdf"));
  inputs.emplace_back("picture", test::read_file(std::string(BLOTTER_TEST_DATA) + "/documents/scans/47.png"));
  inputs.emplace_back("mhtml", "Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>" +
                                   words + "</p>\n--b--\n");
  inputs.emplace_back("telegramhtml",
                      "<html><div class=\"page_wrap\"><div class=\"page_body chat_page\"><div class="
                      "\"message default\" id=\"message1\"><div class=\"text\">" +
                          words + "</div></div></div></div></html>");
  inputs.emplace_back("whatsapp", "13/11/2025, 10:22 - A: " + words + "\n13/11/2025, 10:23 - A: b\n");
  inputs.emplace_back("lexisnexis", "1 of 1 DOCUMENTS\n\nP\n\nNovember 13, 2025\n\nT\n\nLENGTH: 9 words\n\n" + words);
  inputs.emplace_back("factiva", "T\n9 words\n13 November 2025\nP\n(c) P\n" + words + "\nDocument P000000020251113x\n");
  CHECK(inputs.size() == reader::formats().size());
  const reader::OcrSettings ocr{"eng", {}};
  reader::ReadContext context{"in", 0, &limits, {}, {}};
  context.ocr = &ocr;
  for (const auto& [format, bytes] : inputs) {
    INFO(format);
    Collected found = test::read_as(format, bytes, context, 100);
    CHECK(struck(found, "article_bytes", "300"));
    for (const Article& article : found.articles) CHECK(article.body.size() <= 300);
  }
}

TEST_CASE("article_bytes: an input of exactly the limit is read, one byte more is not", "[limits]") {
  const std::string words = "Police in Osh held two men on Monday. They were heard in court.";
  const std::vector<std::pair<std::string, std::string>> inputs{
      {"jsonl", R"({"id":"a","body":")" + words + "\"}"},
      {"jsonl", R"({"id":"a","body":")" + words + "\"}\n"},
      {"jsonfeed",
       R"({"version":"https://jsonfeed.org/version/1","items":[{"id":"a","content_text":")" + words + "\"}]}"},
      {"ninjs", R"({"uri":"u","headline":"h","body_text":")" + words + "\"}"},
      {"html", "<html><body><p>" + words + "</p></body></html>"},
      {"mail", "From: a@b\nSubject: s\n\n" + words},
      {"text", "Title\n\n" + words}};
  for (const auto& [format, bytes] : inputs)
    for (const std::size_t piece : {std::size_t{7}, std::size_t{1} << 20}) {
      CAPTURE(format, piece);
      reader::Limits limits;
      limits.article_bytes = bytes.size() - (bytes.ends_with('\n') ? 1 : 0);
      const Collected whole = test::read_as(format, bytes, {"in", 0, &limits, {}, {}}, piece);
      CHECK(whole.ok);
      CHECK(whole.rejected.empty());
      REQUIRE(whole.articles.size() == 1);
      CHECK(whole.articles[0].body.find(words.substr(0, 30)) != std::string::npos);
      --limits.article_bytes;
      const Collected less = test::read_as(format, bytes, {"in", 0, &limits, {}, {}}, piece);
      CHECK(struck(less, "article_bytes", std::to_string(limits.article_bytes)));
    }
}

TEST_CASE("archives of exactly as many entries, bytes and levels as the limits allow are read whole", "[limits]") {
  const std::string tar = archive_of(5, 100, false);
  reader::Limits limits;
  limits.entry_count = 5;
  limits.unpacked_bytes = 500;
  const Collected whole = read_bytes(tar, limits, "a.tar.gz");
  CHECK(whole.ok);
  CHECK(whole.rejected.empty());
  CHECK(whole.articles.size() == 5);
  limits.unpacked_bytes = 499;
  CHECK(struck(read_bytes(tar, limits, "a.tar.gz"), "unpacked_bytes", "499"));
  limits = {};
  limits.entry_count = 4;
  CHECK(struck(read_bytes(tar, limits, "a.tar.gz"), "entry_count", "4"));

  const std::string zip = archive_of(2, 100, true);
  limits = {};
  limits.indexed_bytes = zip.size();
  CHECK(read_bytes(zip, limits, "a.zip").articles.size() == 2);
  limits.indexed_bytes = zip.size() - 1;
  CHECK(struck(read_bytes(zip, limits, "a.zip"), "indexed_bytes", std::to_string(zip.size() - 1)));
  limits = {};
  limits.archive_depth = 1;
  CHECK(read_bytes(zip, limits, "a.zip").articles.size() == 2);
}

TEST_CASE("depth of XML, pages and messages", "[limits]") {
  reader::Limits limits;
  limits.xml_depth = 20;
  limits.html_depth = 50;
  limits.mail_depth = 2;
  const Collected feed = read_bytes("<rss><channel><item><title>" + repeat("<b>", 30) + "deep" + repeat("</b>", 30) +
                                        "</title></item><item><title>flat</title></item></channel></rss>",
                                    limits);
  CHECK(struck(feed, "xml_depth", "20"));
  REQUIRE(feed.articles.size() == 2);
  CHECK(feed.articles[0].title == "deep");

  // What is open costs memory, also outside of records.
  const Collected open = read_bytes("<rss><channel><item><title>kept</title></item>" + repeat("<b>", 20000), limits);
  CHECK(struck(open, "xml_depth", "20"));
  CHECK(open.articles.size() == 1);

  const Collected page = read_bytes("<html><body><p>" + repeat("Police held two men. ", 20) + "</p>" +
                                        repeat("<div>", 100) + "the rest</body></html>",
                                    limits);
  CHECK(struck(page, "html_depth", "50"));
  CHECK(page.articles.size() == 1);
  limits.html_elements = 30;
  const Collected wide = read_bytes("<html><body><p>" + repeat("Police held two men. ", 20) + "</p>" +
                                        repeat("<p>And so on.</p>", 30) + "</body></html>",
                                    limits);
  CHECK(struck(wide, "html_elements", "30"));
  CHECK(wide.articles.size() == 1);

  std::string mail = "Content-Type: text/plain\n\nThe inmost part.\n";
  for (int i = 0; i < 5; ++i) mail = "Content-Type: message/rfc822\n\n" + mail;
  const Collected message = test::read_as("mail", "From: a@b\nSubject: s\n" + mail, {"in", 0, &limits, {}, {}});
  CHECK(struck(message, "mail_depth", "2"));
  CHECK(message.articles.size() == 1);
}

TEST_CASE("entries, size, ratio and depth of archives, and zips held in memory", "[limits]") {
  reader::Limits limits;
  limits.entry_count = 3;
  const Collected many = read_bytes(archive_of(5, 100, false), limits, "a.tar.gz");
  CHECK(struck(many, "entry_count", "3"));
  CHECK(many.articles.size() == 3);

  limits = {};
  limits.unpacked_bytes = 250;
  const Collected large = read_bytes(archive_of(5, 100, false), limits, "a.tar.gz");
  CHECK(struck(large, "unpacked_bytes", "250"));
  CHECK(large.articles.size() == 2);

  limits = {};
  limits.unpack_ratio = 50;
  CHECK(struck(read_bytes(archive_of(1, 12u << 20, false), limits, "a.tar.gz"), "unpack_ratio", "50"));
  CHECK_FALSE(struck(read_bytes(archive_of(1, 9u << 20, false), limits, "a.tar.gz"), "unpack_ratio", "50"));

  limits = {};
  limits.indexed_bytes = 200;
  CHECK(struck(read_bytes(archive_of(5, 100, true), limits, "a.zip"), "indexed_bytes", "200"));

  limits = {};
  limits.archive_depth = 0;
  CHECK(struck(read_bytes(archive_of(1, 100, true), limits, "a.zip"), "archive_depth", "0"));
}

TEST_CASE("unpack_ratio: archives and documents in an archive do not multiply it", "[limits]") {
  const std::string text(12u << 20, 'x');
  reader::Limits limits;
  limits.unpack_ratio = 2000;
  for (const std::string& inner : {make_zip({{"story.txt", text}}),
                                   make_zip({{"[Content_Types].xml", "<Types/>"}, {"word/document.xml", text}})}) {
    CHECK_FALSE(struck(read_bytes(inner, limits, "in.zip"), "unpack_ratio", "2000"));
    const std::string outer = make_zip({{"in.zip", inner}, {"last.txt", "Police held two men in Osh on Monday."}});
    REQUIRE(text.size() / outer.size() > 2000);
    CHECK(struck(read_bytes(outer, limits, "out.zip"), "unpack_ratio", "2000"));
  }
}

TEST_CASE("folder_depth", "[limits]") {
  const test::TemporaryFolder folder;
  std::filesystem::path deep = folder.path();
  for (int i = 0; i < reader::Limits{}.folder_depth + 2; ++i) deep /= "f";
  std::filesystem::create_directories(deep);
  Collected found;
  source::walk(
      {folder.path()}, [](source::Item&&) {},
      [&](std::string path, Error error) { found.reject(std::move(path), std::move(error)); });
  CHECK(struck(found, "folder_depth", "128"));
}

TEST_CASE("the README has the table of limits", "[limits]") {
  const std::string readme = test::read_file(std::string(BLOTTER_TEST_DATA) + "/../../README.md");
  for (const reader::LimitRow& row : reader::limit_table()) {
    const std::string line =
        "| `" + std::string(row.name) + "` | " + row.value + " | " + std::string(row.what) + " |\n";
    INFO(line);
    CHECK(readme.find(line) != std::string::npos);
  }
}

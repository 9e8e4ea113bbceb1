// Office documents in the layouts that office programs write, and what may be wrong with them.
#include "indexer/source/source.hpp"
#include "tests/support/zip.hpp"
#include "tests/unit/reader_support.hpp"

#include <fmt/format.h>

#include <chrono>

using namespace blotter;
using test::Collected;
using test::make_zip;

namespace {

using Entries = std::vector<std::pair<std::string, std::string>>;

const std::string content_types =
    R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>)";

std::string core(const std::string& title) {
  return R"(<cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t"><dc:title>)" + title +
         R"(</dc:title><dc:creator>Zarina Sattorova; Administrator</dc:creator><dcterms:created>2025-11-13T08:10:00Z</dcterms:created></cp:coreProperties>)";
}

std::string relationships(const std::string& type, const std::string& target, const std::string& id = "rId1") {
  return R"(<Relationships><Relationship Id=")" + id + R"(" Type="http://x/relationships/)" + type + R"(" Target=")" +
         target + R"("/></Relationships>)";
}

std::string docx(const std::string& body, const std::string& title = "", const Entries& more = {}) {
  Entries entries{{"[Content_Types].xml", content_types},
                  {"_rels/.rels", relationships("officeDocument", "word/document.xml")},
                  {"word/document.xml",
                   R"(<?xml version="1.0"?><w:document xmlns:w="w"><w:body>)" + body + "</w:body></w:document>"},
                  {"docProps/core.xml", core(title)}};
  entries.insert(entries.end(), more.begin(), more.end());
  return make_zip(entries);
}

std::string paragraph(const std::string& text, const std::string& style = "") {
  return "<w:p><w:pPr><w:pStyle w:val=\"" + style + "\"/></w:pPr><w:r><w:t>" + text + "</w:t></w:r></w:p>";
}

std::string opendocument(const std::string& kind, const std::string& content) {
  return make_zip(
      {{"mimetype", "application/vnd.oasis.opendocument." + kind},
       {"content.xml", "<office:document-content><office:body>" + content + "</office:body></office:document-content>"},
       {"meta.xml",
        "<office:meta><dc:title>Border book</dc:title><meta:initial-creator>A. Isakov</meta:initial-creator>"
        "<meta:creation-date>2025-10-02T10:00:00</meta:creation-date></office:meta>"}});
}

Collected read_file(const std::string& bytes, const std::string& name, const reader::Limits& limits = {},
                    std::size_t piece = 4096) {
  Collected found;
  test::SliceStream stream(bytes, piece);
  if (const auto done = source::read_stream(stream, {name, 0, &limits, {}, {}}, nullptr, limits, found); !done) {
    found.ok = false;
    found.error = done.error();
  }
  return found;
}

const Article& only(const Collected& found) {
  INFO(found.error.message);
  REQUIRE(found.articles.size() == 1);
  return found.articles.front();
}

std::string repeat(std::string_view piece, std::size_t times) {
  std::string out;
  while (times-- > 0) out += piece;
  return out;
}

}  // namespace

TEST_CASE("DOCX: what was deleted with changes tracked is no text, what was inserted is", "[office][issue-23]") {
  const std::string bytes = docx(
      paragraph("Two held at Dostuk", "Title") +
          R"(<w:p><w:r><w:t xml:space="preserve">Officers found </w:t></w:r><w:del w:id="1"><w:r><w:delText>nine </w:delText></w:r></w:del>)"
          R"(<w:ins w:id="2"><w:r><w:t>eleven</w:t></w:r></w:ins><w:r><w:tab/><w:t>kilograms.</w:t></w:r>)"
          R"(<w:moveFrom><w:r><w:t>moved away</w:t></w:r></w:moveFrom><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>)"
          R"(<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>)"
          R"(<w:p><w:r><mc:AlternateContent><mc:Choice><w:t>Boxed</w:t></mc:Choice><mc:Fallback><w:t>Boxed</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>)",
      "Template of the desk",
      {{"word/footnotes.xml",
        R"(<w:footnotes><w:footnote w:type="separator"><w:p><w:r><w:t>line</w:t></w:r></w:p></w:footnote><w:footnote w:id="2"><w:p><w:r><w:t>As of Monday.</w:t></w:r></w:p></w:footnote></w:footnotes>)"},
       {"word/comments.xml", "<w:comments><w:comment><w:p><w:r><w:t>Check!</w:t></w:r></w:p></w:comment></w:comments>"},
       {"word/header1.xml", "<w:hdr><w:p><w:r><w:t>Running head</w:t></w:r></w:p></w:hdr>"}});
  const Collected found = read_file(bytes, "a.docx");
  CHECK(only(found).title == "Two held at Dostuk");
  CHECK(only(found).body == "Officers found eleven kilograms.\nBoxed\nAs of Monday.");
  CHECK(only(found).published == "2025-11-13");
  CHECK(only(found).authors == std::vector<std::string>{"Zarina Sattorova"});
}

TEST_CASE("DOCX: rows of a table are lines, a table of one column is its paragraphs", "[office]") {
  const auto cell = [](const std::string& text) { return "<w:tc>" + paragraph(text) + "</w:tc>"; };
  const std::string bytes =
      docx(paragraph("Seizures of the week") + "<w:tbl><w:tr>" + cell("Osh") + cell("11 kg") + cell("") +
               "</w:tr><w:tr>" + cell("Batken") + "<w:tc>" + paragraph("2 kg") + paragraph("of resin") +
               "</w:tc></w:tr></w:tbl>" + "<w:tbl><w:tr><w:tc>" + paragraph("A column of a page.") +
               paragraph("Its second paragraph.") + "</w:tc></w:tr></w:tbl>",
           "Seizures of the week");
  const Collected found = read_file(bytes, "report.docx");
  CHECK(only(found).title == "Seizures of the week");
  CHECK(only(found).body == "Osh | 11 kg\nBatken | 2 kg of resin\nA column of a page.\nIts second paragraph.");
}

TEST_CASE("documents are recognised by content under any name and in archives", "[office]") {
  const std::string bytes = docx(paragraph("Police held two men in Osh."));
  for (const char* name : {"a.zip", "a", "a.txt", "letter.docx", "a.xlsx"}) {
    INFO(name);
    CHECK(only(read_file(bytes, name)).path == name);
  }
  const std::string outer =
      make_zip({{"mail/letter.bin", bytes}, {"b.txt", "Police held two men in Osh on Monday, the court said."}});
  const Collected inside = read_file(outer, "outer.zip");
  REQUIRE(inside.articles.size() == 2);
  CHECK(inside.articles[0].path == "outer.zip!/mail/letter.bin");
  CHECK(inside.articles[0].body == "Police held two men in Osh.");
  // A zip that only stores a document is an archive.
  const std::string stored = make_zip({{"mimetype", "text/plain"}, {"a.docx", bytes}});
  CHECK(read_file(stored, "x.zip").articles.size() >= 1);
}

TEST_CASE("DOCX: titles that programs made up are none", "[office]") {
  const std::string body =
      paragraph("Smugglers used a tunnel") + paragraph("Border guards in Batken found a tunnel of forty metres.");
  for (const char* stock :
       {"Microsoft Word - letter.doc", "untitled", "story-final2.docx", "PowerPoint Presentation", ""}) {
    INFO(stock);
    CHECK(only(read_file(docx(body, stock), "a.docx")).title == "Smugglers used a tunnel");
  }
  CHECK(only(read_file(docx(body, "A tunnel in Batken"), "a.docx")).title == "A tunnel in Batken");
}

TEST_CASE("DOCX: a line near the top that is a date is the day of the story", "[office]") {
  const Collected found = read_file(docx(paragraph("A tunnel in Batken") + paragraph("3 November 2025") +
                                             paragraph("Border guards found a tunnel of forty metres."),
                                         "A tunnel in Batken"),
                                    "a.docx");
  CHECK(only(found).published == "2025-11-03");
  CHECK(only(found).body == "Border guards found a tunnel of forty metres.");
}

TEST_CASE("ODT: tracked deletions, comments and indexes are left out, notes stand at the end", "[office][issue-23]") {
  const std::string bytes = opendocument(
      "text",
      R"(<office:text><text:tracked-changes><text:changed-region><text:deletion><text:p>nine</text:p></text:deletion></text:changed-region></text:tracked-changes>)"
      R"(<text:h text:outline-level="1">Two held at Dostuk</text:h><text:table-of-content><text:index-body><text:p>Contents 1</text:p></text:index-body></text:table-of-content>)"
      "<text:p>Officers\n   found<text:s "
      "text:c=\"2\"/><text:span>eleven</text:span><text:note><text:note-citation>1</text:note-citation>"
      "<text:note-body><text:p>As of Monday.</text:p></text:note-body></text:note> "
      "kilograms.<office:annotation><text:p>Check!</text:p></office:annotation></text:p>"
      R"(<table:table><table:table-row><table:table-cell><text:p>Osh</text:p></table:table-cell><table:table-cell><text:p>11 kg</text:p></table:table-cell></table:table-row></table:table></office:text>)");
  const Collected found = read_file(bytes, "a.odt");
  CHECK(only(found).title == "Border book");
  CHECK(only(found).body == "Two held at Dostuk\nOfficers found eleven kilograms.\nOsh | 11 kg\nAs of Monday.");
  CHECK(only(found).authors == std::vector<std::string>{"A. Isakov"});
  CHECK(only(found).published == "2025-10-02");
}

TEST_CASE("ODS and XLSX: a sheet an article, empty sheets none", "[office]") {
  const std::string row =
      "<table:table-row><table:table-cell><text:p>Osh</text:p></table:table-cell><table:table-cell><text:p>Two men "
      "held</text:p></table:table-cell></table:table-row>";
  const Collected ods =
      read_file(opendocument("spreadsheet",
                             "<office:spreadsheet><table:table table:name=\"May\">" + row +
                                 "</table:table><table:table table:name=\"Empty\"/><table:table table:name=\"June\">" +
                                 row + "</table:table></office:spreadsheet>"),
                "a.ods");
  REQUIRE(ods.articles.size() == 2);
  CHECK(ods.articles[0].title == "Border book: May");
  CHECK(ods.articles[1].title == "Border book: June");
  CHECK(ods.articles[0].body == "Osh | Two men held");
  CHECK(ods.articles[0].id == "a.ods#1");
  CHECK(ods.articles[1].id == "a.ods#3");

  const std::string xlsx = make_zip(
      {{"[Content_Types].xml", content_types},
       {"_rels/.rels", relationships("officeDocument", "xl/workbook.xml")},
       {"xl/_rels/workbook.xml.rels", relationships("worksheet", "worksheets/sheet7.xml", "rId9")},
       {"xl/workbook.xml", R"(<workbook><sheets><sheet name="Arrests" sheetId="1" r:id="rId9"/></sheets></workbook>)"},
       {"xl/sharedStrings.xml",
        "<sst><si><t>Osh</t></si><si><r><t>Two </t></r><r><t>men</t></r><rPh><t>ruby</t></rPh></si></sst>"},
       {"xl/styles.xml",
        R"(<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd\.mm\.yyyy"/><numFmt numFmtId="165" formatCode="0.00&quot;day&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>)"},
       {"xl/worksheets/sheet7.xml",
        R"(<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" s="1"><v>45974</v></c><c r="D1" s="2"><f>1+1</f><v>2.5</v></c><c r="E1" t="inlineStr"><is><t>inline</t></is></c><c r="F1" t="s"><v>99</v></c></row></sheetData></worksheet>)"},
       {"docProps/core.xml", core("Register")}});
  const Collected sheet = read_file(xlsx, "a.xlsx");
  CHECK(only(sheet).title == "Register: Arrests");
  CHECK(only(sheet).body == "Osh | Two men | 2025-11-13 | 2.5 | inline");
}

TEST_CASE("PPTX: slides in the order of the presentation, with notes, without numbers and footers", "[office]") {
  const auto slide = [](const std::string& type, const std::string& text) {
    return R"(<p:sp><p:nvSpPr><p:nvPr><p:ph type=")" + type + R"("/></p:nvPr></p:nvSpPr><p:txBody><a:p><a:r><a:t>)" +
           text + "</a:t></a:r></a:p></p:txBody></p:sp>";
  };
  const std::string bytes = make_zip(
      {{"[Content_Types].xml", content_types},
       {"ppt/presentation.xml",
        R"(<p:presentation><p:sldIdLst><p:sldId id="256" r:id="rId2"/><p:sldId id="257" r:id="rId1"/><p:sldId id="258" r:id="rId2"/></p:sldIdLst></p:presentation>)"},
       {"ppt/_rels/presentation.xml.rels",
        R"(<Relationships><Relationship Id="rId1" Type="x" Target="slides/slide1.xml"/><Relationship Id="rId2" Type="x" Target="/ppt/slides/slide2.xml"/></Relationships>)"},
       {"ppt/slides/slide1.xml", "<p:sld>" + slide("body", "Second") + slide("sldNum", "2") + "</p:sld>"},
       {"ppt/slides/slide2.xml",
        "<p:sld>" + slide("ctrTitle", "Heroin routes") + slide("body", "First") + slide("ftr", "Foot") + "</p:sld>"},
       {"ppt/slides/_rels/slide2.xml.rels", relationships("notesSlide", "../notesSlides/notesSlide1.xml")},
       {"ppt/notesSlides/notesSlide1.xml", "<p:notes>" + slide("body", "Say it slowly.") + "</p:notes>"},
       {"docProps/core.xml", core("PowerPoint Presentation")}});
  const Collected found = read_file(bytes, "a.pptx");
  CHECK(only(found).title == "Heroin routes");
  CHECK(only(found).body == "First\nSay it slowly.\nSecond");
}

TEST_CASE("regression: PPTX: notes that many relationships name are read once", "[office][hostile]") {
  std::string many;
  for (const char* id : {"rId1", "rId2", "rId3"})
    many += "<Relationship Id=\"" + std::string(id) + R"(" Type="x" Target="../notesSlides/notesSlide1.xml"/>)";
  const std::string bytes = make_zip(
      {{"[Content_Types].xml", content_types},
       {"ppt/presentation.xml", R"(<p:presentation><p:sldIdLst><p:sldId r:id="rId1"/></p:sldIdLst></p:presentation>)"},
       {"ppt/_rels/presentation.xml.rels", relationships("slide", "slides/slide1.xml")},
       {"ppt/slides/slide1.xml", "<p:sld><a:p><a:t>Heroin routes</a:t></a:p></p:sld>"},
       {"ppt/slides/_rels/slide1.xml.rels", "<Relationships>" + many + "</Relationships>"},
       {"ppt/notesSlides/notesSlide1.xml", "<p:notes><a:p><a:t>Say it slowly.</a:t></a:p></p:notes>"}});
  CHECK(only(read_file(bytes, "a.pptx")).title == "Heroin routes");
  CHECK(only(read_file(bytes, "a.pptx")).body == "Say it slowly.");
}

TEST_CASE("EPUB: chapters in the order of the spine, without the contents", "[office]") {
  Entries entries{
      {"mimetype", "application/epub+zip"},
      {"META-INF/container.xml",
       R"(<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>)"},
      {"OEBPS/book.opf",
       R"(<package><metadata><dc:title>The Osh File</dc:title><dc:creator>N. Aliev</dc:creator><dc:date>2024-05-06</dc:date><dc:publisher>Steppe Press</dc:publisher></metadata>)"
       R"(<manifest><item id="nav" href="nav.xhtml" properties="nav"/><item id="b" href="text/b%201.xhtml"/><item id="a" href="text/a.xhtml"/></manifest><spine><itemref idref="nav"/><itemref idref="a"/><itemref idref="b"/><itemref idref="a"/></spine></package>)"},
      {"OEBPS/nav.xhtml", "<html><body><p>Contents</p></body></html>"},
      {"OEBPS/text/a.xhtml",
       "<html><head><title>x</title></head><body><h1>The Osh File</h1><p>It began in May.</p></body></html>"},
      {"OEBPS/text/b 1.xhtml", "<html><body><p>It ended in June.</p></body></html>"}};
  for (int turn = 0; turn < 2; ++turn) {
    const Collected found = read_file(make_zip(entries), "a.epub");
    CHECK(only(found).title == "The Osh File");
    CHECK(only(found).body == "It began in May.\nIt ended in June.");
    CHECK(only(found).source == "Steppe Press");
    CHECK(only(found).published == "2024-05-06");
    std::swap(entries.front(), entries.back());  // packed anew, with its type behind the rest
  }
}

TEST_CASE("RTF: letters of every code page, Unicode, and nothing of pictures, heads and deleted text",
          "[office][issue-23]") {
  const std::string rtf =
      "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fcharset0 Times;}{\\f1\\fcharset204 Times Cyr;}}"
      "{\\stylesheet{\\s0 Normal;}{\\s15 Title;}}"
      "{\\info{\\title Template}{\\author Zarina Sattorova}{\\operator Admin}{\\creatim\\yr2025\\mo11\\dy3\\hr9}}"
      "{\\header Running head\\par}{\\*\\generator Writer;}\n"
      "\\pard\\s15 Two held at Dostuk\\par\n"
      "\\pard\\plain\\f1 \\'ce\\'f8\\f0 , caf\\'e9 \\u1178?\\u1241 ?\\uc2\\u-10179??\\u-8704??\\uc1 {\\deleted nine "
      "}{\\v hidden }eleven\\emdash kg"
      "{\\pict\\bin4 {}\\\\ 0102}{\\field{\\*\\fldinst HYPERLINK x}{\\fldrslt  link}}{\\footnote As of Monday.}.\\par\n"
      "\\trowd\\cellx100\\cellx200\\pard\\intbl Osh\\cell 11 kg\\cell\\row\n\\pard The end\\~of it.\\par}";
  const Collected found = read_file(rtf, "a.rtf", {}, 13);
  CHECK(only(found).title == "Two held at Dostuk");
  CHECK(only(found).body == "Ош, café Қә\U0001F600eleven—kg link.\nOsh | 11 kg\nThe end of it.\nAs of Monday.");
  CHECK(only(found).authors == std::vector<std::string>{"Zarina Sattorova"});
  CHECK(only(found).published == "2025-11-03");
}

TEST_CASE("regression: RTF: letters of a code page that nobody knows are not lost", "[office]") {
  CHECK(only(read_file("{\\rtf1\\ansi\\ansicpg0 The caf\\'e9 in Osh was raided.\\par}", "a.rtf")).body ==
        "The café in Osh was raided.");
}

TEST_CASE("document_bytes: a bomb in a part that is read costs that document, one elsewhere nothing",
          "[office][limits]") {
  reader::Limits limits;
  limits.document_bytes = 1 << 20;
  const std::string zeros(4u << 20, ' ');
  const Collected bomb = read_file(docx(paragraph("Police held two men.") + zeros), "bomb.docx", limits);
  CHECK(bomb.articles.empty());
  CHECK(bomb.error.code == ErrorCode::limit);
  CHECK(bomb.error.message.find("1048576 bytes (limit document_bytes)") != std::string::npos);
  const Collected beside = read_file(
      docx(paragraph("Police held two men."), "", {{"word/media/image1.xml", zeros}, {"word/theme/theme1.xml", zeros}}),
      "beside.docx", limits);
  CHECK(only(beside).body == "Police held two men.");
  limits = {};
  limits.unpack_ratio = 100;
  const Collected dense = read_file(docx(paragraph("x") + std::string(40u << 20, ' ')), "dense.docx", limits);
  CHECK(dense.error.message.find("unpack_ratio") != std::string::npos);
}

TEST_CASE("entities of a document's DTD are not expanded", "[office][hostile]") {
  const std::string dtd =
      R"(<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>)";
  const std::string bytes =
      make_zip({{"[Content_Types].xml", content_types},
                {"word/document.xml",
                 dtd + "<w:document><w:body>" + paragraph("Held: &b; &f; &amp;") + "</w:body></w:document>"}});
  CHECK(only(read_file(bytes, "a.docx")).body == "Held: &b; &f; &");
}

TEST_CASE("names in a document that lie, twice or outside, do no harm", "[office][hostile]") {
  const std::string bytes =
      docx(paragraph("The true text."), "",
           {{"word/document.xml", "<w:document><w:body>" + paragraph("The second.") + "</w:body></w:document>"},
            {"../../word/footnotes.xml", "<w:footnotes/>"}});
  CHECK(only(read_file(bytes, "a.docx")).body.find("The true text.") == 0);
  const Collected lost =
      read_file(make_zip({{"[Content_Types].xml", content_types}, {"word/other.xml", "<a/>"}}), "a.docx");
  CHECK(lost.articles.empty());
  CHECK(lost.error.message == "has no word/document.xml");
  const Collected locked = read_file(make_zip({{"mimetype", "application/vnd.oasis.opendocument.text"},
                                               {"META-INF/manifest.xml", "<manifest:encryption-data/>"},
                                               {"content.xml", "x"}}),
                                     "a.odt");
  CHECK(locked.error.message == "encrypted");
}

TEST_CASE("documents cut at any byte end in an error or an article", "[office][hostile]") {
  const std::string bytes =
      docx(paragraph("Police held two men in Osh.") + repeat(paragraph("They were heard in court."), 30));
  for (std::size_t size = 1; size < bytes.size(); size += 7) {
    const Collected found = read_file(bytes.substr(0, size), "a.docx", {}, 100);
    CHECK((!found.ok || found.articles.size() + found.rejected.size() + found.skipped.size() == 1));
  }
}

TEST_CASE("regression: XLSX: a large text that many cells name is not copied for each", "[office][hostile][time]") {
  const std::string bytes =
      make_zip({{"[Content_Types].xml", content_types},
                {"_rels/.rels", relationships("officeDocument", "xl/workbook.xml")},
                {"xl/_rels/workbook.xml.rels", relationships("worksheet", "worksheets/sheet1.xml")},
                {"xl/workbook.xml", R"(<workbook><sheets><sheet name="A" r:id="rId1"/></sheets></workbook>)"},
                {"xl/sharedStrings.xml", "<sst><si><t>" + repeat("Osh ", 4u << 20) + "</t></si></sst>"},
                {"xl/worksheets/sheet1.xml",
                 "<worksheet><row>" + repeat(R"(<c t="s"><v>0</v></c>)", 50000) + "</row></worksheet>"}});
  reader::Limits limits;
  limits.article_bytes = 1 << 20;
  const auto start = std::chrono::steady_clock::now();
  const Collected found = read_file(bytes, "a.xlsx", limits, 1 << 20);
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(10));
  REQUIRE(found.rejected.size() == 1);
  CHECK(found.rejected[0].second.message.find("limit article_bytes") != std::string::npos);
}

TEST_CASE("regression: XLSX: sheets that name one large text stop at the limit of a document", "[office][hostile]") {
  Entries entries{{"[Content_Types].xml", content_types},
                  {"_rels/.rels", relationships("officeDocument", "xl/workbook.xml")},
                  {"xl/sharedStrings.xml", "<sst><si><t>" + repeat("Osh ", 1000) + "</t></si><si/></sst>"}};
  std::string sheets, targets;
  for (int i = 0; i < 20; ++i) {
    sheets += fmt::format(R"(<sheet name="A{0}" r:id="r{0}"/>)", i);
    targets += fmt::format(R"(<Relationship Id="r{0}" Target="s{0}.xml"/>)", i);
    entries.emplace_back(fmt::format("xl/s{}.xml", i),
                         R"(<row><c t="s"><v>0</v></c><c/><c t="s"><v>1</v></c><c t="s"><v>2</v></c></row>)");
  }
  entries.emplace_back("xl/workbook.xml", "<workbook><sheets>" + sheets + "</sheets></workbook>");
  entries.emplace_back("xl/_rels/workbook.xml.rels", "<Relationships>" + targets + "</Relationships>");
  reader::Limits limits;
  CHECK(read_file(make_zip(entries), "a.xlsx", limits, 1 << 20).articles.size() == 20);
  limits.document_bytes = 20000;  // the parts have less
  const Collected found = read_file(make_zip(entries), "a.xlsx", limits, 1 << 20);
  CHECK(found.articles.size() == 6);
  CHECK(found.articles.at(0).body.size() == 3999);
  CHECK_FALSE(found.ok);
  CHECK(found.error.message.find("limit document_bytes") != std::string::npos);
}

TEST_CASE("nesting and repetition in documents cost time in proportion", "[office][hostile][time]") {
  const auto seconds = [](const std::string& bytes, const std::string& name) {
    const auto start = std::chrono::steady_clock::now();
    (void)read_file(bytes, name, {}, 1 << 20);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };
  constexpr double most = 5;  // these take a tenth of it
  CHECK(seconds(docx(repeat("<w:tbl><w:tr><w:tc><w:p>", 50000) + "deep"), "a.docx") < most);
  CHECK(seconds("{\\rtf1 " + repeat("{\\b x", 200000), "a.rtf") < most);
  CHECK(seconds("{\\rtf1 " + repeat("\\intbl x\\cell\\row{\\footnote ", 50000), "a.rtf") < most);
  CHECK(seconds(docx(repeat("<w:p><w:r><w:t>x</w:t>", 50000)), "a.docx") < most);
  CHECK(seconds(docx("<w:tbl><w:tr>" + repeat("<w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>", 50000)), "a.docx") <
        most);
  CHECK(seconds(opendocument("text", "<office:text>" + repeat("<text:p>x<text:note><text:note-body>", 50000)),
                "a.odt") < most);
  CHECK(seconds(opendocument("spreadsheet",
                             "<office:spreadsheet>" +
                                 repeat("<table:table><table:table-row "
                                        "table:number-rows-repeated=\"1048576\"><table:table-cell><text:p>x</text:p>",
                                        20000)),
                "a.ods") < most);
}

// The process that reads documents with parsers of others: what goes wrong in it costs one document.
#include "common/text/utf8.hpp"
#include "indexer/extract/page_layout.hpp"
#include "indexer/extract/word.hpp"
#include "indexer/reader/extract/extractor.hpp"
#include "indexer/reader/extract/ocr_languages.hpp"
#include "tests/support/process.hpp"
#include "tests/support/sanitizers.hpp"
#include "tests/support/word_document.hpp"
#include "tests/unit/reader_support.hpp"

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <limits>
#include <random>
#include <thread>

using namespace blotter;
using extract::lay_out;
using extract::Page;
using reader::Extracted;
using reader::ExtractKind;

namespace {

reader::Limits small_limits(unsigned seconds = 60) {
  reader::Limits limits;
  limits.extract_seconds = seconds;
  limits.extract_memory = 256u << 20U;
  limits.article_bytes = 1u << 20U;
  return limits;
}

// Asks the stub, in a thread and so in a process of its own.
Result<Extracted> ask(const std::string& command, const std::string& argument = {}, unsigned seconds = 60) {
  ::setenv("BLOTTER_EXTRACT", BLOTTER_EXTRACT_STUB, 1);
  Result<Extracted> found;
  std::thread([&] {
    found = reader::extract(ExtractKind::pdf, "%PDF-" + command + "\n" + argument, small_limits(seconds));
  }).join();
  return found;
}

std::string message(const Result<Extracted>& found) { return found ? "answered" : found.error().message; }

}  // namespace

TEST_CASE("a document that crashes its reader costs itself, and the next one is read", "[extract][issue-23]") {
  ::setenv("BLOTTER_EXTRACT", BLOTTER_EXTRACT_STUB, 1);
  std::thread([] {
    const reader::Limits limits = small_limits();
    const auto first = reader::extract(ExtractKind::pdf, "%PDF-echo\none", limits);
    const auto crashed = reader::extract(ExtractKind::pdf, "%PDF-crash", limits);
    const auto ended = reader::extract(ExtractKind::pdf, "%PDF-exit", limits);
    const auto garbage = reader::extract(ExtractKind::pdf, "%PDF-garbage", limits);
    const auto last = reader::extract(ExtractKind::pdf, "%PDF-echo\ntwo", limits);
    CHECK((first && first->text == "one"));
    if (!test::is_sanitized) CHECK(message(crashed) == "its reader crashed (Segmentation fault)");
    CHECK_FALSE(crashed);
    CHECK(message(ended) == "its reader ended without an answer (status 5)");
    CHECK(message(garbage) == "the process that reads documents gave no answer of ours");
    CHECK((last && last->text == "two"));
  }).join();
}

TEST_CASE("extract_seconds: a process that never takes the document is given up", "[extract][limits]") {
  ::setenv("BLOTTER_EXTRACT", "/bin/sleep",
           1);  // sleeps as many seconds as it may have bytes of memory, and reads nothing
  Result<Extracted> found;
  std::thread([&] { found = reader::extract(ExtractKind::pdf, std::string(4u << 20U, 'x'), small_limits(1)); }).join();
  CHECK(message(found) == "takes longer than 1 seconds to read (limit extract_seconds)");
}

TEST_CASE("extract_seconds: a document that loops or sleeps is given up", "[extract][limits][issue-23]") {
  for (const char* command : {"sleep", "spin"}) {
    INFO(command);
    const auto start = std::chrono::steady_clock::now();
    const Result<Extracted> found = ask(command, {}, 1);
    CHECK(message(found) == "takes longer than 1 seconds to read (limit extract_seconds)");
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));
  }
}

TEST_CASE("extract_memory: a document that eats memory is given up", "[extract][limits][issue-23]") {
  if (test::is_sanitized) return;  // they reserve terabytes, so that no limit can be set
  const Result<Extracted> found = ask("memory");
  CHECK(message(found) == "needs more than 268435456 bytes of memory (limit extract_memory)");
  CHECK(found.error().code == ErrorCode::limit);
}

TEST_CASE("article_bytes: a document that gives more text than that is given up", "[extract][limits][issue-23]") {
  CHECK(message(ask("flood")) == "its text is larger than 1048576 bytes (limit article_bytes)");
}

TEST_CASE("a confined reader opens no socket, writes no file, reads no file of the user and starts no program",
          "[extract][issue-23]") {
  const test::TemporaryFolder folder;
  const Result<Extracted> found = ask("attempts", folder / "stolen");
  REQUIRE(found);
  const Result<Extracted> holds = [] {
    Result<Extracted> asked;
    std::thread([&] { asked = reader::extract(ExtractKind::status, {}, small_limits()); }).join();
    return asked;
  }();
  REQUIRE(holds);
  INFO(holds->text);
  const bool seccomp = holds->text.find("seccomp") != std::string::npos;
  const bool landlock = holds->text.find("Landlock") != std::string::npos;
  CHECK(holds->text.find("time, no writing") != std::string::npos);
  if (seccomp) CHECK(found->text.find("socket refused") != std::string::npos);
  if (seccomp) CHECK(found->text.find("program refused") != std::string::npos);
  if (seccomp || landlock) CHECK(found->text.find("write refused") != std::string::npos);
  if (landlock) CHECK(found->text.find("read refused") != std::string::npos);
  if (seccomp || landlock) CHECK_FALSE(std::filesystem::exists(folder / "stolen"));
}

TEST_CASE("PDF: damaged ones fail and scans are skipped", "[extract][issue-23]") {
  const auto page = [](const std::string& content) {
    return "%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj 2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj "
           "3 0 obj "
           "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>> endobj 4 0 "
           "obj "
           "<</Length " +
           std::to_string(content.size()) + ">> stream\n" + content +
           "\nendstream endobj 5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj trailer <</Root 1 0 R>>";
  };
  const test::Collected words = test::read_as("pdf", page("BT /F 12 Tf 20 100 Td (Police held two men in Osh.) Tj ET"));
  REQUIRE(words.articles.size() == 1);
  CHECK(words.articles[0].body == "Police held two men in Osh.");
  const test::Collected scan = test::read_as("pdf", page("0 0 300 200 re f"));
  CHECK(scan.ok);
  REQUIRE(scan.skipped.size() == 1);
  CHECK(scan.skipped[0].second == "scanned document");
  const test::Collected damaged = test::read_as("pdf", "%PDF-1.4 and nothing more");
  CHECK(damaged.error.message == "damaged, or no PDF");
}

TEST_CASE("PDF: pages that were recognised once are not recognised again", "[extract][ocr][issue-23]") {
  const std::string bytes = test::read_file(std::string(BLOTTER_TEST_DATA) + "/documents/scans/mixed.pdf");
  Article earlier;
  earlier.title = "Two reports";
  earlier.body = "As it was read before.";
  earlier.authors = {"S. Toktosunova"};
  earlier.ocr = Recognition{91, 0};
  std::vector<std::uint64_t> keys;
  const reader::OcrSettings ocr{"eng", [&](std::uint64_t key) {
                                  keys.push_back(key);
                                  earlier.ocr->key = key;
                                  return std::optional<Article>(earlier);
                                }};
  reader::ReadContext context{"in/reports.pdf", 0, nullptr, {}, {}};
  context.ocr = &ocr;
  const test::Collected found = test::read_as("pdf", bytes, context);
  CHECK(found.skipped.empty());
  REQUIRE(found.articles.size() == 1);
  REQUIRE(keys.size() == 1);
  CHECK(found.articles[0].body == earlier.body);
  CHECK(found.articles[0].authors == earlier.authors);
  CHECK(found.articles[0].ocr == earlier.ocr);
  // A document whose pages all have text is never looked up.
  const std::string text = test::read_file(std::string(BLOTTER_TEST_DATA) + "/documents/pdf/00.pdf");
  CHECK(test::read_as("pdf", text, context).articles.size() == 1);
  CHECK(keys.size() == 1);
}

TEST_CASE("PDF: when the time for recognising is up, the text that is there is kept", "[extract][ocr][limits]") {
  const std::string bytes = test::read_file(std::string(BLOTTER_TEST_DATA) + "/documents/scans/mixed.pdf");
  reader::Limits limits;
  limits.ocr_seconds = 0;
  const reader::OcrSettings ocr{"eng", {}};
  reader::ReadContext context{"in/reports.pdf", 0, &limits, {}, {}};
  context.ocr = &ocr;
  const test::Collected found = test::read_as("pdf", bytes, context);
  REQUIRE(found.articles.size() == 1);
  CHECK(found.articles[0].body.find("burnt in May") != std::string::npos);
  CHECK_FALSE(found.articles[0].ocr);
  REQUIRE(found.rejected.size() == 1);
  CHECK(found.rejected[0].second.message.find("ocr_seconds") != std::string::npos);
}

TEST_CASE("pages: what is left without running heads is counted by page", "[extract][layout]") {
  std::vector<Page> pages(3, Page{600, 800, {}});
  for (Page& page : pages) page.words.push_back({50, 30, 200, 40, "Docket", true});
  pages[1].words.push_back({50, 300, 200, 310, "Verdict", true});
  CHECK(lay_out(std::vector<Page>(pages)).page_bytes == std::vector<std::size_t>{0, 7, 0});
}

TEST_CASE("DOC: damaged at any place it gives an article or an error, and circles end",
          "[extract][hostile][issue-23]") {
  const std::string whole = test::read_file(std::string(BLOTTER_TEST_DATA) + "/documents/doc/02.doc");
  REQUIRE(whole.size() > 4096);
  CHECK(extract::read_word(whole).created == "2025-10-15");
  CHECK(extract::read_word(whole).text.find("Officers of Uzbekistan") != std::string::npos);
  std::mt19937 random(23);
  for (int round = 0; round < 300; ++round) {
    std::string bytes = whole;
    for (int change = 0; change < 20; ++change) {
      // The header, the tables and the start of Word's stream are where a number leads somewhere.
      const std::size_t at = random() % (round % 2 == 0 ? std::size_t{2048} : bytes.size());
      bytes[at] = static_cast<char>(random() % 3 == 0 ? 0xFF : random());
    }
    bytes.resize(round % 5 == 0 ? random() % bytes.size() : bytes.size());
    const Extracted found = extract::read_word(bytes);
    CHECK(text::is_utf8(found.text));
    CHECK(found.text.size() <= 8 * whole.size());
  }
  CHECK(extract::read_word("").error == "damaged, or no Word document");
}

TEST_CASE("DOC: cells, fields and deleted runs", "[extract]") {
  // A compound file of one stream and its table, made by hand: text in one piece, a run of it marked as deleted.
  const std::string text =
      "Osh\x07"
      "11 kg\x07\x07"
      "Held \x13 PAGE \x14"
      "2\x15 nine men.\r";
  const std::string bytes = test::make_word(text, text.find("nine"), 5);
  const Extracted found = extract::read_word(bytes);
  CHECK(found.error.empty());
  CHECK(found.text == "Osh | 11 kg\nHeld 2 men.\n");
}

TEST_CASE("a missing blotter-extract is an error that says where it belongs", "[extract]") {
  ::setenv("BLOTTER_EXTRACT", "/nowhere/blotter-extract", 1);
  Result<Extracted> found;
  std::thread([&] { found = reader::extract(ExtractKind::pdf, "%PDF-", {}); }).join();
  CHECK(message(found).find("cannot run '/nowhere/blotter-extract'") == 0);
  CHECK_FALSE(found.error().hint.empty());
}

TEST_CASE("ocr: languages by the names of tesseract, of Debian and of ISO 639", "[extract][ocr][issue-23]") {
  for (const auto& [name, language] : std::vector<std::pair<std::string, std::string>>{{"eng", "eng"},
                                                                                       {"en", "eng"},
                                                                                       {"RU", "rus"},
                                                                                       {"kk", "kaz"},
                                                                                       {"ky", "kir"},
                                                                                       {"tg", "tgk"},
                                                                                       {"tr", "tur"},
                                                                                       {"uz", "uzb"},
                                                                                       {"uz-Cyrl", "uzb_cyrl"},
                                                                                       {"uzb-cyrl", "uzb_cyrl"},
                                                                                       {"chi_sim", "chi_sim"},
                                                                                       {"zh", "chi_sim"},
                                                                                       {"zz", ""},
                                                                                       {"e", ""},
                                                                                       {"", ""},
                                                                                       {"../../etc/passwd", ""}}) {
    INFO(name);
    CHECK(reader::ocr_language(name) == language);
  }
}

TEST_CASE("a request and a recognised answer come through whole", "[extract][ocr][issue-23]") {
  const reader::RequestHeader request{ExtractKind::scan, 7, 1800, 0x123456789A};
  const auto header = reader::encode_request(request);
  const auto read = reader::decode_request({header.data(), header.size()});
  REQUIRE(read);
  CHECK(read->kind == ExtractKind::scan);
  CHECK(read->language_bytes == 7);
  CHECK(read->seconds == 1800);
  CHECK(read->size == 0x123456789A);
  Extracted extracted;
  extracted.text = "Сто слов";
  extracted.confidence = 87;
  extracted.picture_pages = {0, 0xFEDCBA98};
  std::string body = reader::encode_answer(extracted).substr(reader::answer_header_bytes);
  REQUIRE(reader::decode_answer(body));
  CHECK(reader::decode_answer(body)->confidence == 87);
  CHECK(reader::decode_answer(body)->picture_pages == extracted.picture_pages);
  body[1] = 101;  // percent
  CHECK_FALSE(reader::decode_answer(body));
}

TEST_CASE("answers of a process that lies are refused", "[extract][hostile]") {
  Extracted extracted;
  extracted.title = "t";
  extracted.text = "text";
  extracted.picture_pages = {7};
  const std::string answer = reader::encode_answer(extracted);
  const std::string body = answer.substr(reader::answer_header_bytes);
  CHECK(reader::decode_size(answer) == body.size());
  REQUIRE(reader::decode_answer(body));
  CHECK(reader::decode_answer(body)->text == "text");
  for (std::size_t size = 0; size < body.size(); ++size) CHECK_FALSE(reader::decode_answer(body.substr(0, size)));
  CHECK_FALSE(reader::decode_answer(body + "x"));
  for (std::size_t at = 0; at < body.size(); ++at) {
    std::string changed = body;
    changed[at] = '\xFF';
    (void)reader::decode_answer(changed);
  }
}

namespace {

// A line of words of ten points' height and five points a letter.
void add_line(Page& page, double left, double top, const std::string& text, double height = 10) {
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    const double right = left + static_cast<double>(end) * height / 2;
    page.words.push_back({left, top, right, top + height, std::string(rest.substr(0, end)), end < rest.size()});
    left = right + height / 2;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
}

}  // namespace

TEST_CASE("pages: columns are read one after the other, and words parted at a line's end are joined",
          "[extract][layout]") {
  Page page{600, 800, {}};
  add_line(page, 50, 120, "Smugglers used a tunnel", 20);
  add_line(page, 50, 200, "Border guards in Batken have disco-");
  add_line(page, 50, 212, "vered a forty-metre tunnel that was");
  add_line(page, 50, 224, "used at night, said a forty-");
  add_line(page, 50, 236, "metre rope was found in the cellar");
  add_line(page, 320, 200, "of a house near the market place.");
  add_line(page, 330, 212, "Two brothers were held on Monday");
  add_line(page, 320, 224, "and will stay in custody.");
  const auto out = lay_out({page});
  CHECK(out.heading == "Smugglers used a tunnel");
  CHECK(out.text ==
        "Smugglers used a tunnel\nBorder guards in Batken have discovered a forty-metre tunnel that was used at night, "
        "said a "
        "forty-metre rope was found in the cellar of a house near the market place.\nTwo brothers were held on Monday "
        "and "
        "will stay in custody.");
}

TEST_CASE("pages: lines that are set wide apart are one paragraph, a larger gap ends it", "[extract][layout]") {
  for (const double pitch : {12.0, 18.0, 22.0}) {
    CAPTURE(pitch);
    Page page{600, 800, {}};
    add_line(page, 50, 200, "Border guards in Batken have found a tunnel");
    add_line(page, 50, 200 + pitch, "that was used at night for boxes of onions");
    add_line(page, 50, 200 + 2 * pitch, "and for a goat that did not wish to walk it");
    add_line(page, 50, 200 + 3.5 * pitch, "Two brothers were held on Monday and will be");
    add_line(page, 50, 200 + 4.5 * pitch, "heard in the district court of Leilek in May");
    CHECK(lay_out({page}).text ==
          "Border guards in Batken have found a tunnel that was used at night for boxes of onions and for a goat that "
          "did not wish to walk it\nTwo brothers were held on Monday and will be heard in the district court of Leilek "
          "in May");
  }
}

TEST_CASE("pages: running heads and page numbers go, also with changing numbers", "[extract][layout]") {
  std::vector<Page> pages;
  for (int number = 1; number <= 4; ++number) {
    Page page{600, 800, {}};
    add_line(page, 50, 30, "Steppe Courier, issue 11");
    add_line(page, 50, 300, "Story of page " + std::string(1, static_cast<char>('a' + number)) + " is here.");
    add_line(page, 290, 770, std::to_string(number));
    pages.push_back(page);
  }
  CHECK(lay_out(std::move(pages)).text ==
        "Story of page b is here.\nStory of page c is here.\nStory of page d is here.\nStory of page e is here.");
}

TEST_CASE("pages: nothing, blanks and odd places do no harm", "[extract][layout]") {
  CHECK(lay_out({}).text.empty());
  CHECK(lay_out({Page{0, 0, {}}, Page{}}).text.empty());
  const double nan = std::numeric_limits<double>::quiet_NaN();
  std::vector<extract::Word> words{{nan, nan, nan, nan, "a", true}, {1e300, -1e300, -1e300, 1e300, "b", false}};
  words.push_back({0, 0, 0, 0, "kept", false});
  CHECK(lay_out({Page{0, 0, words}}).text == "kept");
}

TEST_CASE("regression: pages: a word of many hyphens costs its size", "[extract][layout]") {
  Page page{600, 800, {}};
  add_line(page, 50, 200, "forty-metre " + std::string(190000, '-'));
  const auto start = std::chrono::steady_clock::now();
  CHECK(lay_out({page}).text.size() == 12 + 190000);
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(5));
}

TEST_CASE("pages: justified columns whose words are far apart are not mixed and rows of tables stay rows",
          "[extract][layout]") {
  Page page{600, 800, {}};
  for (int row = 0; row < 5; ++row) {
    const double top = 200 + 14 * row;
    const std::string number = std::to_string(row);
    for (int word = 0; word < 3; ++word) {
      const double left = 50 + 80 * word;
      page.words.push_back({left, top, left + 50, top + 12, "l" + number + std::to_string(word), true});
      page.words.push_back({left + 260, top + 2, left + 310, top + 14, "r" + number + std::to_string(word), true});
    }
  }
  const std::string text = lay_out({page}).text;
  CHECK(text.find("l00 l01 l02") == 0);
  CHECK(text.find("l42") < text.find("r00"));
  Page table{600, 800, {}};
  for (int row = 0; row < 5; ++row) {
    const double top = 200 + 30 * row;
    table.words.push_back({50, top, 90, top + 12, "Osh" + std::to_string(row), true});
    table.words.push_back({300, top, 340, top + 12, "11", true});
  }
  CHECK(lay_out({table}).text.find("Osh0 11") == 0);
  CHECK(lay_out({table}).text.find("Osh4 11") != std::string::npos);
}

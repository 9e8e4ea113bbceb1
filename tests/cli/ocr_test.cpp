// --ocr: text is read off pictures, and what was read once is not read again.
#include "tests/support/programs.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <iterator>

using namespace blotter::test;

namespace {

const std::string scans = source_folder + "/tests/data/documents/scans/";

void copy_scan(const std::string& name, const std::string& to) {
  std::filesystem::create_directories(std::filesystem::path(to).parent_path());
  std::filesystem::copy_file(scans + name, to);
}

// One white point.
constexpr unsigned char dot[] = {0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00, 0x00, 0x0D, 0x49, 0x48,
                                 0x44, 0x52, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x00, 0x00, 0x00,
                                 0x00, 0x3A, 0x7E, 0x9B, 0x55, 0x00, 0x00, 0x00, 0x0A, 0x49, 0x44, 0x41, 0x54, 0x78,
                                 0x9C, 0x63, 0xF8, 0x0F, 0x00, 0x01, 0x01, 0x01, 0x00, 0xB1, 0x38, 0xF6, 0x14, 0x00,
                                 0x00, 0x00, 0x00, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82};

// Of a line of --dry-run --json; -1 when it states none.
double confidence_in(const std::string& json) {
  const std::string member = "\"ocr\":true,\"ocr_confidence\":";
  const std::size_t at = json.find(member);
  return at == json.npos ? -1 : std::strtod(json.c_str() + at + member.size(), nullptr);
}

}  // namespace

TEST_CASE("ocr: pictures and PDF pages that are pictures are read and marked as recognised", "[ocr][issue-23]") {
  const Ran ran = index({"--dry-run", "--json", "--ocr", "en,ru", scans + "47.png", scans + "35.pdf"});
  CHECK(ran.status == 0);
  const std::vector<std::string> lines = lines_of(ran.out);
  REQUIRE(lines.size() == 2);
  CHECK(holds(lines[0], "\"title\":\"Two islands, one passport and a bribe for the tax inspector\""));
  CHECK(holds(lines[0], "found a passport of Dominica in a box of chess pieces."));
  CHECK(holds(lines[0], "\"language\":\"en\""));
  CHECK(holds(lines[1], "декана одного из вузов Самарканда"));
  CHECK(holds(lines[1], "\"language\":\"ru\""));
  for (const std::string& line : lines) {
    CHECK(confidence_in(line) > .8);
    CHECK(confidence_in(line) <= 1);
  }
}

TEST_CASE("ocr: what was recognised once is not recognised again", "[ocr][issue-23]") {
  const TemporaryFolder folder;
  copy_scan("49.jpg", folder / "in/report.jpg");
  copy_scan("54.tif", folder / "in/crates.tif");
  const std::vector<std::string> command{indexer, "--db", folder / "db", "--ocr", "eng+rus", folder / "in"};
  CHECK(counts_of(run(command)) == "2 new, 0 updated, 0 unchanged, 0 failed");
  const std::vector<std::string> ids = lines_of(run({searcher, "--db", folder / "db", "--format", "ids", "Juba"}).out);
  REQUIRE(ids.size() == 1);
  const Ran shown = run({searcher, "--db", folder / "db", "--show", ids[0]});
  CHECK(holds(shown.out, "recognised (OCR), confidence "));
  // The stub reads nothing: each article would be another one now.  A new file makes the run look into all of them.
  write_file(folder / "in/note.jsonl", R"({"title":"Two held in Osh","body":"Police held two men on Monday."})");
  const std::vector<std::string> stub{std::string("BLOTTER_EXTRACT=") + BLOTTER_EXTRACT_STUB};
  CHECK(counts_of(run(command, {}, stub)) == "1 new, 0 updated, 2 unchanged, 0 failed");
  std::filesystem::rename(folder / "in/report.jpg", folder / "in/moved.jpg");
  CHECK(counts_of(run(command, {}, stub)) == "0 new, 0 updated, 2 unchanged, 0 failed, 1 moved");
}

TEST_CASE("ocr: without it pictures and scans are skipped, and with it they are read", "[ocr][issue-23]") {
  const TemporaryFolder folder;
  copy_scan("47.png", folder / "in/islands.png");
  copy_scan("47.png", folder / "in/page_files/islands.png");
  copy_scan("35.pdf", folder / "in/dean.pdf");
  write_file(
      folder / "in/page.html",
      "<!DOCTYPE html><html><head><title>Onions</title></head><body><p>Customs officers at Dostuk opened a lorry "
      "of onions on Tuesday and found eleven kilograms of heroin.</p></body></html>");
  const Ran without = index({"--db", folder / "db", "--verbose", folder / "in"});
  CHECK(without.status == 0);
  CHECK(holds(without.err, "dean.pdf: scanned document, no text layer (--ocr reads it)\n"));
  CHECK(holds(without.err, "in/islands.png: image\n"));
  CHECK(holds(without.err, "1 new, 0 updated, 0 unchanged, 0 failed"));
  const Ran with = index({"--db", folder / "db", "--verbose", "--ocr", "eng", "--exclude", "*.pdf", folder / "in"});
  CHECK(holds(with.err, "page_files/islands.png: image\n"));
  CHECK(holds(with.err, "1 new, 0 updated, 1 unchanged, 0 failed"));
}

TEST_CASE("ocr: a language that is not installed is an error that names its package", "[ocr][issue-23]") {
  const TemporaryFolder folder;
  const Ran missing = index({"--db", folder / "db", "--ocr", "eng,xqq-Cyrl", scans + "47.png"});
  CHECK(missing.status == 2);
  CHECK(holds(missing.err, "tesseract has no data on this machine to read xqq_cyrl"));
  CHECK(holds(missing.err, "apt install tesseract-ocr-xqq-cyrl"));
  CHECK_FALSE(holds(missing.err, "tesseract-ocr-eng"));
  CHECK_FALSE(std::filesystem::exists(folder / "db"));
  const Ran wrong = index({"--db", folder / "db", "--ocr", "zz", scans + "47.png"});
  CHECK(wrong.status == 2);
  CHECK(holds(wrong.err, "'zz' is not a language to read"));
}

TEST_CASE("ocr: damaged pictures and bombs fail alone and pictures without words are skipped",
          "[ocr][hostile][issue-23]") {
  const TemporaryFolder folder;
  const std::string whole = read_file(scans + "47.png");
  REQUIRE(whole.size() > 100);
  std::string bomb = whole;
  bomb.replace(16, 8, std::string("\0\0\xFF\xFF\0\0\xFF\xFF", 8));  // width and height
  write_file(folder / "in/bomb.png", bomb);
  write_file(folder / "in/story.txt", whole.substr(0, whole.size() / 2));  // told by content
  write_file(folder / "in/empty.tif", std::string("II*\0\0\0\0\0", 8));
  write_file(folder / "in/short.jpg", "\xFF\xD8\xFF");
  write_file(folder / "in/words.png", "Police of Osh held two men with eleven kilograms of heroin on Monday.\n");
  write_file(folder / "in/dot.png", std::string(std::begin(dot), std::end(dot)));
  const Ran ran = index({"--dry-run", "--verbose", "--ocr", "eng", folder / "in"});
  CHECK(ran.status == 2);
  CHECK(holds(ran.err, "bomb.png: larger than 100000000 pixels (limit picture_pixels)"));
  CHECK(holds(ran.err, "story.txt: damaged picture"));
  CHECK(holds(ran.err, "empty.tif: damaged picture"));
  CHECK(holds(ran.err, "short.jpg: damaged picture"));
  CHECK(holds(ran.err, "dot.png: wordless picture\n"));
  CHECK(holds(ran.err, "0 new, 0 updated, 0 unchanged, 4 failed"));
}

TEST_CASE("ocr: pages that are pictures are read in their places among pages of text", "[ocr][issue-23]") {
  const TemporaryFolder folder;
  copy_scan("mixed.pdf", folder / "in/reports.pdf");
  const Ran without = index({"--dry-run", "--verbose", folder / "in"});
  CHECK(without.status == 0);
  CHECK(holds(without.err, "reports.pdf, page 3: scanned page, no text layer (--ocr reads it)\n"));
  CHECK(holds(without.err, "reports.pdf, page 4: scanned page, no text layer (--ocr reads it)\n"));
  CHECK(holds(without.err, "1 new, 0 updated, 0 unchanged, 0 failed"));
  CHECK(holds(without.err, "; 2 skipped: 2 scanned pages\n"));  // the blank page is none

  const std::vector<std::string> command{"--db", folder / "db", "--ocr", "eng", folder / "in"};
  const Ran with = index(command);
  CHECK(counts_of(with) == "1 new, 0 updated, 0 unchanged, 0 failed");
  CHECK_FALSE(holds(with.err, "skipped"));
  const std::string json = run({searcher, "--db", folder / "db", "--export", "jsonl", "Karasu"}).out;
  CHECK(confidence_in(json) > .8);
  CHECK(holds(json, "\"title\":\"Two reports from Karasu\""));
  CHECK(holds(json, "\"authors\":[\"S. Toktosunova\"]"));
  CHECK(holds(json, "\"published\":\"2025-11-20\""));
  std::size_t at = 0;  // each behind the one before
  for (const char* text :
       {"for its own copies burnt in May", "found a passport of Dominica", "the capital of South Sudan"}) {
    CAPTURE(text);
    at = json.find(text, at);
    REQUIRE(at != json.npos);
  }
  write_file(folder / "in/note.jsonl", R"({"title":"Two held in Osh","body":"Police held two men on Monday."})");
  CHECK(counts_of(index(command)) == "1 new, 0 updated, 1 unchanged, 0 failed");
}

// Skipped is not failed: what is no article is counted by kind in the closing line, and the status is 0.
#include "tests/support/programs.hpp"

#include <catch2/catch.hpp>

using namespace blotter::test;

namespace {

constexpr const char* page =
    "<!DOCTYPE html><html><head><title>Lorry of onions</title></head><body><p>Customs officers at Dostuk opened a "
    "lorry of "
    "onions on Tuesday and found eleven kilograms of heroin, the State Customs Service said.</p></body></html>";

void save_page(const TemporaryFolder& folder) {
  write_file(folder / "in/onions.html", page);
  write_file(folder / "in/onions_files/style.css", "/* the site of the paper */ body { margin: 0 }\n");
  write_file(folder / "in/onions_files/ads.js", "var x = '<html><body>Buy onions.</body></html>';\n");
  write_file(folder / "in/onions_files/count.js", "(function(){ return 1; })();\n");
  write_file(folder / "in/onions_files/photo.png",
             std::string("\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\x8\2", 26) + std::string(3000, '\x01') +
                 std::string(100, '\0'));
  write_file(folder / "in/onions_files/frame.html", page);
  write_file(folder / "in/.git/config", "[core]\n");
  write_file(folder / "in/page.html~", page);
}

}  // namespace

TEST_CASE("a saved page with its folder is one article, and the rest is skipped by kind") {
  const TemporaryFolder folder;
  save_page(folder);
  const Ran ran = index({"--db", folder / "db", folder / "in"});
  CHECK(ran.status == 0);
  CHECK(ran.err.find("1 new, 0 updated, 0 unchanged, 0 failed") != std::string::npos);
  CHECK(ran.err.find("; 7 skipped: 2 scripts, 1 ") != std::string::npos);
  for (const char* one : {"1 image", "1 style sheet", "1 page part", "1 version-control folder", "1 backup"})
    CHECK(ran.err.find(one) != std::string::npos);
  CHECK(lines_of(ran.err).size() == 1);
  const Ran again = index({"--db", folder / "db", folder / "in"});
  CHECK(again.status == 0);
  CHECK(again.err.find("0 new, 0 updated, 1 unchanged, 0 failed") != std::string::npos);
}

TEST_CASE("verbose names what is skipped, and the JSON summary counts it") {
  const TemporaryFolder folder;
  save_page(folder);
  const Ran ran = index({"--db", folder / "db", "--verbose", "--json", folder / "in"});
  CHECK(ran.err.find("skipped " + (folder / "in/onions_files/photo.png") + ": image\n") != std::string::npos);
  CHECK(ran.err.find("skipped " + (folder / "in/.git") + ": version-control folder\n") != std::string::npos);
  CHECK(ran.out.find(R"("skipped":{"backup":1,"image":1,"page part":1,"script":2,"style sheet":1,)") !=
        std::string::npos);
}

TEST_CASE("include and exclude choose among the files of a folder") {
  const TemporaryFolder folder;
  save_page(folder);
  write_file(folder / "in/old/onions.html", page);
  const Ran included = index({"--dry-run", "--include", "*.html", folder / "in"});
  CHECK(included.err.find("1 new, 0 updated, 0 unchanged, 0 failed, 1 duplicate") != std::string::npos);
  const Ran excluded = index({"--dry-run", "--exclude", "old", "--exclude", "onions_files/*", folder / "in"});
  CHECK(excluded.err.find("1 new, 0 updated, 0 unchanged, 0 failed in") != std::string::npos);
  CHECK(excluded.err.find("6 excluded files") != std::string::npos);
}

// A file that is not an article is recognised by its content; a file that the user did not name is read only if it
// surely is one.
#include "indexer/source/file_kind.hpp"

#include "indexer/source/file_list.hpp"
#include "indexer/source/ignore_list.hpp"
#include "indexer/source/source.hpp"
#include "tests/support/process.hpp"
#include "tests/unit/reader_support.hpp"

#include <filesystem>
#include <random>

using namespace blotter;
namespace kind = source::kind;

namespace {

constexpr std::string_view story =
    "Customs officers at Dostuk opened a lorry of onions on Tuesday and found eleven kilograms of heroin, the State "
    "Customs Service said.\n\nThe driver, a man of 41, was taken into custody, and a criminal case was opened.\n";

test::Collected read_as_origin(const std::string& name, std::string_view bytes, source::Origin origin) {
  const test::TemporaryFolder folder;
  test::write_file(folder / name, std::string(bytes));
  test::Collected found;
  const reader::Limits limits;
  const source::Item item{folder / name, {}, bytes.size(), 0, origin};
  if (const auto done = source::read(item, nullptr, limits, found); !done) {
    found.ok = false;
    found.error = done.error();
  }
  return found;
}

// The kind that bytes of this name are skipped as, "read" when they gave articles, "failed" when they failed.
std::string fate(const std::string& name, std::string_view bytes, source::Origin origin = source::Origin::discovered) {
  const test::Collected found = read_as_origin(name, bytes, origin);
  if (!found.ok || !found.rejected.empty()) return "failed";
  if (!found.articles.empty()) return "read";
  REQUIRE(found.skipped.size() == 1);
  return found.skipped[0].second;
}

std::string png() {
  std::string bytes("\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\x8\2\0\0\0", 29);
  for (int i = 0; i < 4000; ++i) bytes.push_back(static_cast<char>(i * 7919 >> 3));
  return bytes;
}

}  // namespace

TEST_CASE("binaries are skipped by their kind whatever they are called", "[kind]") {
  CHECK(fate("a.png", png()) == kind::image);
  CHECK(fate("story.txt", png(), source::Origin::named) == kind::image);
  const std::string jpeg = std::string("\xFF\xD8\xFF\xE0\0\x10JFIF\0\1\1\2\0\1\0\1\0\0", 20) + png();
  CHECK(fate("page.html", jpeg) == kind::image);
  CHECK(fate("a.woff2", std::string("wOF2\0\1\0\0\0\0\x20\0", 12) + png()) == kind::font);
  CHECK(fate("a", std::string("\x7F"
                              "ELF\2\1\1\0\0\0\0\0\0\0\0\0\3\0\x3E\0\1\0\0\0",
                              24) +
                      png()) == kind::program);
  CHECK(fate("a.wav", std::string("RIFF\x24\x8\0\0WAVEfmt \x10\0\0\0\1\0\1\0", 24) + png()) == kind::sound);
  CHECK(fate("empty.txt", "") == kind::empty);
}

TEST_CASE("an IPTC 7901 message needs its frame, not a byte 1", "[kind][iptc7901]") {
  const std::string binary = std::string("\xFF\xD8\x01\x00\x02\x00", 6) + png();
  CHECK(fate("a.iptc", binary) != "read");
  CHECK(fate("a.bin", "\x01\x01\x02\x02 not a header of letters and numbers \x03\x04") != "read");
  CHECK(fate("a.txt", "\x01KAR5719 4 CRI 76 CRIME\r\n\x02" + std::string(story) + "\x03\r\n101639 NOV 25\r\n\x04") ==
        "read");
}

TEST_CASE("random bytes give no article and no failure", "[kind]") {
  std::mt19937 random(1);
  for (int round = 0; round < 200; ++round) {
    std::string bytes(static_cast<std::size_t>(200 + random() % 5000), '\0');
    for (char& c : bytes) c = static_cast<char>(random());
    INFO(round);
    const auto found =
        read_as_origin("noise", bytes, round % 2 == 0 ? source::Origin::discovered : source::Origin::named);
    CHECK(found.articles.empty());
  }
}

TEST_CASE("scripts, style sheets, source code and settings in a folder are no articles", "[kind]") {
  const std::string comment = "/* " + std::string(story) + " */\n";
  CHECK(fate("site.css", comment + "body { margin: 0 }\n") == kind::style_sheet);
  CHECK(fate("ads.js", comment + "document.write('<html><body>x</body></html>');\n") == kind::script);
  CHECK(fate("tool.py", "\"\"\"" + std::string(story) + "\"\"\"\nimport os\n") == kind::script);
  CHECK(fate("tool", "#!/bin/sh\n# " + std::string(story) + "echo x\n") == kind::script);
  CHECK(fate("main.cpp", comment + "int main() {}\n") == kind::source_code);
  CHECK(fate("icon.svg", "<svg xmlns='http://www.w3.org/2000/svg'><text>Osh</text></svg>") == kind::image);
  CHECK(fate("package.json", R"({"name":"x","description":"y","version":"1"})") == kind::text);
  CHECK(fate("schema.json", R"({"title":"Feed","description":"y","type":"object"})") == kind::text);
  CHECK(fate("index.php", "<?php echo '<html><body>x'; ?>\n" + std::string(story)) == kind::script);
  CHECK(fate("page.php", "<!doctype html><title>Raid</title><p>" + std::string(story)) == "read");
}

TEST_CASE("in a folder text must be a story, named it is read", "[kind]") {
  CHECK(fate("story.txt", story) == "read");
  CHECK(fate("story", story) == "read");
  CHECK(fate("story.cfg", story) == kind::text);
  CHECK(fate("short.txt", "Two men were held.") == kind::text);
  CHECK(fate("short.txt", "Two men were held.", source::Origin::named) == "read");
  std::string numbers;
  std::string log;
  std::string words;
  for (int i = 0; i < 40; ++i) {
    numbers += std::to_string(i * 37) + "\t" + std::to_string(i * 11) + ".5\t" + std::to_string(i) + "\n";
    log += "2025-11-13 10:0" + std::to_string(i % 10) + ":01 worker started to fetch the next page of the site\n";
    words += "word" + std::string(1, static_cast<char>('a' + i % 26)) + "\n\n";
  }
  CHECK(fate("numbers.txt", numbers) == kind::text);
  CHECK(fate("server.txt", log) == kind::text);
  CHECK(fate("words.txt", words) == kind::text);
  CHECK(fate("unknown.xml", "<settings><a>1</a></settings>") == kind::text);
}

TEST_CASE("stories of other scripts and encodings are stories", "[kind]") {
  const std::string russian =
      "Сотрудники таможни на посту «Достук» вскрыли во вторник грузовик с луком и нашли одиннадцать килограммов "
      "героина, "
      "сообщила служба. Водитель задержан, возбуждено уголовное дело, ведётся следствие.\n";
  CHECK(fate("a.txt", russian) == "read");
  std::string wide("\xFF\xFE", 2);
  for (std::size_t i = 0; i + 1 < story.size(); ++i) wide += {story[i], '\0'};
  CHECK(fate("a.txt", wide) == "read");
}

TEST_CASE("names that never hold an article", "[kind]") {
  for (const std::string_view name : {"page.html~", "#page.html#", ".page.html.swp", "a.bak", "~$story.docx"})
    CHECK(source::kind_of_file_name(name) == kind::backup);
  CHECK(source::kind_of_file_name("package-lock.json") == kind::lock);
  for (const std::string_view name :
       {"README", "readme.md", "COPYING", "LICENSE-MIT", "changelog.Debian.gz", "NEWS.gz"})
    CHECK(source::kind_of_file_name(name) == kind::software_text);
  for (const std::string_view name : {"news.html", "news-2025.txt", "story.txt", "authors-held.txt", "page.html"})
    CHECK(source::kind_of_file_name(name).empty());
  CHECK(source::kind_of_folder_name("CVS") == kind::version_control);
  CHECK(source::kind_of_folder_name("node_modules") == kind::cache);
}

TEST_CASE("a page's own folder gives nothing beside the page", "[kind][walk]") {
  const test::TemporaryFolder folder;
  test::write_file(folder / "raid.html", "<html><body><p>" + std::string(story) + "</p></body></html>");
  test::write_file(folder / "raid_files/frame.html", "<html><body><p>" + std::string(story) + "</p></body></html>");
  test::write_file(folder / "raid_files/photo.jpg", png());
  test::write_file(folder / "other_files/page.html", "<html><body><p>" + std::string(story) + "</p></body></html>");
  test::Collected found;
  const reader::Limits limits;
  source::walk(
      {folder.path()}, [&](source::Item&& item) { CHECK(source::read(item, nullptr, limits, found)); },
      [](const std::string&, const Error&) {});
  CHECK(found.articles.size() == 2);
  REQUIRE(found.skipped.size() == 2);
  CHECK(found.skipped[0].second == kind::page_part);
  CHECK(found.skipped[1].second == kind::image);
}

TEST_CASE("include and exclude take names, paths and folders", "[walk]") {
  const test::TemporaryFolder folder;
  for (const char* name : {"a.html", "b.txt", "old/c.html", "old/deep/d.html", "new/e.html", "new/f.txt"})
    test::write_file(folder / name, "x");
  const auto walked = [&](source::WalkOptions options) {
    std::vector<std::string> names;
    source::walk(
        {folder.path()},
        [&](source::Item&& item) {
          names.push_back(std::filesystem::path(item.path).lexically_relative(folder.path()).string());
        },
        [](const std::string&, const Error&) {}, {}, options);
    return names;
  };
  using Names = std::vector<std::string>;
  CHECK(walked({{"*.html"}, {}}) == Names{"a.html", "new/e.html", "old/c.html", "old/deep/d.html"});
  CHECK(walked({{}, {"old"}}) == Names{"a.html", "b.txt", "new/e.html", "new/f.txt"});
  CHECK(walked({{"new/*"}, {"*.txt"}}) == Names{"new/e.html"});
  CHECK(walked({{}, {"old/deep/"}}) == Names{"a.html", "b.txt", "new/e.html", "new/f.txt", "old/c.html"});
  test::write_file(folder / "old/.blotterignore", "deep/d.html\n");
  CHECK(walked({{"*.html"}, {}}) == Names{"a.html", "new/e.html", "old/c.html"});
}

TEST_CASE("a pattern's star is any run and its question mark any one byte", "[walk]") {
  using source::matches_pattern;
  for (const auto& [pattern, name] : {std::pair("*", ""),
                                      {"*", "a"},
                                      {"?", "a"},
                                      {"a*", "a"},
                                      {"*a", "bca"},
                                      {"a?c", "abc"},
                                      {"a*b*c", "axbybzc"},
                                      {"*.ht?l", "x.html"},
                                      {"a**", "abc"},
                                      {"", ""}}) {
    CAPTURE(pattern, name);
    CHECK(matches_pattern(pattern, name));
  }
  for (const auto& [pattern, name] : {std::pair("?", ""),
                                      {"?", "ab"},
                                      {"a", "ab"},
                                      {"ab", "a"},
                                      {"a?c", "ac"},
                                      {"*a", "ab"},
                                      {"a*b*c", "axbyb"},
                                      {"", "a"},
                                      {"b*", "ab"}}) {
    CAPTURE(pattern, name);
    CHECK_FALSE(matches_pattern(pattern, name));
  }
}

TEST_CASE("a list of files is what is written as paths or mostly exists", "[walk]") {
  using source::is_file_list;
  const test::TemporaryFolder folder;
  test::write_file(folder / "a story", "x");
  const std::string there = folder / "a story";
  CHECK(is_file_list("in/a.html\nin/b.html\n"));
  CHECK(is_file_list("a.html\r\nb.txt\r\n"));
  CHECK(is_file_list(std::string("in/a\0in/b\0", 10)));
  CHECK_FALSE(is_file_list(""));
  CHECK_FALSE(is_file_list("Two men were held.\nThey were freed.\n"));
  // A name with a blank is a path where there is such a file; half of the lines are too few.
  CHECK(is_file_list(there + "\n"));
  CHECK(is_file_list(there + "\n" + there + "\nno such story\n"));
  CHECK_FALSE(is_file_list(there + "\nno such story\n"));
  CHECK_FALSE(is_file_list(there + "\nno such story\nnor this one\n"));
}

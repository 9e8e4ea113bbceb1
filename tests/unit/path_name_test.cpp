// Names of paths: valid UTF-8 stays, and two paths never share a name.
#include "indexer/reader/path_name.hpp"

#include "common/text/utf8.hpp"
#include "indexer/source/roots.hpp"

#include <catch2/catch.hpp>

#include <random>
#include <set>
#include <string>

using blotter::reader::path_name;
using blotter::source::Roots;
namespace fs = std::filesystem;

TEST_CASE("path names: valid UTF-8 stays, other bytes and control characters are encoded") {
  CHECK(path_name("новости/дело №1.html") == "новости/дело №1.html");
  CHECK(path_name("\xE4\xE5\xEB\xEE.html") == "%E4%E5%EB%EE.html");
  CHECK(path_name("a\tb\x1B\x7F") == "a%09b%1B%7F");
  CHECK(path_name("\xC2\x9B") == "%C2%9B");
  CHECK(path_name("50% off") == "50% off");
  CHECK(path_name("50%41") == "50%2541");
  CHECK(path_name("50%e4") == "50%e4");  // nothing is encoded so
}

TEST_CASE("path names are injective") {
  std::mt19937 engine(7);
  const std::string alphabet = std::string("%25E4ad\xE4\xD0\xB4\x9B\xC2\n") + "F0";
  std::set<std::string> paths;
  for (int i = 0; i < 200000; ++i) {
    std::string path;
    for (std::size_t n = engine() % 7; n > 0; --n) path += alphabet[engine() % alphabet.size()];
    paths.insert(path);
  }
  std::set<std::string> names;
  for (const std::string& path : paths) {
    names.insert(path_name(path));
    CHECK(blotter::text::is_utf8(path_name(path)));
  }
  CHECK(names.size() == paths.size());
}

TEST_CASE("roots read back from the metadata, and name what is below them") {
  const fs::path here = fs::canonical(fs::current_path());
  Roots roots;
  roots.add({".", "/"});
  const Roots again = Roots::parse(roots.value());
  CHECK(again.value() == roots.value());
  CHECK(again.folders() == std::vector<std::string>{"/", here.string()});
  CHECK(again.name(here / "a/b") == fs::path("a/b"));
  CHECK(again.name("/nowhere") == fs::path("/nowhere"));
  CHECK_FALSE(Roots().name(here));
  CHECK(Roots::parse("damaged").value().size() > 0);
}

#include "indexer/source/source.hpp"

#include "tests/support/process.hpp"
#include "tests/unit/reader_support.hpp"

#include <filesystem>

using namespace blotter;
namespace fs = std::filesystem;

namespace {

struct SourceFolder {
  test::TemporaryFolder folder;
  fs::path path = folder.path();
  void write(const std::string& name, const std::string& bytes) const { test::write_file(folder / name, bytes); }
};

std::vector<std::string> walked(const fs::path& root, std::vector<std::string>* missing = nullptr) {
  std::vector<std::string> paths;
  source::walk(
      {root.string()},
      [&](source::Item&& item) { paths.push_back(fs::path(item.path).lexically_relative(root).string()); },
      [&](const std::string& path, const Error&) {
        if (missing != nullptr) missing->push_back(path);
      });
  return paths;
}

}  // namespace

TEST_CASE("folders are walked in order, without hidden, ignored and outside files", "[walk]") {
  const SourceFolder folder;
  folder.write("in/b.txt", "x");
  folder.write("in/a/z.txt", "x");
  folder.write("in/.hidden", "x");
  folder.write("in/skip.log", "x");
  folder.write("in/.blotterignore", "# logs\n*.log\n");
  folder.write("in/db/iamglass", "x");
  folder.write("in/db/other.txt", "x");
  folder.write("outside.txt", "x");
  fs::create_symlink(folder.path / "outside.txt", folder.path / "in/link.txt");
  fs::create_directory_symlink(folder.path / "in", folder.path / "in/loop");
  CHECK(walked(folder.path / "in") == std::vector<std::string>{"a/z.txt", "b.txt"});
  std::vector<std::string> missing;
  CHECK(walked(folder.path / "none", &missing).empty());
  CHECK(missing.size() == 1);
}

TEST_CASE("a file is told and read by its content", "[read]") {
  const SourceFolder folder;
  folder.write("page.txt", "{\"title\":\"is JSON\"}\n");
  test::Collected found;
  const reader::Limits limits;
  source::walk(
      {(folder.path / "page.txt").string()},
      [&](source::Item&& item) { CHECK(source::read(item, nullptr, limits, found)); },
      [](const std::string&, const Error&) {});
  REQUIRE(found.articles.size() == 1);
  CHECK(found.articles[0].title == "is JSON");
  CHECK(found.articles[0].path == (folder.path / "page.txt").string());
}

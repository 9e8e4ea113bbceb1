// The files that Blotter keeps beside Xapian's tables.
#include "common/store/side_file.hpp"

#include "tests/support/process.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

using namespace blotter;
using namespace blotter::test;
namespace fs = std::filesystem;

namespace {

std::string image() {
  store::SideFileWriter writer;
  writer.add("numbers", std::vector<std::uint32_t>{1, 2, 3});
  writer.add_bytes("text", "some text");
  return writer.finish("kind 1", {"uuid", 7});
}

store::Descriptor open_folder(const std::string& path) {
  return store::Descriptor(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
}

}  // namespace

TEST_CASE("a side file gives back what was put in and names its revision") {
  const auto file = store::SideFile::of(image(), "kind 1");
  REQUIRE(file);
  CHECK(file->revision() == store::Revision{"uuid", 7});
  CHECK(file->array<std::uint32_t>("numbers").size() == 3);
  CHECK(file->array<std::uint32_t>("numbers")[2] == 3);
  CHECK(file->bytes("text") == "some text");
  CHECK(file->bytes("other").empty());
  CHECK(store::SideFile::of(image(), "kind 2").error() == store::SideFile::Problem::absent);
}

TEST_CASE("no changed byte and no cut of a side file passes for sound (issue 13 item 5)") {
  const std::string whole = image();
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string bytes = whole;
    bytes[at] = static_cast<char>(bytes[at] ^ 1);
    CAPTURE(at);
    CHECK_FALSE(store::SideFile::of(bytes, "kind 1"));
    CHECK_FALSE(store::SideFile::of(whole.substr(0, at), "kind 1"));
  }
  CHECK_FALSE(store::SideFile::of(whole + '\0', "kind 1"));
}

TEST_CASE("a side file is not written through a link planted in its way (issue 13 item 17)") {
  const TemporaryFolder folder;
  fs::create_directory(folder / "index");
  write_file(folder / "victim", "precious");
  const store::Descriptor index = open_folder(folder / "index");
  // The name that was predictable, and the final one.
  fs::create_symlink(folder / "victim", folder / "index/columns.new." + std::to_string(getpid()));
  fs::create_symlink(folder / "victim", folder / "index/columns");
  REQUIRE(store::replace_file(index.get(), "columns", "ours"));
  CHECK(read_file(folder / "victim") == "precious");
  CHECK(fs::is_regular_file(fs::symlink_status(folder / "index/columns")));
  CHECK(read_file(folder / "index/columns") == "ours");
  CHECK(std::distance(fs::directory_iterator(folder / "index"), fs::directory_iterator()) == 1);
  // Nor is it read through one.
  fs::rename(folder / "index/columns", folder / "elsewhere");
  write_file(folder / "elsewhere", image());
  fs::create_symlink(folder / "elsewhere", folder / "index/columns");
  CHECK_FALSE(store::SideFile::map(index.get(), "columns", "kind 1"));
}

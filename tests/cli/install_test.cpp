// What `scripts/quickstart` builds is all that `cmake --install` needs.
#include "tests/support/process.hpp"

#include <catch2/catch.hpp>

#include <filesystem>

using namespace blotter::test;

TEST_CASE("issue 18 item 10: an install needs no more than the target that the quickstart builds") {
  // This test depends on that target alone.
  CHECK(read_file(source_folder + "/scripts/quickstart").find("--target programs") != std::string::npos);
  const TemporaryFolder folder;
  const Ran ran = run({BLOTTER_CMAKE, "--install", BLOTTER_BUILD_FOLDER, "--prefix", folder.path()});
  INFO(ran.err);
  CHECK(ran.status == 0);
  for (const char* name : {"bin/blotter-index", "bin/blotter-search", "share/man/man1/blotter-index.1",
                           "share/bash-completion/completions/blotter-search"})
    CHECK(std::filesystem::exists(folder / name));
  CHECK(run({folder / "bin/blotter-search", "--version"}).status == 0);
}

// Every command of the README, as it is written there, in a shell, in a folder that holds nothing but corpus/.
#include "tests/support/process.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <string>
#include <vector>

using namespace blotter::test;

namespace {

// The lines of the README's blocks of shell.
std::vector<std::string> readme_commands() {
  std::vector<std::string> commands;
  bool inside = false;
  for (const std::string& line : lines_of(read_file(source_folder + "/README.md"))) {
    if (line.starts_with("```")) inside = line == "```sh";
    else if (inside && !line.empty()) commands.push_back(line);
  }
  return commands;
}

}  // namespace

TEST_CASE("Every command of the README works as written") {
  const TemporaryFolder folder;
  std::filesystem::create_directory_symlink(source_folder + "/corpus", folder / "corpus");
  const std::string path = "PATH=" + std::filesystem::path(indexer).parent_path().string() + ":" +
                           std::filesystem::path(searcher).parent_path().string() + ":/usr/bin:/bin";
  int tried = 0;
  for (const std::string& command : readme_commands()) {
    if (command.starts_with("scripts/")) continue;  // the two set-ups, of which this test is a part
    const Ran ran = run({"/bin/sh", "-c", command}, {}, {path}, folder.path());
    INFO(command << '\n' << ran.err);
    CHECK(ran.status == 0);
    CHECK_FALSE((ran.out.empty() && ran.err.empty()));
    ++tried;
  }
  CHECK(tried >= 15);
}

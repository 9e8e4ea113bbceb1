// Every command of the README, every example of the manual and every recipe of blotter-recipes(7), as written there, in
// a shell, in a folder that holds nothing but corpus/; what blotter-search puts on the screen is kept in tests/golden.
#include "tests/support/golden.hpp"
#include "tests/support/sample_index.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

using namespace blotter::test;

namespace {

constexpr std::size_t max_lines = 45;  // of a screen that are kept

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

// The lines of the manual's last section.
std::vector<std::string> manual_examples() {
  std::vector<std::string> commands;
  bool inside = false;
  for (const std::string& line : lines_of(run({searcher, "--help"}).out)) {
    if (line.starts_with("EXAMPLES:")) inside = true;
    else if (inside && line.starts_with("  blotter-search ")) commands.push_back(line.substr(2));
  }
  return commands;
}

// The text of a line of a man page.
std::string plain(std::string line) {
  for (const auto& [escape, text] :
       {std::pair{"\\-", "-"}, std::pair{"\\(aq", "'"}, std::pair{"\\&", ""}, std::pair{"\\e", "\\"}})
    for (std::size_t at = line.find(escape); at != std::string::npos; at = line.find(escape, at))
      line.replace(at, std::string(escape).size(), text);
  return line;
}

// The recipes with their headings.
std::vector<std::pair<std::string, std::string>> recipes() {
  std::vector<std::pair<std::string, std::string>> all;
  std::string heading;
  bool inside = false;
  for (const std::string& line : lines_of(read_file(source_folder + "/scripts/packaging/blotter-recipes.7"))) {
    if (line.starts_with(".SS ")) heading = plain(line.substr(4));
    else if (line == ".EX") inside = true, all.emplace_back(heading, "set -e\n");
    else if (line == ".EE") inside = false;
    else if (inside) all.back().second += plain(line) + '\n';
  }
  return all;
}

Ran in_shell(const std::string& command, const std::string& folder) {
  const std::string path = "PATH=" + std::filesystem::path(indexer).parent_path().string() + ":" +
                           std::filesystem::path(searcher).parent_path().string() + ":/usr/bin:/bin";
  return run({"/bin/sh", "-c", command + "\nstatus=$?\nexit $status"}, {},
             {path, "BLOTTER_DB=news.db", "BLOTTER_TODAY=2025-11-30", "XDG_STATE_HOME=" + folder + "/state"}, folder);
}

// The command with what it printed: standard output, then the notes.
std::string screen(const std::string& command, const Ran& ran) {
  std::string text = "$ " + command + '\n';
  std::vector<std::string> lines = lines_of(ran.out);
  for (std::size_t i = 0; i < std::min(lines.size(), max_lines); ++i) text += lines[i] + '\n';
  if (lines.size() > max_lines) text += "(" + std::to_string(lines.size() - max_lines) + " more lines)\n";
  return text + ran.err + '\n';
}

}  // namespace

TEST_CASE("golden: every command of the README works as written, and its screen is the one kept") {
  const TemporaryFolder folder;
  std::filesystem::create_directory_symlink(source_folder + "/corpus", folder / "corpus");
  std::string screens;
  int tried = 0;
  for (const std::string& command : readme_commands()) {
    if (command.starts_with("scripts/")) continue;  // the two set-ups, of which this test is a part
    const Ran ran = in_shell(command, folder.path());
    INFO(command << '\n' << ran.err);
    CHECK(ran.status == 0);
    CHECK_FALSE((ran.out.empty() && ran.err.empty()));
    if (command.starts_with("blotter-search")) screens += screen(command, ran);
    ++tried;
  }
  CHECK(tried >= 25);
  CHECK(golden_difference("readme.txt", screens) == "");
}

TEST_CASE("golden: every example of the manual works as written, and its screen is the one kept") {
  const TemporaryFolder& folder = sample_folder();
  write_file(folder / "queries.tsv", read_file(source_folder + "/corpus/queries.tsv"));
  std::string screens;
  const std::vector<std::string> examples = manual_examples();
  CHECK(examples.size() >= 8);
  for (const std::string& command : examples) {
    const Ran ran = in_shell(command, folder.path());
    INFO(command << '\n' << ran.err);
    CHECK(ran.status == 0);
    screens += screen(command, ran);
  }
  CHECK(golden_difference("manual.txt", screens) == "");
}

TEST_CASE("recipes: every workflow of the manual page works as written") {
  const TemporaryFolder folder;
  std::filesystem::create_directory_symlink(source_folder + "/corpus", folder / "corpus");
  const auto all = recipes();
  CHECK(all.size() == 25);
  for (const auto& [heading, script] : all) {
    const Ran ran = in_shell(script, folder.path());
    INFO(heading << '\n' << script << ran.out << ran.err);
    CHECK(ran.status == 0);
    CHECK_FALSE((ran.out.empty() && ran.err.empty()));
  }
  CHECK(std::filesystem::file_size(folder / "countries.graphml") > 1000);
  CHECK(std::filesystem::exists(folder / "kidney.html"));
  CHECK(read_file(folder / "kidney.csv").starts_with("published,source,title,url"));
}

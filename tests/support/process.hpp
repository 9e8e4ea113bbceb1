// Runs a program the way a user does, and keeps what it printed.
#pragma once

#include "tests/support/temporary_folder.hpp"

#include <string>
#include <vector>

namespace blotter::test {

struct Ran {
  int status = -1;  // exit status; 128 + signal when it was killed
  std::string out;
  std::string err;
};

// `command[0]` is a path.  `input` is its standard input.  `environment` holds NAME=value pairs that are added.
[[nodiscard]] Ran run(const std::vector<std::string>& command, const std::string& input = {},
                      const std::vector<std::string>& environment = {}, const std::string& folder = {});

// Starts a program and kills it after so many milliseconds; what it prints is lost.  The signal that ended it, or 0.
[[nodiscard]] int run_and_kill(const std::vector<std::string>& command, int milliseconds);
// The last line of blotter-index: its counts, without the program's name and the time.
[[nodiscard]] std::string counts_of(const Ran& ran);

void write_file(const std::string& path, const std::string& content);
[[nodiscard]] std::string read_file(const std::string& path);
[[nodiscard]] std::vector<std::string> lines_of(const std::string& text);

// The programs and the sample corpus of this build.
inline const std::string indexer = BLOTTER_INDEX_PROGRAM;
inline const std::string searcher = BLOTTER_SEARCH_PROGRAM;
inline const std::string source_folder = BLOTTER_SOURCE_FOLDER;

}  // namespace blotter::test

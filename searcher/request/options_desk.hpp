// The options of an analyst's desk: taking results away, saved searches, opening hits.
#pragma once

#include "common/error.hpp"
#include "searcher/request/request.hpp"

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace blotter::search {

struct Desk {
  std::string export_form;    // md, jsonl, html, csl-json or files
  std::string export_folder;  // of files
  std::string report;         // file
  std::string open;           // id, or the number of a hit of the last answer
  std::string save;           // name
  std::string run;            // name
  bool list_saved = false;
  bool only_new = false;
  bool limit_given = false;
  bool database_given = false;
  bool browse = false;
  bool watch = false;
  std::vector<std::string> arguments;  // what --save keeps; of --browse those that the screen does not change
};

void add_desk_options(CLI::App& app, Desk& desk, Request& request);

// Returns the command line as it is to be parsed: the folder of `--export files DIR` joined to it, and behind `--run
// NAME` the arguments that were saved under that name.  ErrorCode::bad_usage when there are none.
[[nodiscard]] Result<std::vector<std::string>> desk_arguments(int argc, const char* const* argv);

// Before parsing them: what is given beside --run takes the place of what was saved, where an option has one value.
void let_later_options_win(CLI::App& app);

// After parsing; `words` is what desk_arguments gave.  ErrorCode::bad_usage for what does not go together.
[[nodiscard]] Result<void> set_desk(const CLI::App& app, const std::vector<std::string>& words, Desk& desk);

}  // namespace blotter::search

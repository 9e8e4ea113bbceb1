// blotter-search's command line.
#pragma once

#include "common/cli/terminal.hpp"
#include "searcher/request/options_desk.hpp"
#include "searcher/request/output_format.hpp"
#include "searcher/request/request.hpp"

#include <optional>
#include <string>
#include <vector>

namespace blotter::search {

inline constexpr const char* program_name = "blotter-search";

struct Options {
  std::vector<std::string> databases;    // folders and addresses
  std::vector<std::string> shard_lists;  // NAME=DIR,DIR...
  double timeout = 5;                    // seconds, of a server
  bool partial = false;                  // go on without servers that do not answer
  Request request;                       // also what the requests of a batch start from
  OutputFormat format = OutputFormat::text;
  cli::Color color = cli::Color::automatic;
  bool all = false;  // no limit
  std::string bulk;  // file of queries, "-" for standard input
  std::optional<BatchFormat> bulk_format;
  std::string resume;              // output of an interrupted batch, to be completed
  unsigned jobs = 0;               // 0: all cores
  std::vector<std::string> words;  // of the query, as they were given
  std::vector<std::string> show;   // ids; "-" for a line each on standard input
  bool ends_with_zero = false;     // ids are divided by zero bytes
  bool count_only = false;         // print how many articles there are
  bool correct = true;             // search what was meant when nothing is found
  std::string list;                // facet
  std::string matching;            // with list: values whose label or identifier holds this
  Table table = Table::hits;       // what the rows of tsv and csv are
  std::vector<std::string> columns;
  bool list_all = true;  // with list: no --facet-limit was given
  std::string synonyms;  // file
  bool no_snippets = false;
  bool no_pager = false;
  bool raw_cells = false;
  bool quiet = false;
  Desk desk;
};

// Fills `options`, or returns the exit status to end with.
[[nodiscard]] std::optional<int> parse_options(int argc, const char* const* argv, Options& options);

}  // namespace blotter::search

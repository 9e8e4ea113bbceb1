// blotter-index's command line.
#pragma once

#include "common/store/shard.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace blotter {

inline constexpr const char* program_name = "blotter-index";

struct IndexOptions {
  std::string database;
  std::vector<std::string> paths;
  std::vector<std::string> files_from;  // files that list further paths, or "-"
  std::string format = "auto";
  std::string language;
  std::string date_order;  // "day", "month" or empty
  std::string ocr;         // languages to recognise; empty: pictures are not read
  std::string writer = "auto";
  unsigned jobs = 0;
  std::size_t memory = 0;
  bool dry_run = false;
  bool json = false;
  std::string prune;  // empty, "true" or "all"
  bool removes = false;
  bool forget = false;
  bool verify = false;
  bool compact = false;
  bool info = false;
  bool quiet = false;
  bool no_watchlist = false;
  bool wait = false;
  bool verbose = false;
  bool itemize = false;
  bool follow = false;
  std::optional<std::set<std::string>> only;  // of the paths just these files, as --follow saw them change
  std::vector<std::string> include;
  std::vector<std::string> exclude;
  std::vector<std::string> remove;                          // ids, or "-": on standard input
  std::string query;                                        // of --remove
  std::map<std::string, std::vector<std::string>> filters;  // of --remove: facet, and values of which one is wanted
  std::vector<std::string> unforget;
  std::vector<std::string> watchlists;
  std::optional<store::ShardNumber> shard;
  std::string merge;   // folder of the new index; the paths are the indexes to join
  unsigned split = 0;  // shards to part the index into
};

// Fills `options`, or returns the exit status to end with (help was printed, or the command line is wrong).
[[nodiscard]] std::optional<int> parse_options(int argc, const char* const* argv, IndexOptions& options);

}  // namespace blotter

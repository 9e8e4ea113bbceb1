// Writes and merges databases through Xapian's public interface: the reference for tests of the direct writer, and the
// fallback for other versions of the library.
#pragma once

#include "common/error.hpp"
#include "common/store/glass/run.hpp"
#include "common/store/glass/table_writers.hpp"

#include <functional>
#include <string>
#include <vector>

namespace blotter::glass {

// Writes a new database from one run, with one commit.  Fast while the run is small enough for the cache:
// about half a megabyte of text.  `dir` must not hold a database.  `sync`: wait for the disk (unnecessary for a
// database that will be merged).
[[nodiscard]] Result<void> write_database_api(const std::string& dir, const Run& run, const Metadata& metadata,
                                              bool sync = false);

// Merges databases into a new one at `dir` and keeps their docids, which must not overlap and must rise from one
// database to the next.
[[nodiscard]] Result<void> merge_databases(const std::vector<std::string>& parts, const std::string& dir);

// Runs Xapian's own check of every table, one table per task on `threads` threads, then compares document lengths
// between the tables for 200 documents.  The error quotes the first problems found.  `beside` runs at the same time:
// other reading that must be done before the database can be used.
[[nodiscard]] Result<void> verify_database(const std::string& dir, unsigned threads = 1,
                                           const std::function<Result<void>()>& beside = {});

}  // namespace blotter::glass

// The same databases through Xapian's public interface: the reference that the direct writer is held against,
// and the way for any other version of the library.
#pragma once

#include "common/error.hpp"
#include "common/store/glass/run.hpp"
#include "common/store/glass/table_writers.hpp"

#include <functional>
#include <string>
#include <vector>

namespace blotter::glass {

// Writes a fresh database from one run, flushed once.  Fast while the run is small enough for the cache:
// about half a megabyte of text.  `dir` must not hold a database.  `sync`: wait for the disk (a part that
// will be merged need not).
[[nodiscard]] Result<void> write_database_api(const std::string& dir, const Run& run, const Metadata& metadata,
                                              bool sync = false);

// Merges databases, whose docids do not overlap and rise from part to part, into a new one at `dir`; docids
// stay.
[[nodiscard]] Result<void> merge_databases(const std::vector<std::string>& parts, const std::string& dir);

// Xapian's own check of every table, then lengths compared between the tables for 200 documents; the error quotes the
// first things that were found.  Tables are checked one by one, on so many threads, and `beside` is done at the same
// time: what else must be read from the database before it can be used.
[[nodiscard]] Result<void> verify_database(const std::string& dir, unsigned threads = 1,
                                           const std::function<Result<void>()>& beside = {});

}  // namespace blotter::glass

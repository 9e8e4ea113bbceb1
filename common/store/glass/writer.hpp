// Writes a whole glass database, as Xapian 1.4 reads it, without Xapian: the fast way to build an index in
// bulk. README.md beside this file describes the format and the algorithm.
#pragma once

#include "common/error.hpp"
#include "common/store/glass/run.hpp"
#include "common/store/glass/table_writers.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

namespace blotter::glass {

struct WriteOptions {
  bool sync = true;        // wait until the disk has it all
  unsigned threads = 2;    // used at once, the caller's included
  int termlist_level = 1;  // of Deflater, for termlists
  // Sorted runs are kept in memory up to this, in bytes; what goes beyond waits in a temporary file of the
  // database.
  std::size_t memory = std::size_t{256} << 20;
};

// Returns whether the Xapian library that runs reads what is written here (1.4.x).  If not, use the writer of
// api_writer.hpp.
[[nodiscard]] Result<void> check_library();

// Takes runs as they become full, in bounded memory.  Usage: create; append from the analysing threads;
// finish. Until finish has succeeded the directory is not a database (the file that makes it one comes last),
// and may be removed.
class DatabaseWriter {
 public:
  // `dir` is made if need be, and must not hold a database.
  [[nodiscard]] static Result<std::unique_ptr<DatabaseWriter>> create(const std::string& dir,
                                                                      const WriteOptions& options = {});
  ~DatabaseWriter();
  DatabaseWriter(const DatabaseWriter&) = delete;
  DatabaseWriter& operator=(const DatabaseWriter&) = delete;

  // Takes a run, whose content is not needed afterwards (clear it and go on).  Any thread may call; the
  // sorting is done in the caller's.  Sequence numbers count from 0 without a gap; the docids of a run lie
  // above those of all runs of lower numbers.  A run that comes before its turn waits in memory without
  // blocking.
  [[nodiscard]] Result<void> append(std::uint64_t sequence, const Run& run);
  // Returns the same for runs that share a range of docids.
  [[nodiscard]] Result<void> append(std::uint64_t sequence, std::span<const Run> runs);
  // After all appends have returned.
  [[nodiscard]] Result<void> finish(const Metadata& metadata);

 private:
  class Implementation;
  explicit DatabaseWriter(std::unique_ptr<Implementation> implementation);

  std::unique_ptr<Implementation> implementation_;
};

// Returns the same in one call, for runs that are all in memory.  Docids may interleave.
[[nodiscard]] Result<void> write_database(const std::string& dir, std::span<const Run> runs, const Metadata& metadata,
                                          const WriteOptions& options = {});

}  // namespace blotter::glass

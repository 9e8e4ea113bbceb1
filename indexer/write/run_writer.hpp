// Where the inverted parts of a bulk build go: straight into the tables of a glass database, or into small databases
// that Xapian merges.
#pragma once

#include "common/error.hpp"
#include "common/store/glass/run.hpp"
#include "indexer/document/document_builder.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace blotter {

// Returns a quarter of the machine's memory, but no more than 256 MiB: sorted runs that wait are read back in order,
// which a disk does as fast as they can be merged.
[[nodiscard]] std::size_t default_memory();

// How a direct build divides the memory that it may take; bytes.
struct MemoryShares {
  std::size_t waiting = 0;  // sorted runs that wait for the merge; those beyond wait in a file
  std::size_t part = 0;     // text of one part
};
[[nodiscard]] MemoryShares share_memory(std::size_t memory, unsigned threads);

// How articles come into an index.
enum class WriterChoice : std::uint8_t {
  automatic,  // a new index, or much that is new: direct where the Xapian that runs can read its tables, else api;
              // little that is new: update
  direct,     // our own glass writer (common/store/glass)
  api,        // many small databases through Xapian's interface, merged by its compaction
  update,     // Xapian's ordinary writer, article by article
};

class RunWriter {
 public:
  virtual ~RunWriter() = default;
  // Takes one part; any thread may call.  Numbers count from 0 without a gap, and docids rise with them.
  [[nodiscard]] virtual Result<void> append(std::uint64_t number, const glass::Run& run) = 0;
  // Completes the database.
  [[nodiscard]] virtual Result<void> finish(const std::map<std::string, std::string>& metadata) = 0;
  // Returns whether finish() compares the tables with what was written to them; else they are checked before they are
  // used.
  [[nodiscard]] virtual bool reads_back() const = 0;
  // Text a part, in bytes, that serves this writer best.
  [[nodiscard]] virtual std::size_t part_bytes() const = 0;

  // `folder` is empty, and becomes the database.  `automatic` means direct where Xapian can read what that writes.
  // `memory` in bytes, 0 for default_memory().
  [[nodiscard]] static Result<std::unique_ptr<RunWriter>> create(const std::string& folder, WriterChoice choice,
                                                                 unsigned threads, std::size_t memory);
};

// Turns built documents into a run; one a thread.
class RunBuilder {
 public:
  // To be built into, with terms numbered in vocabulary(); then add() takes it.
  [[nodiscard]] IndexDocument& document() { return document_; }
  void add(std::uint32_t docid);
  [[nodiscard]] text::Interner& vocabulary() { return run_.vocabulary(); }
  // Gives the run away and starts the next one, with an empty vocabulary.
  [[nodiscard]] Result<void> hand_over(std::uint64_t number, RunWriter& parts);

 private:
  IndexDocument document_;
  glass::Run run_;
};

}  // namespace blotter

// Data runs one way: source → reader → article → analysis and facets → document → writer.
#pragma once

#include "common/error.hpp"
#include "indexer/facets/tagger.hpp"
#include "indexer/reader/reader.hpp"
#include "indexer/source/source.hpp"
#include "indexer/write/index_lock.hpp"

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace blotter {

class ForgottenArticles;
class RunRecord;

// How articles come into an index.
enum class WriterChoice : std::uint8_t {
  automatic,  // a new index, or much that is new: direct where the Xapian that runs can read its tables, else api;
              // little that is new: update
  direct,     // our own glass writer (common/store/glass)
  api,        // many small databases through Xapian's interface, merged by its compaction
  update,     // Xapian's ordinary writer, article by article
};

struct PipelineOptions {
  std::vector<std::string> paths;
  source::WalkOptions walk;
  const reader::Format* format = nullptr;  // forced, or null
  reader::Limits limits;
  unsigned jobs = 0;     // analysing threads; 0: all cores
  std::string language;  // overrides detection when not empty
  WriterChoice writer = WriterChoice::automatic;
  std::size_t memory = 0;  // bytes that a bulk build may take, about; 0: default_memory()
  reader::DateOrder date_order = reader::DateOrder::unknown;  // of numeric dates that nothing in their source settles
  std::atomic<std::uint64_t>* open_dates = nullptr;           // counts those that stay open; may be null
  const ForgottenArticles* forgotten = nullptr;               // these are left out; may be null
  std::size_t batch_bytes = 256u << 10;                       // of article text that one worker takes at a time
};

struct Summary {
  std::uint64_t added = 0;
  std::uint64_t updated = 0;
  std::uint64_t unchanged = 0;
  std::uint64_t moved = 0;       // unchanged, but their file has another path
  std::uint64_t renamed = 0;     // of those new or updated: kept under an id that is not their own (identity.hpp)
  std::uint64_t duplicates = 0;  // the same as another article (identity.hpp), and not indexed beside it
  std::uint64_t forgotten = 0;   // left out, since they were removed for good
  std::uint64_t failed = 0;
  std::uint64_t open_dates = 0;  // articles whose date could be read in two ways and is left unknown
  std::map<std::string_view, std::uint64_t> skipped;  // what is no article, by kind (source/file_kind.hpp)
  [[nodiscard]] std::uint64_t articles() const { return added + updated + unchanged + moved + duplicates; }
};

// What the pipeline tells while it runs; called from one thread.
struct PipelineEvents {
  std::function<void(const std::string& where, const Error&)> failed;
  std::function<void(const std::string& where, std::string_view kind)> skipped;
  // An article is kept under this id, since its own is another article's.
  std::function<void(const std::string& id)> renamed;
  // The share of the input that was read (below 0: unknown), and articles so far.
  std::function<void(double share, std::uint64_t articles)> progress;
};

// Indexes every path, and leaves in `run` what it met.  An error is the index's (locked, disk full); bad inputs only
// count as failed.
[[nodiscard]] Result<Summary> index_into(IndexLock& index, const facets::Tagger& tagger, const PipelineOptions& options,
                                         const PipelineEvents& events, RunRecord& run);

// The same through Xapian's ordinary writer, committing as it goes.
[[nodiscard]] Result<Summary> update_index(IndexLock& index, const facets::Tagger& tagger,
                                           const PipelineOptions& options, const PipelineEvents& events,
                                           RunRecord& run);

// Gives every article as it would be indexed into the directory, in input order, until `print` returns false,
// leaves in `run` what it met, and writes nothing.  The index there need not exist.
[[nodiscard]] Summary dry_run(const std::string& directory, const facets::Tagger& tagger,
                              const PipelineOptions& options, const PipelineEvents& events,
                              const std::function<bool(const std::string& json)>& print, RunRecord& run);

}  // namespace blotter

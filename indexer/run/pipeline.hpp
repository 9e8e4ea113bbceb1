// Data runs one way: source → reader → article → analysis and facets → document → writer.
#pragma once

#include "common/error.hpp"
#include "common/store/shard.hpp"
#include "indexer/facets/given_labels.hpp"
#include "indexer/facets/tagger.hpp"
#include "indexer/reader/reader.hpp"
#include "indexer/source/source.hpp"
#include "indexer/write/index_lock.hpp"

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace blotter {

class ForgottenArticles;
class InputMemory;
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
  facets::GivenLabels* labels = nullptr;                      // makes identifiers of what the input states; may be null
  InputMemory* inputs = nullptr;                              // what earlier runs met; may be null
  std::uint64_t input_bytes = 0;                              // of all files, where that is known already
  const ForgottenArticles* forgotten = nullptr;               // these are left out; may be null
  std::optional<store::ShardNumber> shard;  // only its articles are taken; nothing: the index's own, if it is a shard
  std::size_t batch_bytes = 256u << 10;     // of article text that one worker takes at a time
};

// The articles of the index that were tagged with other watch lists.
struct Retagged {
  std::uint64_t articles = 0;  // that were looked at
  std::uint64_t changed = 0;   // that have other facets now
  double seconds = 0;
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
  std::uint64_t known_failures = 0;  // failed in an earlier run in the same way, and their file has not changed
  std::uint64_t open_dates = 0;      // articles whose date could be read in two ways and is left unknown
  Retagged retagged;                 // by other watch lists
  std::map<std::string_view, std::uint64_t> skipped;  // what is no article, by kind (source/file_kind.hpp)
  [[nodiscard]] std::uint64_t articles() const { return added + updated + unchanged + moved + duplicates; }
};

// What becomes of one article, or of an input that failed.
struct Change {
  std::string_view what;  // new, updated, moved, duplicate, forgotten, failed; removed
  std::string id;
  std::string title;
  std::string path;
  std::string of;         // the article in whose place a duplicate is left out
  std::string why;        // may be empty
  bool is_known = false;  // it failed so before
};

// How far a run is.
struct Progress {
  std::uint64_t bytes_read = 0;
  std::uint64_t bytes = 0;  // of all input; 0: unknown
  std::uint64_t articles = 0;
  std::string at;  // path of a file that is read now, or was just read
};

// What the pipeline tells while it runs; called from one thread.
struct PipelineEvents {
  std::function<void(const Change&)> changed;
  bool each_input = false;  // tell of every input, also where all is as it was in the last run
  std::function<void(const std::string& where, const Error&)> failed;
  std::function<void(const std::string& where, std::string_view kind)> skipped;
  // It failed so before (Summary::known_failures).
  std::function<void(const std::string& where, const Error&)> failed_again;
  // An article is kept under this id, since its own is another article's.
  std::function<void(const std::string& id)> renamed;
  std::function<void(const Progress&)> progress;
};

// Indexes every path, and leaves in `run` what it met.  An error is the index's (locked, disk full); bad inputs only
// count as failed.
[[nodiscard]] Result<Summary> index_into(IndexLock& index, const facets::Tagger& tagger, const PipelineOptions& options,
                                         const PipelineEvents& events, RunRecord& run);

// The same through Xapian's ordinary writer, committing as it goes.
[[nodiscard]] Result<Summary> update_index(IndexLock& index, const facets::Tagger& tagger,
                                           const PipelineOptions& options, const PipelineEvents& events,
                                           RunRecord& run);

// Compares the input with the index in the directory, which need not exist, and writes nothing.  Gives every article as
// it would be indexed, in input order, until `print` returns false; an empty `print` saves the analysis.  Leaves in
// `run` what it met.
[[nodiscard]] Summary dry_run(const std::string& directory, const facets::Tagger& tagger,
                              const PipelineOptions& options, const PipelineEvents& events,
                              const std::function<bool(const std::string& json)>& print, RunRecord& run);

}  // namespace blotter

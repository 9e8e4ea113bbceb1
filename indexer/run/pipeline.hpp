// Runs the indexer over its input: finds files, reads articles, analyses them, writes the index.  Here are the three
// ways to do so; each returns how many articles were added, changed, skipped and so on.
#pragma once

#include "common/error.hpp"
#include "common/store/shard.hpp"
#include "indexer/facets/given_labels.hpp"
#include "indexer/facets/tagger.hpp"
#include "indexer/reader/reader.hpp"
#include "indexer/source/source.hpp"
#include "indexer/write/index_lock.hpp"
#include "indexer/write/run_events.hpp"
#include "indexer/write/run_writer.hpp"

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace blotter {

class ForgottenArticles;
class InputMemory;
class RunRecord;

// What the command line and the index say about a run.  Pointers must stay valid during the run.
struct PipelineOptions {
  std::vector<std::string> paths;  // files and folders, "-" for standard input
  source::WalkOptions walk;
  const reader::Format* format = nullptr;  // of all input; null: detected file by file
  reader::Limits limits;
  const reader::OcrSettings* ocr = nullptr;  // null: pictures are skipped
  unsigned jobs = 0;                         // number of analysing threads; 0: one per core
  std::string language;                      // of every article; empty: detected
  WriterChoice writer = WriterChoice::automatic;
  std::size_t memory = 0;  // approximate limit of a bulk build in bytes; 0: default_memory()
  reader::DateOrder date_order = reader::DateOrder::unknown;  // of dates whose source does not show it
  std::atomic<std::uint64_t>* open_dates = nullptr;           // counts dates whose order stays unknown; may be null
  facets::GivenLabels* labels = nullptr;         // finds identifiers for facet values in the input; may be null
  InputMemory* inputs = nullptr;                 // results of earlier runs by file; may be null
  std::uint64_t input_bytes = 0;                 // size of all files, if already known; else 0
  const ForgottenArticles* forgotten = nullptr;  // articles to leave out; may be null
  std::optional<store::ShardNumber> shard;       // indexes only articles of this shard; nothing: as the index has it
  std::size_t batch_bytes = 256u << 10;          // bytes of article text per task of a worker
};

// Adds the input to the index: by a bulk build or by an update, whichever is faster (or as options.writer says).
// Records in `run` which articles and files it has seen, which --prune needs.  Fails if the index cannot be written
// (locked, disk full); inputs that cannot be read are counted in Summary::failed and reported to `events`.
[[nodiscard]] Result<Summary> index_into(IndexLock& index, const facets::Tagger& tagger, const PipelineOptions& options,
                                         const RunEvents& events, RunRecord& run);

// Like index_into(), but always by an update: article by article with Xapian's own writer, committing every few
// megabytes.
[[nodiscard]] Result<Summary> update_index(IndexLock& index, const facets::Tagger& tagger,
                                           const PipelineOptions& options, const RunEvents& events, RunRecord& run);

// Returns the summary that index_into() would return, and writes nothing.  The index in `directory` need not exist.
// Calls `print` with every article as it would be indexed, in input order, until it returns false; if `print` is empty,
// articles are not analysed.  Records in `run` which articles and files it has seen.
[[nodiscard]] Summary dry_run(const std::string& directory, const facets::Tagger& tagger,
                              const PipelineOptions& options, const RunEvents& events,
                              const std::function<bool(const std::string& json)>& print, RunRecord& run);

}  // namespace blotter

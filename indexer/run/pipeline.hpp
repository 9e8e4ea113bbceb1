// Data runs one way: source → reader → article → analysis and facets → document → writer.
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

struct PipelineOptions {
  std::vector<std::string> paths;
  source::WalkOptions walk;
  const reader::Format* format = nullptr;  // forced, or null
  reader::Limits limits;
  const reader::OcrSettings* ocr = nullptr;  // null: pictures are not read
  unsigned jobs = 0;                         // analysing threads; 0: all cores
  std::string language;                      // overrides detection when not empty
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

// Indexes every path, and leaves in `run` what it met.  An error is the index's (locked, disk full); bad inputs only
// count as failed.
[[nodiscard]] Result<Summary> index_into(IndexLock& index, const facets::Tagger& tagger, const PipelineOptions& options,
                                         const RunEvents& events, RunRecord& run);

// Returns the same through Xapian's ordinary writer, committing as it goes.
[[nodiscard]] Result<Summary> update_index(IndexLock& index, const facets::Tagger& tagger,
                                           const PipelineOptions& options, const RunEvents& events, RunRecord& run);

// Compares the input with the index in the directory, which need not exist, and writes nothing.  Gives every article as
// it would be indexed, in input order, until `print` returns false; an empty `print` saves the analysis.  Leaves in
// `run` what it met.
[[nodiscard]] Summary dry_run(const std::string& directory, const facets::Tagger& tagger,
                              const PipelineOptions& options, const RunEvents& events,
                              const std::function<bool(const std::string& json)>& print, RunRecord& run);

}  // namespace blotter

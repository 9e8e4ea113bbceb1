// Cuts the input into tasks for the analysing threads: small files are read by the worker that gets them,
// large files and streams are read by the feeding thread and handed over as batches of articles.
#pragma once

#include "common/error.hpp"
#include "indexer/document/read_article.hpp"
#include "indexer/run/pipeline.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace blotter {

// Something that gave no article: failed with its reason, or skipped as what it is.
struct InputFailure {
  std::string where;
  Error error;
  std::string_view kind{};  // of what was skipped (source/file_kind.hpp); empty: failed
  bool is_known = false;    // it failed so in an earlier run
};

// What came of reading a batch, beside its articles.
struct ReadingReport {
  std::vector<InputFailure> failures;
  std::vector<std::string> whole;  // absolute paths of the files that were read to their end without a failure
  std::uint64_t bytes_before = 0;  // of the input that came before this batch
  std::string at;                  // path of its last file
};

struct Batch {
  std::uint64_t number = 0;           // 0, 1, 2 … in input order
  std::vector<source::Item> files;    // still to be read by the worker
  std::vector<ReadArticle> articles;  // read already
  ReadingReport report;               // so far
};

// Walks and reads; `submit` takes the batches in input order and returns false to end early.
void feed(const PipelineOptions& options, const std::function<bool(Batch&&)>& submit);

// Reads the files of a batch into its articles and failures.
void read_files(Batch& batch, const PipelineOptions& options);

// What a walk over the input shows before anything is read.
struct Survey {
  std::uint64_t bytes = 0;        // of all files; 0 when unknown (standard input)
  std::uint64_t fingerprint = 0;  // InputFingerprint::value()
};
[[nodiscard]] Survey survey(const PipelineOptions& options);
// Returns the bytes of all files below the paths, from PipelineOptions::input_bytes or by a walk.
[[nodiscard]] std::uint64_t input_bytes(const PipelineOptions& options);

}  // namespace blotter

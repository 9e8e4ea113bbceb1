// --remove, --forget, --unforget and --prune.
#pragma once

#include "indexer/options.hpp"
#include "indexer/write/index_lock.hpp"
#include "indexer/write/run_record.hpp"

namespace blotter {

[[nodiscard]] bool takes_out(const IndexOptions& options);
// Does what the options say after `run`, and returns the exit status; what is wrong is on standard error.
[[nodiscard]] int take_out(const IndexOptions& options, IndexLock& index, const RunRecord& run);
// Prints the ids of the articles that would go, one per line, and changes nothing; returns the exit status.
[[nodiscard]] int list_what_goes(const IndexOptions& options, const RunRecord& run);

}  // namespace blotter

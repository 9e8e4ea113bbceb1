#include "indexer/rearrange.hpp"

#include "common/cli/exit_status.hpp"
#include "common/cli/output.hpp"
#include "common/cli/progress.hpp"
#include "common/cli/terminal.hpp"
#include "common/store/glass/jobs.hpp"
#include "indexer/run/copy.hpp"
#include "indexer/run/run_batches.hpp"
#include "indexer/write/index_lock.hpp"
#include "indexer/write/run_writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace blotter {
namespace {

// Copies into a new index, and says what came of it.
std::optional<Error> copy_into(const std::string& folder, const CopyOptions& copy, const IndexOptions& options) {
  const auto start = std::chrono::steady_clock::now();
  Result<IndexLock> target = IndexLock::acquire(folder, IndexLock::Missing::created, options.wait);
  if (!target) return target.error();
  const Result<Summary> summary = copy_indexes(*target, copy);
  if (!summary) return summary.error();
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  std::string duplicates;
  if (summary->duplicates > 0) duplicates = fmt::format(", {} duplicates", cli::format_count(summary->duplicates));
  if (!options.quiet)
    cli::write_stderr(fmt::format("{}: {}: {} articles{} in {}\n", program_name, cli::printable(folder),
                                  cli::format_count(summary->added + summary->updated), duplicates,
                                  cli::format_duration(seconds)));
  return std::nullopt;
}

}  // namespace

int merge(const IndexOptions& options) {
  const CopyOptions copy{options.paths, options.shard, threads_for(options.jobs), options.memory};
  const std::optional<Error> error = copy_into(options.merge, copy, options);
  return error ? cli::report_error(program_name, *error) : cli::exit_ok;
}

int split(const IndexOptions& options) {
  const unsigned threads = threads_for(options.jobs);
  const unsigned together = std::min(threads, options.split);
  const std::size_t memory = options.memory > 0 ? options.memory : default_memory();
  std::vector<std::optional<Error>> errors(options.split);
  std::vector<std::function<void()>> jobs;
  for (unsigned i = 0; i < options.split; ++i)
    jobs.emplace_back([&, i] {
      const CopyOptions copy{{options.database}, store::ShardNumber{i + 1, options.split}, 1, memory / together};
      errors[i] = copy_into(fmt::format("{}.shard-{}-of-{}", options.database, i + 1, options.split), copy, options);
    });
  glass::run_together(jobs, together);
  int status = cli::exit_ok;
  for (const std::optional<Error>& error : errors)
    if (error) status = cli::report_error(program_name, *error);
  return status;
}

}  // namespace blotter

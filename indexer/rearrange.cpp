#include "indexer/rearrange.hpp"

#include "common/cli/exit_status.hpp"
#include "common/cli/output.hpp"
#include "common/cli/progress.hpp"
#include "common/cli/terminal.hpp"
#include "common/store/database.hpp"
#include "common/store/glass/jobs.hpp"
#include "indexer/run/copy.hpp"
#include "indexer/run/run_batches.hpp"
#include "indexer/write/build_folder.hpp"
#include "indexer/write/index_lock.hpp"
#include "indexer/write/run_writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

namespace blotter {
namespace {

// Copies into a new index, and says what came of it.
std::optional<Error> copy_into(const std::string& folder, const CopyOptions& copy, const IndexOptions& options) {
  const auto start = std::chrono::steady_clock::now();
  Result<IndexLock> target = IndexLock::acquire(folder, IndexLock::Missing::created, options.wait);
  if (!target) return target.error();
  BuildFolder::clear_left_over(*target);
  const Result<Summary> summary = copy_indexes(*target, copy);
  if (!summary) return summary.error();
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  std::string left_out;
  if (summary->duplicates > 0) left_out += fmt::format(", {} duplicates", cli::format_count(summary->duplicates));
  if (summary->forgotten > 0) left_out += fmt::format(", {} forgotten", cli::format_count(summary->forgotten));
  if (!options.quiet)
    cli::write_stderr(fmt::format("{}: {}: {} articles{} in {}\n", program_name, cli::printable(folder),
                                  cli::format_count(summary->added + summary->updated), left_out,
                                  cli::format_duration(seconds)));
  return std::nullopt;
}

// Beside the index, also where its name ends with a slash or is that of the working folder.
std::string shard_folder(const std::string& index, store::ShardNumber shard) {
  std::filesystem::path path = index;
  if (!path.has_filename()) path = path.parent_path();
  std::error_code error;
  if (path.filename() == "." || path.filename() == "..") path = std::filesystem::canonical(path, error);
  return fmt::format("{}.shard-{}-of-{}", path.string(), shard.number, shard.count);
}

}  // namespace

int merge(const IndexOptions& options) {
  const CopyOptions copy{options.paths, options.shard, threads_for(options.jobs), options.memory};
  const std::optional<Error> error = copy_into(options.merge, copy, options);
  return error ? cli::report_error(program_name, *error) : cli::exit_ok;
}

int split(const IndexOptions& options) {
  if (const Result<store::OpenIndex> index = store::open(options.database); !index)
    return cli::report_error(program_name, index.error());  // once, and not for every shard
  const unsigned threads = threads_for(options.jobs);
  const unsigned together = std::min(threads, options.split);
  const std::size_t memory = options.memory > 0 ? options.memory : default_memory();
  std::vector<std::optional<Error>> errors(options.split);
  std::vector<std::function<void()>> jobs;
  for (unsigned i = 0; i < options.split; ++i)
    jobs.emplace_back([&, i] {
      const store::ShardNumber shard{i + 1, options.split};
      const CopyOptions copy{{options.database}, shard, 1, memory / together};
      errors[i] = copy_into(shard_folder(options.database, shard), copy, options);
    });
  glass::run_together(jobs, together);
  int status = cli::exit_ok;
  for (const std::optional<Error>& error : errors)
    if (error) status = cli::report_error(program_name, *error);
  return status;
}

}  // namespace blotter

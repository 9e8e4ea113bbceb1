// blotter-index: articles in, index out.
#include "common/cli/exit_status.hpp"
#include "common/cli/output.hpp"
#include "common/cli/progress.hpp"
#include "common/cli/terminal.hpp"
#include "common/store/columns.hpp"
#include "indexer/inspect.hpp"
#include "indexer/options.hpp"
#include "indexer/reader/reader.hpp"
#include "indexer/run/pipeline.hpp"
#include "indexer/source/interrupt.hpp"
#include "indexer/take_out.hpp"
#include "indexer/write/build_folder.hpp"
#include "indexer/write/index_writer.hpp"
#include "indexer/write/maintenance.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <exception>
#include <filesystem>
#include <sys/stat.h>
#include <utility>
#include <vector>

namespace blotter {
namespace {

constexpr const char* program = "blotter-index";

// A full disk needs no more to be said by each who writes to it.
Error with_hint(Error error) {
  for (const int number : {ENOSPC, EDQUOT, EFBIG})
    if (error.hint.empty() && error.message.find(std::strerror(number)) != std::string::npos)
      error.hint = "make room and run it again: the index is as it was last whole";
  return error;
}

int trouble(const Error& error) {
  cli::report(program, with_hint(error));
  return cli::exit_error;
}

// ", 1,204 skipped: 1,100 images, 80 scripts, 24 fonts"; nothing when nothing was.
std::string skipped_counts(const Summary& summary) {
  std::vector<std::pair<std::string_view, std::uint64_t>> kinds(summary.skipped.begin(), summary.skipped.end());
  std::stable_sort(kinds.begin(), kinds.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  std::uint64_t total = 0;
  std::string list;
  for (const auto& [kind, count] : kinds) {
    total += count;
    list += fmt::format("{}{} {}{}", list.empty() ? "" : ", ", cli::format_count(count), kind, count == 1 ? "" : "s");
  }
  return total == 0 ? std::string() : fmt::format("; {} skipped: {}", cli::format_count(total), list);
}

template <class... Args>
void print(fmt::format_string<Args...> form, Args&&... args) {
  (void)cli::write_out(fmt::format(form, std::forward<Args>(args)...));
}

// Duplicates and moved articles come last and only where there are some, so that what reads the other counts still
// finds them.
std::string closing_line(const Summary& summary, double seconds) {
  std::string duplicates;
  if (summary.duplicates > 0)
    duplicates = fmt::format(", {} {}", cli::format_count(summary.duplicates),
                             summary.duplicates == 1 ? "duplicate" : "duplicates");
  if (summary.forgotten > 0) duplicates += fmt::format(", {} forgotten", cli::format_count(summary.forgotten));
  if (summary.moved > 0) duplicates += fmt::format(", {} moved", cli::format_count(summary.moved));
  return fmt::format("{}: {} new, {} updated, {} unchanged, {} failed{} in {}{}\n", program,
                     cli::format_count(summary.added), cli::format_count(summary.updated),
                     cli::format_count(summary.unchanged), cli::format_count(summary.failed), duplicates,
                     cli::format_duration(seconds),
                     skipped_counts(summary) + (source::interrupted() ? ", interrupted" : ""));
}

// Says that ids met other articles; empty when none did.
std::string renamed_line(const Summary& summary, bool verbose) {
  if (summary.renamed == 0) return {};
  return fmt::format("{}: {} {} an id that another article has, and {} kept under an id of {} own{}\n", program,
                     cli::format_count(summary.renamed), summary.renamed == 1 ? "article has" : "articles have",
                     summary.renamed == 1 ? "is" : "are", summary.renamed == 1 ? "its" : "their",
                     verbose ? "" : " (--verbose names them)");
}

// Says that dates are unknown for want of an order; empty when none is.
std::string open_dates_line(const Summary& summary) {
  if (summary.open_dates == 0) return {};
  return fmt::format("{}: {} left unknown, like 06/12/2025: nothing says what comes first (--date-order day|month)\n",
                     program,
                     summary.open_dates == 1 ? "1 date is" : cli::format_count(summary.open_dates) + " dates are");
}

void print_summary(const Summary& summary, double seconds) {
  std::string skipped;
  for (const auto& [kind, count] : summary.skipped)
    skipped += fmt::format("{}\"{}\":{}", skipped.empty() ? "" : ",", kind, count);
  print(
      "{{\"schema\":\"blotter.summary/1\",\"new\":{},\"updated\":{},\"unchanged\":{},\"failed\":{},"
      "\"duplicates\":{},\"seconds\":{:.3f},\"skipped\":{{{}}},\"moved\":{},\"renamed\":{},\"forgotten\":{},\"open_"
      "dates\":{},"
      "\"interrupted\":{}}}\n",
      summary.added, summary.updated, summary.unchanged, summary.failed, summary.duplicates, seconds, skipped,
      summary.moved, summary.renamed, summary.forgotten, summary.open_dates, source::interrupted());
}

int list_formats() {
  for (const reader::Format& format : reader::formats())
    print("{:<12} {:<28} {}\n", format.name, format.extensions, format.description);
  return cli::exit_ok;
}

// Leaves in `run` what the input had.
int add(const IndexOptions& options, IndexLock* index, RunRecord& run) {
  PipelineOptions pipeline;
  pipeline.paths = options.paths;
  pipeline.walk = {options.include, options.exclude, {}};
  pipeline.jobs = options.jobs;
  pipeline.memory = options.memory;
  pipeline.language = options.language;
  if (options.date_order == "day") pipeline.date_order = reader::DateOrder::day_first;
  if (options.date_order == "month") pipeline.date_order = reader::DateOrder::month_first;
  std::atomic<std::uint64_t> open_dates = 0;
  pipeline.open_dates = &open_dates;
  if (options.writer == "direct") pipeline.writer = WriterChoice::direct;
  if (options.writer == "api") pipeline.writer = WriterChoice::api;
  if (options.writer == "update") pipeline.writer = WriterChoice::update;
  if (options.format != "auto") {
    pipeline.format = reader::find_format(options.format);
    if (!pipeline.format)
      return trouble({ErrorCode::bad_usage, "unknown format '" + options.format + "'", "blotter-index --format list"});
  }
  facets::TaggerOptions tagger_options;
  for (const std::string& file : options.watchlists) tagger_options.watchlists.emplace_back(file);
  if (!options.no_watchlist) tagger_options.kept_watchlist = kept_watchlist(options.database);
  const Result<facets::Tagger> tagger = facets::Tagger::create(tagger_options);
  if (!tagger) return trouble(tagger.error());

  const source::InterruptHandler handler;
  const auto start = std::chrono::steady_clock::now();
  cli::Progress progress("articles", !options.quiet);
  PipelineEvents events;
  events.failed = [&](const std::string& where, const Error& error) {
    progress.clear();
    cli::report(program, Error{error.code, where + ": " + error.message, error.hint});
  };
  if (options.verbose)
    events.skipped = [&](const std::string& where, std::string_view kind) {
      progress.clear();
      cli::say(fmt::format("{}: skipped {}: {}\n", program, cli::printable(where), kind));
    };
  if (options.verbose)
    events.renamed = [&](const std::string& id) {
      progress.clear();
      cli::say(cli::printable(fmt::format("kept as {}\n", id), true));
    };
  if (!options.quiet && cli::is_terminal(2))
    events.progress = [&](double share, std::uint64_t articles) { progress.update(share, articles); };

  Summary summary;
  if (options.dry_run) {
    const bool lines = options.json && !takes_out(options);
    summary = dry_run(
        options.database, *tagger, pipeline, events,
        [&](const std::string& json) { return !lines || cli::write_out(json + '\n'); }, run);
  } else {
    Result<Summary> done = index_into(*index, *tagger, pipeline, events, run);
    if (!done) return trouble(done.error());
    summary = *done;
  }
  summary.open_dates = open_dates;
  progress.clear();
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  if (!options.quiet)
    cli::say(renamed_line(summary, options.verbose) + open_dates_line(summary) + closing_line(summary, seconds));
  if (options.json && !options.dry_run) print_summary(summary, seconds);
  if (source::interrupted()) return cli::exit_signalled + source::interrupt_signal();
  return summary.failed > 0 ? cli::exit_error : cli::exit_ok;
}

// An index is no input of its own, whatever it holds beside its tables.
std::optional<Error> check_inputs(const IndexOptions& options) {
  for (const std::string& path : options.paths) {
    std::error_code error;
    if (std::filesystem::equivalent(path, options.database, error) && !error)
      return Error{ErrorCode::bad_usage, "'" + path + "' is the index itself", "name the articles after --db DIR"};
  }
  return std::nullopt;
}

void name_strays(const IndexLock& index) {
  const std::vector<std::string> strays = index.strays();
  if (strays.empty()) return;
  cli::say(fmt::format("{}: '{}' also holds '{}'{}, which is not the index's and stays\n", program,
                       cli::printable(index.directory()), cli::printable(strays.front()),
                       strays.size() > 1 ? fmt::format(" and {} more", strays.size() - 1) : ""));
}

// What the run writes can be read by those who may enter the index's folder, which is its owner alone when it is new.
void follow_mode_of(const std::string& folder) {
  struct stat status {};
  if (::stat(folder.c_str(), &status) == 0) (void)::umask(~status.st_mode & 0777U);
}

// All that changes the index, under one lock.
int write(const IndexOptions& options) {
  if (const Result<void> ours = check_is_ours(options.database); !ours) return trouble(ours.error());
  if (const std::optional<Error> error = check_inputs(options)) return trouble(*error);
  const auto missing = options.paths.empty() ? IndexLock::Missing::error : IndexLock::Missing::created;
  Result<IndexLock> index = IndexLock::acquire(options.database, missing, options.wait);
  if (!index) return trouble(index.error());
  follow_mode_of(options.database);
  BuildFolder::clear_left_over(*index);
  if (!options.quiet) name_strays(*index);
  int status = cli::exit_ok;
  RunRecord run;
  if (!options.paths.empty()) status = std::max(status, add(options, &*index, run));
  if (source::interrupted()) return status;  // whoever stops an addition does not want the rest
  if (takes_out(options)) status = std::max(status, take_out(options, *index, run));
  if (options.compact) {
    const Result<void> compacted = compact_index(*index);
    if (!compacted) status = std::max(status, trouble(compacted.error()));
  }
  return status;
}

// What a run would do, which changes nothing.
int show(const IndexOptions& options) {
  int status = cli::exit_ok;
  RunRecord run;
  if (!options.paths.empty()) status = std::max(status, add(options, nullptr, run));
  if (source::interrupted()) return status;
  return takes_out(options) ? std::max(status, list_what_goes(options, run)) : status;
}

// Every part of the command in turn; the worst status is the exit status.
int run(IndexOptions options) {
  if (options.format == "list") return list_formats();
  // The working folder itself may be the index, which is another folder when it has been replaced.
  std::error_code error;
  const std::filesystem::path resolved = std::filesystem::weakly_canonical(options.database, error);
  const bool writes = !options.dry_run && (!options.paths.empty() || takes_out(options) || options.compact);
  const std::string place = writes && !error ? resolved.string() : options.database;
  int status = cli::exit_ok;
  if (options.dry_run) status = std::max(status, show(options));
  else if (writes) status = std::max(status, write(options));
  if (source::interrupted()) return status;
  options.database = place;
  if (options.verify) status = std::max(status, verify(options));
  if (options.info) status = std::max(status, print_info(options));
  return status;
}

}  // namespace
}  // namespace blotter

int main(int argc, char** argv) {
  try {
    blotter::cli::prepare_output();
    std::signal(SIGXFSZ, SIG_IGN);  // a file over the limit (ulimit -f) is an error of its write
    blotter::IndexOptions options;
    if (const std::optional<int> status = blotter::parse_options(argc, argv, options)) return *status;
    return blotter::cli::end_status(blotter::program, blotter::run(options));
  } catch (const std::exception& error) {
    blotter::cli::report(blotter::program, error.what());
  }
  return blotter::cli::exit_error;
}

// blotter-index: articles in, index out.
#include "common/cli/exit_status.hpp"
#include "common/cli/output.hpp"
#include "common/cli/progress.hpp"
#include "common/cli/terminal.hpp"
#include "common/store/columns.hpp"
#include "common/store/database.hpp"
#include "indexer/document/content_hash.hpp"
#include "indexer/facets/given_labels.hpp"
#include "indexer/inspect.hpp"
#include "indexer/options.hpp"
#include "indexer/reader/extract/ocr_languages.hpp"
#include "indexer/reader/format_examples.hpp"
#include "indexer/reader/reader.hpp"
#include "indexer/rearrange.hpp"
#include "indexer/report.hpp"
#include "indexer/run/input_memory.hpp"
#include "indexer/run/pipeline.hpp"
#include "indexer/source/file_list.hpp"
#include "indexer/source/folder_watch.hpp"
#include "indexer/source/interrupt.hpp"
#include "indexer/take_out.hpp"
#include "indexer/write/build_folder.hpp"
#include "indexer/write/index_writer.hpp"
#include "indexer/write/maintenance.hpp"
#include "indexer/write/recognised_articles.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <filesystem>
#include <sys/stat.h>
#include <utility>
#include <vector>

namespace blotter {
namespace {

// A full disk needs no more to be said by each who writes to it.
Error with_hint(Error error) {
  for (const int number : {ENOSPC, EDQUOT, EFBIG})
    if (error.hint.empty() && error.message.find(std::strerror(number)) != std::string::npos)
      error.hint = "make room and run it again: the index is as it was last whole";
  return error;
}

int report_error(const Error& error) { return cli::report_error(program_name, with_hint(error)); }

template <class... Args>
void print(fmt::format_string<Args...> form, Args&&... args) {
  (void)cli::write_out(fmt::format(form, std::forward<Args>(args)...));
}

int list_formats() {
  for (const reader::Format& format : reader::formats())
    print("{:<12} {:<28} {}; example: {}\n", format.name, format.extensions, format.description,
          reader::example_of(format));
  return cli::exit_ok;
}

// What bears on the result of a run beside its input and how that is read.
std::string run_key(const IndexOptions& options, const facets::Tagger& tagger, const PipelineOptions& pipeline) {
  std::string key = fmt::format("{} {} {} {}\n{}\n", analysis_seed(pipeline.language), options.date_order,
                                options.writer, options.prune, tagger.watch_text());
  key.append(options.ocr).push_back('\n');
  for (const auto* list : {&options.paths, &options.include, &options.exclude}) {
    for (const std::string& value : *list) key.append(value).push_back('\0');
    key += '\n';
  }
  if (options.shard) key += options.shard->text();
  return key;
}

// The settings of a run that the command line alone decides.
Result<PipelineOptions> pipeline_options(const IndexOptions& options) {
  PipelineOptions pipeline;
  pipeline.paths = options.paths;
  pipeline.walk = {options.include, options.exclude, options.only ? &*options.only : nullptr, {}};
  pipeline.jobs = options.jobs;
  pipeline.memory = options.memory;
  pipeline.language = options.language;
  pipeline.shard = options.shard;
  if (options.date_order == "day") pipeline.date_order = reader::DateOrder::day_first;
  if (options.date_order == "month") pipeline.date_order = reader::DateOrder::month_first;
  if (options.writer == "direct") pipeline.writer = WriterChoice::direct;
  if (options.writer == "api") pipeline.writer = WriterChoice::api;
  if (options.writer == "update") pipeline.writer = WriterChoice::update;
  if (options.format == "auto") return pipeline;
  pipeline.format = reader::find_format(options.format);
  if (!pipeline.format)
    return fail(ErrorCode::bad_usage, "unknown format '" + options.format + "'", "blotter-index --format list");
  return pipeline;
}

Result<facets::Tagger> make_tagger(const IndexOptions& options) {
  facets::TaggerOptions tagger;
  for (const std::string& file : options.watchlists) tagger.watchlists.emplace_back(file);
  if (!options.no_watchlist) tagger.kept_watchlist = kept_watchlist(options.database);
  return facets::Tagger::create(tagger);
}

// What --verbose reports beside the failures.
void report_details(RunEvents& events, cli::Progress& progress) {
  events.failed_again = events.failed;
  events.skipped = [&progress](const std::string& where, std::string_view kind) {
    const bool is_scan = kind == reader::skipped_scan || kind == reader::skipped_scanned_page;
    progress.clear();
    cli::write_stderr(fmt::format("{}: skipped {}: {}{}\n", program_name, cli::printable(where), kind,
                                  is_scan ? ", no text layer (--ocr reads it)" : ""));
  };
  events.renamed = [&progress](const std::string& id) {
    progress.clear();
    cli::write_stderr(cli::printable(fmt::format("kept as {}\n", id), true));
  };
}

RunEvents events_of(const IndexOptions& options, cli::Progress& progress) {
  RunEvents events;
  events.each_input = options.verbose || options.itemize;
  events.failed = [&progress](const std::string& where, const Error& error) {
    progress.clear();
    cli::report_error(program_name, Error{error.code, where + ": " + error.message, error.hint});
  };
  if (options.verbose) report_details(events, progress);
  if (options.itemize) events.changed = [](const Change& change) { (void)cli::write_out(change_json(change)); };
  if (!options.quiet && cli::is_terminal(2))
    events.progress = [&progress](const Progress& now) {
      const double share = now.bytes > 0 ? static_cast<double>(now.bytes_read) / static_cast<double>(now.bytes) : -1;
      progress.update(share, now.articles, now.bytes > 0 ? cli::format_bytes(now.bytes) : "", now.at);
    };
  return events;
}

// Adds the input to the index, or with --dry-run says what that would do.
Result<Summary> run_pipeline(const IndexOptions& options, IndexLock* index, const facets::Tagger& tagger,
                             const PipelineOptions& pipeline, const RunEvents& events, RunRecord& run) {
  if (!options.dry_run) return index_into(*index, tagger, pipeline, events, run);
  std::function<bool(const std::string&)> print_article;
  if (options.json && !options.itemize && !takes_out(options))
    print_article = [](const std::string& json) { return cli::write_out(json + '\n'); };
  return dry_run(options.database, tagger, pipeline, events, print_article, run);
}

// Records in `run` what the input had, and in `inputs` what the next run can use.
int add(const IndexOptions& options, IndexLock* index, InputMemory& inputs, RunRecord& run) {
  Result<PipelineOptions> pipeline = pipeline_options(options);
  if (!pipeline) return report_error(pipeline.error());
  const Result<facets::Tagger> tagger = make_tagger(options);
  if (!tagger) return report_error(tagger.error());
  std::optional<RecognisedArticles> recognised;
  const reader::OcrSettings ocr{options.ocr, [&](std::uint64_t key) { return recognised->find(key); }};
  if (!options.ocr.empty()) {
    recognised.emplace(options.database);
    pipeline->ocr = &ocr;
  }
  std::atomic<std::uint64_t> open_dates = 0;
  pipeline->open_dates = &open_dates;
  facets::GivenLabels labels(*tagger);
  pipeline->labels = &labels;
  pipeline->inputs = &inputs;
  inputs.begin(options.format, run_key(options, *tagger, *pipeline));

  const source::InterruptHandler handler;
  const auto start = std::chrono::steady_clock::now();
  cli::Progress progress("articles", !options.quiet);
  const Result<Summary> summary = run_pipeline(options, index, *tagger, *pipeline, events_of(options, progress), run);
  if (!summary) return report_error(summary.error());
  progress.clear();
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  if (!options.quiet)
    cli::write_stderr(labels_line(labels.unknown()) + closing_lines(*summary, seconds, options.verbose));
  if (options.json && (!options.dry_run || options.itemize)) (void)cli::write_out(summary_json(*summary, seconds));
  if (source::interrupted()) return cli::exit_signalled + source::interrupt_signal();
  return summary->failed > 0 ? cli::exit_error : cli::exit_ok;
}

// Returns an error if the index itself is named as input.
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
  cli::write_stderr(fmt::format("{}: '{}' also holds '{}'{}, which is not the index's and stays\n", program_name,
                                cli::printable(index.directory()), cli::printable(strays.front()),
                                strays.size() > 1 ? fmt::format(" and {} more", strays.size() - 1) : ""));
}

// What the run writes can be read by those who may enter the index's folder, which is its owner alone when it is new.
void follow_mode_of(const std::string& folder) {
  struct stat status {};
  if (::stat(folder.c_str(), &status) == 0) (void)::umask(~status.st_mode & 0777U);
}

// Whether there is input, though perhaps an empty list of it, or watch lists for what is there.
bool adds(const IndexOptions& options) {
  return !options.paths.empty() || !options.files_from.empty() || !options.watchlists.empty() || options.no_watchlist;
}

Result<IndexLock> acquire(const IndexOptions& options) {
  const bool reads = !options.paths.empty() || !options.files_from.empty();
  const auto missing = reads ? IndexLock::Missing::created : IndexLock::Missing::error;
  std::optional<source::UncaughtInterrupts> uncaught;
  if (options.wait) uncaught.emplace();  // --follow catches them, and its own wait is not the lock's
  return IndexLock::acquire(options.database, missing, options.wait && !source::interrupted());
}

// All that changes the index, under one lock.
int write(const IndexOptions& options) {
  if (const Result<void> ours = check_is_ours(options.database); !ours) return report_error(ours.error());
  if (const std::optional<Error> error = check_inputs(options)) return report_error(*error);
  // From before there is anything to clear away; what comes behind the addition ends at once.
  std::optional<source::InterruptHandler> handler;
  if (adds(options)) handler.emplace();
  Result<IndexLock> index = acquire(options);
  if (!index) return report_error(index.error());
  follow_mode_of(options.database);
  BuildFolder::clear_left_over(*index);
  if (!options.quiet) name_strays(*index);
  int status = cli::exit_ok;
  RunRecord run;
  InputMemory inputs(options.database);
  if (adds(options)) status = std::max(status, add(options, &*index, inputs, run));
  handler.reset();
  if (options.only) inputs.drop_result();  // it is of a part of the input
  // Whoever stops an addition does not want the rest.
  if (source::interrupted()) return std::max(status, cli::exit_signalled + source::interrupt_signal());
  if (takes_out(options)) {
    const int taken = take_out(options, *index, run);
    if (options.removes || taken != cli::exit_ok) inputs.drop_result();
    status = std::max(status, taken);
  }
  if (options.compact) {
    const Result<void> compacted = compact_index(*index);
    if (!compacted) status = std::max(status, report_error(compacted.error()));
  }
  if (const Result<void> placed = index->check_place(); !placed) return report_error(placed.error());
  if (const Result<void> saved = inputs.save(index->directory()); !saved && index->has_index())
    status = std::max(status, report_error(saved.error()));
  return status;
}

// Keeps the index in step with its folders until a signal comes.  The exit status is that of the last run, unless none
// was under way.
int follow(const IndexOptions& options) {
  const source::InterruptHandler handler;
  Result<source::FolderWatch> watch = source::FolderWatch::create(options.paths);
  if (!watch) return report_error(watch.error());
  int status = write(options);
  while (!source::interrupted()) {
    Result<source::FolderChanges> changes = watch->wait();
    if (!changes) return report_error(changes.error());
    if (source::interrupted()) return cli::exit_ok;
    IndexOptions batch = options;
    if (!changes->rescan) batch.only = std::move(changes->files);
    status = write(batch);
  }
  return status;
}

// What a run would do, which changes nothing.
int show(const IndexOptions& options) {
  int status = cli::exit_ok;
  RunRecord run;
  InputMemory inputs(options.database);
  if (adds(options)) status = std::max(status, add(options, nullptr, inputs, run));
  if (source::interrupted()) return status;
  return takes_out(options) ? std::max(status, list_what_goes(options, run)) : status;
}

// Puts the names that --files-from lists behind the paths.
std::optional<Error> read_file_lists(IndexOptions& options) {
  for (const std::string& list : options.files_from) {
    const Result<std::vector<std::string>> names = source::listed_names(list);
    if (!names) return names.error();
    options.paths.insert(options.paths.end(), names->begin(), names->end());
  }
  return std::nullopt;
}

// Every part of the command in turn; the worst status is the exit status.
int run(IndexOptions options) {
  if (options.format == "list") return list_formats();
  if (!options.merge.empty()) return merge(options);
  if (options.split > 0) return split(options);
  if (const std::optional<Error> error = read_file_lists(options)) return report_error(*error);
  if (!options.ocr.empty()) {
    Result<std::string> languages = reader::installed_ocr_languages(options.ocr);
    if (!languages) return report_error(languages.error());
    options.ocr = std::move(*languages);
  }
  // The working folder itself may be the index, which is another folder when it has been replaced.
  std::error_code error;
  const std::filesystem::path resolved = std::filesystem::weakly_canonical(options.database, error);
  const bool writes = !options.dry_run && (adds(options) || takes_out(options) || options.compact);
  const std::string place = writes && !error ? resolved.string() : options.database;
  int status = cli::exit_ok;
  if (options.follow) return follow(options);
  if (options.dry_run) status = std::max(status, show(options));
  else if (writes) status = std::max(status, write(options));
  if (source::interrupted()) return status;
  options.database = place;
  if (options.verify) status = std::max(status, verify(options));
  if (options.info) status = std::max(status, print_info(options));
  return status;
}

// Xapian throws where nothing may be thrown when the disk fills up while it writes or takes back a commit, which ends
// the program: with what was thrown, or with the system's reason where the runtime does not say what that was, and the
// status of any other error.  The index is as it was, since nothing has taken its place.
[[noreturn]] void end_with_what_was_thrown() {
  Error reason{ErrorCode::index, std::string("a commit failed: ") + std::strerror(errno), {}};
  try {
    if (std::current_exception()) std::rethrow_exception(std::current_exception());
  } catch (const Xapian::Error& error) {
    reason = store::to_error(error);
  } catch (const std::exception& error) {
    reason.message = error.what();
  } catch (...) {  // the system's reason is all that is known
  }
  std::_Exit(report_error(reason));
}

}  // namespace
}  // namespace blotter

int main(int argc, char** argv) {
  try {
    blotter::cli::prepare_output();
    std::set_terminate(blotter::end_with_what_was_thrown);
    std::signal(SIGXFSZ, SIG_IGN);  // a file over the limit (ulimit -f) is an error of its write
    blotter::IndexOptions options;
    if (const std::optional<int> status = blotter::parse_options(argc, argv, options)) return *status;
    return blotter::cli::end_status(blotter::program_name, blotter::run(options));
  } catch (const std::exception& error) {
    return blotter::cli::report_error(blotter::program_name, error.what());
  }
}

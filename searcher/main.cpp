// blotter-search: queries in, answers out.
#include "common/cli/exit_status.hpp"
#include "common/cli/output.hpp"
#include "common/cli/progress.hpp"
#include "common/cli/terminal.hpp"
#include "common/text/steering.hpp"
#include "searcher/answer/search.hpp"
#include "searcher/batch/batch.hpp"
#include "searcher/batch/resume.hpp"
#include "searcher/browse/browse.hpp"
#include "searcher/desk/commands.hpp"
#include "searcher/desk/show.hpp"
#include "searcher/desk/style.hpp"
#include "searcher/present/pager.hpp"
#include "searcher/present/rows.hpp"
#include "searcher/request/options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>

namespace blotter::search {
namespace {

constexpr std::size_t many_shards = 16;

int finish(int status) { return cli::end_status(program_name, status); }

void print_notes(const Answer& answer, const Options& options) {
  if (options.quiet) return;
  for (const std::string& note : answer.notes) cli::write_stderr(fmt::format("note: {}\n", cli::printable(note)));
  for (const std::string& reason : answer.reasons) cli::write_stderr(fmt::format("{}\n", cli::printable(reason)));
  if (!answer.suggestion.empty())
    cli::write_stderr(fmt::format("did you mean: {}\n", cli::printable(answer.suggestion)));
}

// Text for people goes through a pager when it is longer than their screen.
// False when it could not be written.
bool print_paged(const std::string& out, const Options& options) {
  const bool paged = options.format == search::OutputFormat::text && cli::is_terminal(1) && !options.no_pager;
  if (paged) show_paged(out);
  return paged || cli::write_out(out);
}

// Of a query that finds nothing for a slip in it: the answer to what was meant.
Answer run_as_meant(Searcher& searcher, const Options& options, const Request& request) {
  Answer answer = searcher.run(request);
  if (answer.error || answer.total > 0 || answer.suggestion.empty() || !options.correct || !request.suggest)
    return answer;
  Request meant = request;
  meant.query = answer.suggestion;
  Answer corrected = searcher.run(meant);
  if (corrected.error || corrected.total == 0) return answer;
  corrected.notes.insert(
      corrected.notes.begin(),
      fmt::format("nothing is found for '{}'; did you mean: {}? That is searched (--no-correct: not)", answer.query,
                  answer.suggestion));
  return corrected;
}

// Whether an answer has its notes and its total in itself; rows and ids do not.
bool holds_notes(search::OutputFormat format) {
  return format == search::OutputFormat::text || search::is_json(format);
}

// Rows and ids do not show that there is more.
void note_cut(Answer& answer, const Options& options) {
  const std::uint64_t shown = std::uint64_t{options.request.offset} + answer.hits.size();
  if (holds_notes(options.format) || answer.hits.empty() || shown >= answer.total || options.request.group) return;
  answer.notes.push_back(fmt::format("{} of {} hits; --all gives every one", answer.hits.size(), answer.total));
}

int run_single(Searcher& searcher, const Options& options) {
  const Result<Request> request = new_request(options);
  if (!request) return cli::report_error(program_name, request.error());
  Answer answer = run_as_meant(searcher, options, *request);
  if (answer.error) {
    std::string out;
    if (search::is_json(options.format))
      present::make_presenter(options.format, style_of(options))->answer(answer, out);
    (void)cli::write_out(out);
    return cli::report_error(program_name, *answer.error);
  }
  std::string out;
  if (options.count_only) {
    out = fmt::format("{}\n", answer.total_stories.value_or(answer.total));
  } else {
    const auto presenter = present::make_presenter(options.format, style_of(options));
    presenter->begin(out);
    presenter->answer(answer, out);
  }
  note_cut(answer, options);
  const bool shown = print_paged(out, options);
  print_notes(answer, options);
  if (options.format == search::OutputFormat::text) remember_hits(options, answer);
  if (shown)
    if (const Result<void> done = mark_shown(searcher, options, *request, answer); !done)
      return cli::report_error(program_name, done.error());
  return finish(answer.total > 0 ? cli::exit_ok : cli::exit_no_results);
}

int show(Searcher& searcher, const Options& options) {
  const present::Style style = style_of(options);
  int status = cli::exit_ok;
  std::string out;
  const Showing showing(searcher, options);
  for (const std::string& id : showing.ids()) {
    const Result<Article> article = showing.article(id);
    if (!article) {
      cli::report_error(program_name, article.error());
      const bool unknown = article.error().code == ErrorCode::bad_usage;
      status = std::max(status, unknown ? cli::exit_no_results : cli::exit_error);
      continue;
    }
    if (search::is_json(options.format)) {
      out += present::article_json(*article);
      continue;
    }
    const Result<std::optional<Searcher::Matches>> marks = showing.marks(*article);
    if (!marks) return cli::report_error(program_name, marks.error());
    if (!out.empty()) out += std::string(40, '-') + "\n\n";
    out += present::show_article(*article, style, *marks);
  }
  (void)print_paged(out, options);
  return finish(status);
}

// The values as lines for people: count, value, label.
std::string list_lines(const std::vector<FacetCount>& values, bool ids) {
  std::string out;
  for (const FacetCount& one : values) {
    if (ids) out += text::percent_encode_steering(one.value) + '\n';
    else out += fmt::format("{}\t{}\t{}\n", one.count, cli::printable(one.value), cli::printable(one.label));
  }
  return out;
}

// The names of the facets with the number of their values.
int list_facets(Searcher& searcher, const Options& options) {
  Request request = options.request;
  request.facets = searcher.index().facet_names();
  request.facet_limit = 1;
  request.limit = 0;
  const Answer answer = searcher.run(request);
  if (answer.error) return cli::report_error(program_name, *answer.error);
  std::string out;
  for (const FacetAnswer& facet : answer.facets)
    out += options.format == search::OutputFormat::ids ? facet.name + '\n'
                                                       : fmt::format("{}\t{}\n", facet.distinct, facet.name);
  (void)print_paged(out, options);
  return finish(cli::exit_ok);
}

int list(Searcher& searcher, const Options& options) {
  using search::OutputFormat;
  if (options.list == "facets") return list_facets(searcher, options);
  Request request = options.request;
  request.facets = {options.list};
  if (options.list_all) request.facet_limit = no_limit;
  request.limit = 0;
  request.value_holds = options.matching;
  Answer answer = searcher.run(request);
  if (answer.error) return cli::report_error(program_name, *answer.error);
  const FacetAnswer& facet = answer.facets.front();
  std::string out;
  switch (options.format) {
    case OutputFormat::json:
    case OutputFormat::jsonl: present::make_presenter(options.format, style_of(options))->answer(answer, out); break;
    case OutputFormat::csv:
    case OutputFormat::tsv:
      out = present::facet_rows(facet, {options.format == OutputFormat::csv ? ',' : '\t', options.raw_cells});
      break;
    default: out = list_lines(facet.values, options.format == OutputFormat::ids);
  }
  (void)print_paged(out, options);
  if (facet.values.size() < facet.distinct && options.matching.empty() && request.min_count <= 1)
    answer.notes.push_back(fmt::format("{} of {} values", facet.values.size(), facet.distinct));
  print_notes(answer, options);
  const bool nothing = facet.values.empty() && request.facet_limit > 0;
  return finish(nothing ? cli::exit_no_results : cli::exit_ok);
}

// Where a batch writes: standard output, or the file that --resume completes.
class Sink {
 public:
  Result<ResumePoint> open(const Options& options) {
    if (options.resume.empty()) return ResumePoint{};
    Result<ResumePoint> point = find_resume_point(options.resume, options.format);
    if (!point) return point;
    std::error_code error;
    if (std::filesystem::exists(options.resume, error))
      std::filesystem::resize_file(options.resume, point->keep_bytes, error);
    file_.open(options.resume, std::ios::binary | std::ios::app);
    if (!file_ || error) return fail(ErrorCode::io, fmt::format("cannot write to '{}'", options.resume));
    return point;
  }
  bool write(std::string_view text) {
    if (!file_.is_open()) return cli::write_out(text);
    file_.write(text.data(), static_cast<std::streamsize>(text.size())).flush();
    return file_.good();
  }
  // Whether the file of --resume could not be written.
  [[nodiscard]] bool failed() const { return file_.is_open() && !file_.good(); }

 private:
  std::ofstream file_;
};

// What a batch says on standard error: progress, errors, notes, and the sum at its end.
class BatchReport {
 public:
  explicit BatchReport(const Options& options)
      : options_(options), progress_("queries", !options.quiet && !cli::is_terminal(1)) {}
  void one(const BatchOutcome& outcome) {
    if (outcome.error) {
      progress_.clear();
      cli::report_error(program_name,
                        Error{outcome.error->code, fmt::format("query {}: {}", outcome.qid, outcome.error->message),
                              outcome.error->hint});
    }
    if (!holds_notes(options_.format) && !options_.quiet)
      for (const std::string& note : *outcome.notes) {
        if (++notes_ > max_notes) continue;
        progress_.clear();
        cli::write_stderr(fmt::format("note: query {}: {}\n", cli::printable(outcome.qid), cli::printable(note)));
      }
    progress_.update(-1, ++done_);
  }
  void end(const BatchSummary& sum) {
    progress_.clear();
    if (options_.quiet) return;
    if (notes_ > max_notes)
      cli::write_stderr(
          fmt::format("note: {} more notes; --format jsonl has each in its record\n", notes_ - max_notes));
    const std::string limit = options_.table == search::Table::hits && options_.request.limit > 0
                                  ? fmt::format("; at most {} hits each (--limit)", options_.request.limit)
                                  : std::string();
    cli::write_stderr(fmt::format("{}: {} queries: {} found something, {} nothing, {} failed{}\n", program_name,
                                  sum.queries, sum.found, sum.queries - sum.found - sum.failed, sum.failed, limit));
  }

 private:
  static constexpr std::uint64_t max_notes = 20;
  const Options& options_;
  cli::Progress progress_;
  std::uint64_t done_ = 0;
  std::uint64_t notes_ = 0;
};

int run_bulk(const match::Index& index, const Options& options, const query::Synonyms* synonyms) {
  std::ifstream file;
  if (options.bulk != "-") {
    file.open(options.bulk, std::ios::binary);
    if (!file || std::filesystem::is_directory(options.bulk))
      return cli::report_error(program_name,
                               {ErrorCode::io, fmt::format("cannot open the queries '{}'", options.bulk), ""});
  }
  Request base = options.request;
  base.syntax = base.strict ? query::Syntax::full : query::Syntax::tolerant;
  BatchReader reader(options.bulk == "-" ? std::cin : file, options.bulk, base, options.bulk_format);
  Sink sink;
  Result<ResumePoint> point = sink.open(options);
  if (!point) return cli::report_error(program_name, point.error());
  const auto presenter = present::make_presenter(options.format, style_of(options));
  std::string header;
  presenter->begin(header);
  if (!point->has_header && !sink.write(header)) return finish(cli::exit_ok);
  std::uint64_t to_skip = point->answered;
  bool waiting = !point->from_qid.empty();
  const auto next = [&]() -> std::optional<BatchItem> {
    while (std::optional<BatchItem> item = reader.next()) {
      if (to_skip > 0) {
        --to_skip;
        continue;
      }
      waiting = waiting && presenter->written_qid(item->request.qid) != point->from_qid;
      if (!waiting) return item;
    }
    return std::nullopt;
  };
  BatchReport report(options);
  const Result<BatchSummary> summary =
      run_batch(index, {options.jobs, synonyms}, *presenter, next, [&](const BatchOutcome& outcome) {
        report.one(outcome);
        return sink.write(outcome.text);
      });
  if (!summary) return cli::report_error(program_name, summary.error());
  if (sink.failed())
    return cli::report_error(program_name,
                             {ErrorCode::io, fmt::format("cannot write to '{}'", options.resume), "is the disk full?"});
  if (reader.detected_tsv() && !options.quiet)
    cli::write_stderr(
        "note: the queries are read as identifier, tab, query (--bulk-format lines: as a query a line)\n");
  report.end(*summary);
  if (waiting)
    return cli::report_error(program_name,
                             {ErrorCode::bad_input,
                              fmt::format("'{}' ends in the query {}, which '{}' does not have: nothing was added",
                                          options.resume, point->from_qid, options.bulk),
                              "give the queries that the output was begun with"});
  return finish(summary->failed > 0                           ? cli::exit_error
                : summary->found > 0 || summary->queries == 0 ? cli::exit_ok
                                                              : cli::exit_no_results);
}

int run(int argc, const char* const* argv) {
  cli::prepare_output();
  Options options;
  if (const std::optional<int> status = parse_options(argc, argv, options)) return *status;
  if (options.desk.list_saved) return list_saved(options);
  if (!options.desk.save.empty())
    if (const int status = save(options); status != cli::exit_ok) return status;
  use_last_databases(options);
  std::optional<query::Synonyms> synonyms;
  if (!options.synonyms.empty()) {
    Result<query::Synonyms> read = query::Synonyms::read(options.synonyms);
    if (!read) return cli::report_error(program_name, read.error());
    synonyms = std::move(*read);
  }
  const match::RemoteOptions remote{std::chrono::milliseconds(static_cast<std::int64_t>(options.timeout * 1000)),
                                    options.partial};
  Result<match::Index> index = match::Index::open(options.databases, remote);
  if (!index) return cli::report_error(program_name, index.error());
  if (index->is_remote() && options.databases.size() > many_shards && !options.quiet)
    cli::write_stderr(
        fmt::format("note: {} shards: every query waits for the slowest of them, and asks each several times; a few "
                    "large ones are quicker\n",
                    options.databases.size()));
  const query::Synonyms* groups = synonyms ? &*synonyms : nullptr;
  if (!options.bulk.empty()) return run_bulk(*index, options, groups);
  Searcher searcher(std::move(*index), groups);
  if (!options.show.empty()) return show(searcher, options);
  if (!options.list.empty()) return list(searcher, options);
  if (options.desk.browse) return browse::browse(searcher, options);
  if (const std::optional<int> status = run_desk(searcher, options)) return *status;
  return run_single(searcher, options);
}

}  // namespace
}  // namespace blotter::search

int main(int argc, char** argv) {
  try {
    return blotter::search::run(argc, argv);
  } catch (const std::exception& error) {
    return blotter::cli::report_error(blotter::search::program_name, std::string("unexpected: ") + error.what());
  }
}

// blotter-search: queries in, answers out.
#include "common/cli/exit_status.hpp"
#include "common/cli/progress.hpp"
#include "common/cli/terminal.hpp"
#include "common/schema.hpp"
#include "searcher/batch.hpp"
#include "searcher/options.hpp"
#include "searcher/pager.hpp"
#include "searcher/query/dates.hpp"
#include "searcher/resume.hpp"
#include "searcher/search.hpp"

#include <fmt/format.h>

#include <csignal>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>

namespace blotter::search {
namespace {

constexpr const char* program = "blotter-search";

int trouble(const Error& error) {
  cli::report(program, error);
  return cli::exit_trouble;
}

int finish(int status) {
  if (!write_failed()) return status;
  return trouble({ErrorCode::io, "cannot write the answer", "is the disk full?"});
}

// Terminals that are known to show OSC 8 links, or to leave them out quietly.
bool shows_links() {
  for (const char* name :
       {"VTE_VERSION", "KITTY_WINDOW_ID", "WT_SESSION", "KONSOLE_VERSION", "WEZTERM_PANE", "ITERM_SESSION_ID"})
    if (const char* value = std::getenv(name); value && *value) return true;
  return false;
}

present::Style style_of(const Options& options) {
  present::Style style;
  style.terminal = cli::is_terminal(1);
  style.color = cli::use_color(options.color, 1);
  style.links = style.terminal && style.color && shows_links();
  style.width = style.terminal ? cli::terminal_width(1) : 100;
  style.snippets = options.request.snippets;
  style.bulk = !options.bulk.empty();
  style.today = query::today();
  style.columns = options.columns;
  return style;
}

void print_notes(const Answer& answer, const Options& options) {
  if (options.quiet) return;
  for (const std::string& note : answer.notes) fmt::print(stderr, "note: {}\n", cli::printable(note));
  for (const std::string& reason : answer.reasons) fmt::print(stderr, "{}\n", cli::printable(reason));
  if (!answer.suggestion.empty()) fmt::print(stderr, "did you mean: {}\n", cli::printable(answer.suggestion));
}

int run_single(Searcher& searcher, const Options& options) {
  const Answer answer = searcher.run(options.request);
  if (answer.error) {
    const bool json = options.format == present::Format::json || options.format == present::Format::jsonl;
    std::string out;
    if (json) present::make_presenter(options.format, style_of(options))->answer(answer, out);
    (void)write_out(out);
    return trouble(*answer.error);
  }
  const auto presenter = present::make_presenter(options.format, style_of(options));
  std::string out;
  presenter->begin(out);
  presenter->answer(answer, out);
  const bool paged = options.format == present::Format::text && cli::is_terminal(1) && !options.no_pager;
  if (paged) show_paged(out);
  else (void)write_out(out);
  print_notes(answer, options);
  return finish(answer.total > 0 ? cli::exit_ok : cli::exit_nothing);
}

int show(Searcher& searcher, const Options& options) {
  const Result<Article> article = searcher.article(options.show);
  if (!article) {
    cli::report(program, article.error());
    return article.error().code == ErrorCode::bad_usage ? cli::exit_nothing : cli::exit_trouble;
  }
  std::string out;
  if (options.format == present::Format::json || options.format == present::Format::jsonl)
    out = present::article_json(*article);
  else out = present::show_article(*article, style_of(options));
  if (cli::is_terminal(1) && !options.no_pager && options.format == present::Format::text) show_paged(out);
  else (void)write_out(out);
  return finish(cli::exit_ok);
}

int list(Searcher& searcher, const Options& options) {
  Request request = options.request;
  request.facets = {options.list};
  request.facet_limit = 0;
  request.limit = 0;
  Answer answer = searcher.run(request);
  if (answer.error) return trouble(*answer.error);
  std::vector<FacetCount>& values = answer.facets.front().values;
  if (!options.matching.empty()) {
    const std::string wanted = schema::fold_name(options.matching);
    std::erase_if(values, [&](const FacetCount& one) {
      return schema::fold_name(one.label).find(wanted) == std::string::npos &&
             schema::fold_name(one.value).find(wanted) == std::string::npos;
    });
  }
  std::string out;
  if (options.format == present::Format::json || options.format == present::Format::jsonl) {
    present::make_presenter(options.format, style_of(options))->answer(answer, out);
  } else {
    for (const FacetCount& one : values) {
      if (options.format == present::Format::ids) out += one.value + '\n';
      else out += fmt::format("{}\t{}\t{}\n", one.count, cli::printable(one.value), cli::printable(one.label));
    }
  }
  (void)write_out(out);
  print_notes(answer, options);
  return finish(values.empty() ? cli::exit_nothing : cli::exit_ok);
}

// Where a batch writes: standard output, or the file that --resume completes.
class Sink {
 public:
  Result<ResumePoint> open(const Options& options) {
    if (options.resume.empty()) return ResumePoint{};
    Result<ResumePoint> point = find_resume_point(options.resume, options.format);
    if (!point) return point;
    std::error_code fault;
    if (std::filesystem::exists(options.resume, fault))
      std::filesystem::resize_file(options.resume, point->keep_bytes, fault);
    file_.open(options.resume, std::ios::binary | std::ios::app);
    if (!file_ || fault) return fail(ErrorCode::io, fmt::format("cannot write to '{}'", options.resume));
    return point;
  }
  bool write(std::string_view text) {
    if (!file_.is_open()) return write_out(text);
    file_.write(text.data(), static_cast<std::streamsize>(text.size())).flush();
    return file_.good();
  }

 private:
  std::ofstream file_;
};

int run_bulk(const match::Index& index, const Options& options, const query::Synonyms* synonyms) {
  std::ifstream file;
  if (options.bulk != "-") {
    file.open(options.bulk, std::ios::binary);
    if (!file || std::filesystem::is_directory(options.bulk))
      return trouble({ErrorCode::io, fmt::format("cannot open the queries '{}'", options.bulk), ""});
  }
  Request base = options.request;
  base.syntax = options.strict ? query::Syntax::full : base.match_any ? query::Syntax::text : query::Syntax::tolerant;
  BatchReader reader(options.bulk == "-" ? std::cin : file, options.bulk, base);
  Sink sink;
  Result<ResumePoint> point = sink.open(options);
  if (!point) return trouble(point.error());
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
      waiting = waiting && item->request.qid != point->from_qid;
      if (!waiting) return item;
    }
    return std::nullopt;
  };
  cli::Progress progress("queries", !options.quiet && !cli::is_terminal(1));
  std::uint64_t done = 0;
  const Result<BatchSummary> summary =
      run_batch(index, {options.jobs, synonyms}, *presenter, next, [&](const BatchOutcome& outcome) {
        if (outcome.error) {
          progress.clear();
          cli::report(program,
                      Error{outcome.error->code, fmt::format("query {}: {}", outcome.qid, outcome.error->message),
                            outcome.error->hint});
        }
        progress.update(-1, ++done);
        return sink.write(outcome.text);
      });
  progress.clear();
  if (!summary) return trouble(summary.error());
  return finish(summary->failed > 0                           ? cli::exit_trouble
                : summary->found > 0 || summary->queries == 0 ? cli::exit_ok
                                                              : cli::exit_nothing);
}

int run(int argc, const char* const* argv) {
  std::signal(SIGPIPE, SIG_IGN);
  Options options;
  if (const std::optional<int> status = parse_options(argc, argv, options)) return *status;
  std::optional<query::Synonyms> synonyms;
  if (!options.synonyms.empty()) {
    Result<query::Synonyms> read = query::Synonyms::read(options.synonyms);
    if (!read) return trouble(read.error());
    synonyms = std::move(*read);
  }
  Result<match::Index> index = match::Index::open(options.databases);
  if (!index) return trouble(index.error());
  const query::Synonyms* groups = synonyms ? &*synonyms : nullptr;
  if (!options.bulk.empty()) return run_bulk(*index, options, groups);
  Searcher searcher(std::move(*index), groups);
  if (!options.show.empty()) return show(searcher, options);
  if (!options.list.empty()) return list(searcher, options);
  return run_single(searcher, options);
}

}  // namespace
}  // namespace blotter::search

int main(int argc, char** argv) {
  try {
    return blotter::search::run(argc, argv);
  } catch (const std::exception& error) {
    blotter::cli::report("blotter-search", std::string("unexpected: ") + error.what());
    return blotter::cli::exit_trouble;
  }
}

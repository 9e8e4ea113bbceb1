#include "searcher/desk/commands.hpp"

#include "common/article_json.hpp"
#include "common/cli/exit_status.hpp"
#include "common/cli/output.hpp"
#include "common/cli/terminal.hpp"
#include "searcher/desk/export.hpp"
#include "searcher/desk/open_article.hpp"
#include "searcher/desk/originals.hpp"
#include "searcher/desk/report.hpp"
#include "searcher/desk/style.hpp"
#include "searcher/desk/watch.hpp"
#include "searcher/state/command_line.hpp"
#include "searcher/state/last_answer.hpp"
#include "searcher/state/saved_search.hpp"
#include "searcher/state/state_folder.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <set>

namespace blotter::search {
namespace {

int finish(int status) { return cli::end_status(program_name, status); }

void print_notes(const Answer& answer, const Options& options) {
  if (options.quiet) return;
  for (const std::string& note : answer.notes) cli::write_stderr(fmt::format("note: {}\n", cli::printable(note)));
}

std::string json_line(const SavedSearch& search) {
  std::string line = "{\"name\":";
  append_json_string(search.name, line);
  line += ",\"arguments\":[";
  for (std::size_t i = 0; i < search.arguments.size(); ++i) {
    if (i) line += ',';
    append_json_string(search.arguments[i], line);
  }
  return line + "]}\n";
}

int export_originals(Searcher& searcher, const Options& options, const Answer& answer) {
  const Result<CopiedOriginals> copied = copy_originals(searcher, answer, options.desk.export_folder);
  if (!copied) return cli::report_error(program_name, copied.error());
  for (const std::string& failed : copied->failed) cli::report_error(program_name, failed);
  if (!options.quiet)
    cli::write_stderr(fmt::format("{}: {} files of {} articles in {}, {} articles without\n", program_name,
                                  copied->files, answer.hits.size(), cli::printable(options.desk.export_folder),
                                  copied->failed.size()));
  return copied->failed.empty() ? cli::exit_ok : cli::exit_error;
}

int export_text(Searcher& searcher, const Options& options, const Answer& answer) {
  const std::unique_ptr<ArticleWriter> writer = make_article_writer(options.desk.export_form);
  const Result<void> done =
      export_articles(searcher, answer, *writer, [](std::string_view text) { return cli::write_out(text); });
  return done ? finish(cli::exit_ok) : cli::report_error(program_name, done.error());
}

}  // namespace

int save(const Options& options) {
  const Result<void> done = save_search({options.desk.save, options.desk.arguments});
  if (!done) return cli::report_error(program_name, done.error());
  if (!options.quiet) cli::write_stderr(fmt::format("saved: {}\n", run_command(options.desk.save)));
  return cli::exit_ok;
}

int list_saved(const Options& options) {
  std::vector<Error> damaged;
  const Result<std::vector<SavedSearch>> all = saved_searches(damaged);
  if (!all) return cli::report_error(program_name, all.error());
  for (const Error& error : damaged) cli::report_error(program_name, error);
  std::string out;
  for (const SavedSearch& search : *all)
    if (search::is_json(options.format)) out += json_line(search);
    else
      out += fmt::format("{}\t{}\n", cli::printable(search.name),
                         cli::printable(fmt::format("{}", fmt::join(search.arguments, " "))));
  (void)cli::write_out(out);
  if (!damaged.empty()) return finish(cli::exit_error);
  return finish(all->empty() ? cli::exit_no_results : cli::exit_ok);
}

Result<Request> new_request(const Options& options) {
  Request request = options.request;
  if (!options.desk.only_new) return request;
  Result<std::set<std::string>> seen = seen_articles(options.desk.run);
  if (!seen) return tl::unexpected<Error>(seen.error());
  request.seen = std::make_shared<const std::set<std::string>>(std::move(*seen));
  if (!options.desk.limit_given) request.limit = no_limit;
  return request;
}

Result<void> mark_shown(Searcher& searcher, const Options& options, const Request& request, const Answer& answer) {
  if (!options.desk.only_new) return {};
  return add_seen_articles(options.desk.run, shown_ids(searcher, request, answer));
}

int export_hits(Searcher& searcher, const Options& options) {
  const Result<Request> request = new_request(options);
  if (!request) return cli::report_error(program_name, request.error());
  const Answer answer = find_ids(searcher, *request, options.desk.limit_given);
  if (answer.error) return cli::report_error(program_name, *answer.error);
  print_notes(answer, options);
  const int status = options.desk.export_folder.empty() ? export_text(searcher, options, answer)
                                                        : export_originals(searcher, options, answer);
  if (status != cli::exit_ok) return status;
  if (const Result<void> done = mark_shown(searcher, options, *request, answer); !done)
    return cli::report_error(program_name, done.error());
  return answer.hits.empty() ? cli::exit_no_results : cli::exit_ok;
}

int write_report(Searcher& searcher, const Options& options) {
  const Result<Request> asked = new_request(options);
  if (!asked) return cli::report_error(program_name, asked.error());
  const Request request = report_request(*asked, options.desk.limit_given, searcher.index().is_remote());
  const Report report = run_report(searcher, request);
  const Answer& answer = report.answer;
  if (answer.error) return cli::report_error(program_name, *answer.error);
  if (options.desk.report == "-") {
    if (!cli::write_out(report_page(request, report))) return finish(cli::exit_ok);
  } else if (const Result<void> written = replace_file(options.desk.report, report_page(request, report)); !written) {
    return cli::report_error(program_name, written.error());
  }
  print_notes(answer, options);
  if (!options.quiet && options.desk.report != "-")
    cli::write_stderr(fmt::format("{}: {} of {} articles in {}\n", program_name, answer.hits.size(), answer.total,
                                  cli::printable(options.desk.report)));
  if (const Result<void> done = mark_shown(searcher, options, request, answer); !done)
    return cli::report_error(program_name, done.error());
  return finish(answer.hits.empty() ? cli::exit_no_results : cli::exit_ok);
}

int watch_hits(Searcher& searcher, const Options& options) {
  Result<Request> request = new_request(options);
  if (!request) return cli::report_error(program_name, request.error());
  if (!options.desk.limit_given) request->limit = no_limit;
  request->facets.clear();
  const auto presenter = present::make_presenter(options.format, style_of(options));
  std::string header;
  presenter->begin(header);
  if (!cli::write_out(header)) return finish(cli::exit_ok);
  Result<void> marked;
  const Result<bool> found = watch(
      searcher, *request,
      [&](const Answer& answer) {
        std::string out;
        presenter->answer(answer, out);
        const bool written = cli::write_out(out);
        if (written) marked = mark_shown(searcher, options, *request, answer);
        return written && marked;
      },
      [](const Error& error) { cli::report_error(program_name, error); });
  if (!marked || !found) return cli::report_error(program_name, (marked ? found.error() : marked.error()));
  return finish(*found ? cli::exit_ok : cli::exit_no_results);
}

std::optional<int> run_desk(Searcher& searcher, const Options& options) {
  if (!options.desk.open.empty()) return open_article(searcher, options);
  if (!options.desk.report.empty()) return write_report(searcher, options);
  if (!options.desk.export_form.empty()) return export_hits(searcher, options);
  if (options.desk.watch) return watch_hits(searcher, options);
  return std::nullopt;
}

std::vector<std::string> names_of_databases(const Options& options) {
  std::vector<std::string> names;
  for (const std::string& database : options.databases) {
    std::error_code error;
    const bool folder = std::filesystem::is_directory(database, error);
    names.push_back(folder ? std::filesystem::absolute(database, error).string() : database);
  }
  return names;
}

void remember_hits(const Options& options, const Answer& answer) {
  LastAnswer last{names_of_databases(options), answer.query, {}};
  for (const Hit& hit : answer.hits) last.ids.emplace(hit.rank, hit.id);
  if (!last.ids.empty()) remember_answer(last);
}

void use_last_databases(Options& options) {
  const std::string& name = options.show.empty() ? options.desk.open : options.show.front();
  const std::optional<std::uint32_t> number = hit_number(name);
  if (!number || options.desk.database_given) return;
  const Result<LastAnswer> last = last_answer();
  if (last && last->ids.contains(*number) && !last->databases.empty()) options.databases = last->databases;
}

std::string article_named(Searcher& searcher, const LastAnswer& last, const std::string& name) {
  const std::optional<std::uint32_t> number = hit_number(name);
  if (!number || !last.ids.contains(*number) || searcher.article(name)) return name;
  return last.ids.find(*number)->second;
}

int open_article(Searcher& searcher, const Options& options) {
  const Result<LastAnswer> last = last_answer();
  const std::string id = article_named(searcher, last ? *last : LastAnswer(), options.desk.open);
  const Result<std::string> address = address_of(searcher, id);
  if (!address) {
    cli::report_error(program_name, last ? with_hit_numbers(address.error(), id, *last) : address.error());
    return address.error().code == ErrorCode::bad_usage ? cli::exit_no_results : cli::exit_error;
  }
  const Result<void> opened = open_in_browser(*address);
  return opened ? cli::exit_ok : cli::report_error(program_name, opened.error());
}

}  // namespace blotter::search

#include "searcher/request/options.hpp"

#include "common/cli/options.hpp"
#include "searcher/request/manual.hpp"
#include "searcher/request/option_table.hpp"
#include "searcher/request/request_fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>

namespace blotter::search {
namespace {

// What nobody can mean as an option: '-court police' in quotes, -"a phrase", -title:court, -(a OR b).
bool is_query(std::string_view argument) {
  return argument.find_first_of(" \t\n\":()") != std::string_view::npos ||
         argument.find("\xe2\x80") != std::string_view::npos || argument.find("\xc2\xab") != std::string_view::npos;
}

template <class Value>
bool keep(const Result<Value>& parsed, Value& into, Error& error) {
  if (!parsed) {
    error = parsed.error();
    return false;
  }
  into = *parsed;
  return true;
}

bool set_output(Options& o, const Raw& raw, Error& error) {
  if (!keep(parse_format(raw.format), o.format, error)) return false;
  if (raw.color != "auto" && raw.color != "always" && raw.color != "never")
    return error = {ErrorCode::bad_usage, fmt::format("--color is auto, always or never, not '{}'", raw.color),
                    "write --color always, or leave it out"},
           false;
  o.color = raw.color == "auto"     ? cli::Color::automatic
            : raw.color == "always" ? cli::Color::always
                                    : cli::Color::never;
  for (const std::string& column : parse_names(raw.columns)) {
    const auto& known = column_names();
    if (std::find(known.begin(), known.end(), column) == known.end())
      return error = {ErrorCode::bad_usage, fmt::format("'{}' is no column", column), one_of(column, known)}, false;
    o.columns.push_back(column);
  }
  return true;
}

bool is_rows(OutputFormat format) { return format == OutputFormat::tsv || format == OutputFormat::csv; }

// A file of rows holds one table: the hits, or in their place the histogram, cross table or words that were requested.
// A graph holds one cross table.
bool set_table(Options& o, Error& error) {
  Request& r = o.request;
  const bool graph = is_graph(o.format);
  if (!graph && !is_rows(o.format)) return true;
  if (graph && (r.crosses.size() != 1 || !o.bulk.empty()))
    return error = {ErrorCode::bad_usage, "graphml and dot hold one cross table",
                    "write --cross FACET,FACET once, without --bulk"},
           false;
  const bool histogram = r.histogram != match::Unit::none;
  const bool terms = r.terms > 0;
  if (!histogram && !terms && r.crosses.empty()) return true;
  if (histogram + terms + r.crosses.size() > 1)
    return error = {ErrorCode::bad_usage, "tsv, csv and graphs hold one table",
                    "ask for one --histogram, --cross or --terms at a time, or for --format json"},
           false;
  if (!o.columns.empty())
    return error = {ErrorCode::bad_usage, "--columns are those of the hits; a table of counts has its own",
                    "leave --columns out"},
           false;
  o.table = histogram ? Table::histogram : terms ? Table::terms : Table::cross;
  r.limit = 0;
  r.facet_limit = no_limit;
  return true;
}

bool set_request(Options& o, Raw& raw, Error& error) {
  Request& r = o.request;
  o.words = raw.words;
  for (const std::string& word : o.words) r.query += (r.query.empty() ? "" : " ") + word;
  for (const auto& [facet, values] : raw.filters)
    for (const std::string& value : values) add_filter(r, facet, value);
  for (const std::string& filter : raw.other_filters) {
    const std::size_t equals = filter.find('=');
    if (equals == std::string::npos || equals == 0)
      return error = {ErrorCode::bad_usage, fmt::format("--filter '{}' has no facet", filter),
                      "write --filter FACET=VALUE"},
             false;
    add_filter(r, filter.substr(0, equals), filter.substr(equals + 1));
  }
  if (!raw.bulk_format.empty()) {
    BatchFormat batch_format{};
    if (!keep(parse_batch_format(raw.bulk_format), batch_format, error)) return false;
    o.bulk_format = batch_format;
  }
  if (!raw.limit.empty() && !keep(parse_limit("--limit", raw.limit), r.limit, error)) return false;
  if (!raw.facet_limit.empty()) {
    if (!keep(parse_facet_limit("--facet-limit", raw.facet_limit), r.facet_limit, error)) return false;
    o.list_all = false;
  }
  if (o.all) r.limit = r.facet_limit = no_limit;
  o.correct = !raw.no_correct;
  if (!raw.facets.empty()) r.facets = parse_facets(raw.facets);
  for (const std::string& cross : raw.crosses) {
    std::pair<std::string, std::string> pair;
    if (!keep(parse_cross(cross), pair, error)) return false;
    r.crosses.push_back(std::move(pair));
  }
  if (Result<void> done = set_histogram(raw.histogram, r); !done) return error = done.error(), false;
  if (!raw.recent.empty() && !keep(parse_half_life(raw.recent), r.half_life, error)) return false;
  return keep(parse_match(raw.match), r.match_any, error) && keep(parse_sort(raw.sort), r.sort, error) &&
         keep(parse_facet_sort(raw.facet_sort), r.facet_sort, error) && keep(parse_model(raw.model), r.model, error);
}

// Where to go on: an index comes before a query.
Error nothing_asked(const Options& o) {
  const std::string index = o.databases.empty() ? cli::default_index() : o.databases.front();
  std::error_code error;
  if (!std::filesystem::exists(index, error))
    return {ErrorCode::bad_usage, fmt::format("there is no index '{}' yet", index),
            fmt::format("blotter-index --db {} FOLDER makes one from the articles in a folder", index)};
  return {ErrorCode::bad_usage, "nothing to search for",
          "give words (blotter-search organ trafficking), a filter (--country UZ), --list facets, --show ID or "
          "--bulk FILE; '*' lists everything"};
}

// A table of counts in place of hits that nobody wants: --limit 0 with facets that were asked for by name.
void set_facet_table(Options& o, const Raw& raw) {
  if (raw.facets.empty() || o.request.limit != 0 || o.request.facets.empty() || !o.columns.empty()) return;
  o.table = Table::facets;
}

// Whether there is anything to answer: a search, a batch, an article, a list or a screen.
bool asks_for_something(const Options& o) {
  const Request& r = o.request;
  const bool searches =
      !r.path.empty() || !r.query.empty() || !r.filters.empty() || !r.from.empty() || !r.to.empty() ||
      std::any_of(r.dates.begin(), r.dates.end(), [](const auto& date) { return !date.second.is_open(); }) ||
      !r.like.empty() || !r.similar.empty() || r.histogram != match::Unit::none || !r.crosses.empty() || r.terms > 0;
  return searches || !o.bulk.empty() || !o.show.empty() || !o.list.empty() || !o.desk.open.empty() ||
         o.desk.list_saved || o.desk.browse;
}

// Options that do not go together.
std::optional<Error> conflict_in(const Options& o, const Raw& raw) {
  const auto bad = [](std::string message, std::string hint) {
    return Error{ErrorCode::bad_usage, std::move(message), std::move(hint)};
  };
  if (!o.bulk.empty() && !raw.words.empty()) return bad("--bulk and a query on the command line", "give one of them");
  if (!o.resume.empty() && o.bulk.empty()) return bad("--resume without --bulk", "give the file of queries again");
  if (!o.resume.empty() && (o.format == OutputFormat::text || o.format == OutputFormat::ids))
    return bad("--resume goes with json, jsonl, tsv, csv and trec only",
               "give the --format of the output that is to be completed");
  if (o.request.evidence && !is_json(o.format) && o.show.empty())
    return bad("--evidence goes with json, jsonl and --show only",
               "--show ID marks the evidence in one article's text");
  if (o.ends_with_zero && o.format != OutputFormat::ids && o.show.empty())
    return bad("-0 divides ids", "write --format ids -0");
  if (!o.matching.empty() && o.list.empty())
    return bad("--matching without --list", "write --list FACET --matching PART");
  return std::nullopt;
}

// What the format shows decides what the search has to find.
void set_contents(Options& o, const Raw& raw) {
  Request& r = o.request;
  // Documents are opened only for what is shown of them.
  const bool rows = is_rows(o.format);
  r.documents = o.format != OutputFormat::trec && o.format != OutputFormat::ids;
  const bool snippet_column = std::find(o.columns.begin(), o.columns.end(), "snippet") != o.columns.end();
  r.snippets = !o.no_snippets && (!rows || snippet_column);
  if (rows) set_facet_table(o, raw);
  const bool hits_alone = rows || is_graph(o.format) || o.format == OutputFormat::hits || !r.documents || o.count_only;
  if (hits_alone && o.table != Table::facets) r.facets.clear();
  if (o.count_only || (rows && o.table == Table::hits && is_summary(o.columns))) r.limit = 0;
  // Where people look at the answer it may take a little longer.
  r.suggest = o.bulk.empty() && o.format == OutputFormat::text;
}

bool set_all(Options& o, Raw& raw, Error& error) {
  if (!set_request(o, raw, error) || !set_output(o, raw, error)) return false;
  if (std::optional<Error> conflict = conflict_in(o, raw)) return error = std::move(*conflict), false;
  if (!asks_for_something(o)) return error = nothing_asked(o), false;
  set_contents(o, raw);
  return set_table(o, error);
}

// Replaces @NAME by the indexes of that list.
Result<void> name_shards(Options& o) {
  std::vector<std::string> databases;
  for (const std::string& database : o.databases) {
    if (!database.starts_with('@')) {
      databases.push_back(database);
      continue;
    }
    constexpr const char* hint = "give it by --shards NAME=DIR,DIR..., in the file of --config or here";
    const std::string name = database.substr(1);
    const std::string start = name + '=';
    const auto is_called = [&](const std::string& one) { return one.starts_with(start); };
    const auto list = std::find_if(o.shard_lists.begin(), o.shard_lists.end(), is_called);
    if (list == o.shard_lists.end())
      return fail(ErrorCode::bad_usage, fmt::format("no list of shards is called '{}'", name), hint);
    if (std::any_of(list + 1, o.shard_lists.end(), is_called))
      return fail(ErrorCode::bad_usage, fmt::format("two lists of shards are called '{}'", name),
                  "give each a name of its own, or join them to one");
    const std::vector<std::string> shards = parse_names(list->substr(start.size()));
    if (shards.empty()) return fail(ErrorCode::bad_usage, fmt::format("the list of shards '{}' is empty", name), hint);
    databases.insert(databases.end(), shards.begin(), shards.end());
  }
  o.databases = std::move(databases);
  return {};
}

}  // namespace

std::optional<int> parse_options(int argc, const char* const* argv, Options& options) {
  CLI::App app(
      "Search news articles indexed by blotter-index\n"
      "Finds articles by words, names in any script, countries, agencies, crime types and dates, and counts what it "
      "finds.",
      program_name);
  app.footer(manual);
  Raw raw;
  add_options(app, options, raw);
  cli::add_common_options(app, {{"blotter-search organ trafficking", "articles with both words, in any form"},
                                {"blotter-search --country UZ --from 2025 kidney", "words and filters"},
                                {"blotter-search --bulk queries.tsv --format csv", "a file of queries, for a table"}});
  const Result<std::vector<std::string>> arguments = desk_arguments(argc, argv);
  if (!arguments) return cli::report_error(program_name, arguments.error());
  const auto runs = [](const std::string& one) { return one == "--run" || one.starts_with("--run="); };
  if (std::any_of(arguments->begin(), arguments->end(), runs)) let_later_options_win(app);
  std::vector<const char*> pointers;
  pointers.reserve(arguments->size());
  for (const std::string& argument : *arguments) pointers.push_back(argument.c_str());
  const int count = static_cast<int>(pointers.size());
  if (const std::optional<int> status = cli::parse(app, count, pointers.data(), raw.words, is_query)) return status;
  Error error;
  const Result<void> desk = set_desk(app, *arguments, options.desk);
  if (!desk) error = desk.error();
  if (!desk || !set_all(options, raw, error)) return cli::report_error(program_name, error);
  if (options.databases.empty()) options.databases.push_back(cli::default_index());
  if (const Result<void> named = name_shards(options); !named) return cli::report_error(program_name, named.error());
  return std::nullopt;
}

}  // namespace blotter::search

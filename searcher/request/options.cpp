#include "searcher/request/options.hpp"

#include "common/cli/exit_status.hpp"
#include "common/cli/options.hpp"
#include "common/schema.hpp"
#include "searcher/request/manual.hpp"
#include "searcher/request/request_fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

namespace blotter::search {
namespace {

// What CLI11 fills; `Options` is made from it.
struct Raw {
  std::vector<std::string> words;
  std::map<std::string, std::vector<std::string>> filters;  // by facet
  std::vector<std::string> other_filters;                   // FACET=VALUES
  std::string match = "all";
  std::string sort = "relevance";
  std::string facets;
  std::string facet_sort = "count";
  std::string histogram = "none";
  std::vector<std::string> crosses;
  std::string model = "bm25";
  std::string recent;
  std::string format = "text";
  std::string color = "auto";
  std::string columns;
};

constexpr char dash_mark = '\x01';  // stands for the dash of a query word while CLI11 reads the command line

void add_query_options(CLI::App& app, Options& o, Raw& raw) {
  app.add_option("QUERY", raw.words, "The query: words, \"phrases\", AND OR NOT, -word, field:value … (see QUERIES)");
  app.add_option("--db", o.databases,
                 "The index (default: $BLOTTER_DB, else blotter.db); repeat it to search several as one")
      ->type_name("DIR")
      ->allow_extra_args(false);
  app.add_option("--match", raw.match, "Words side by side: all of them must be there, or any")->type_name("all|any");
  app.add_flag("--strict", o.request.strict,
               "Hold sentences (with --match any) and plain lines of a batch to the grammar");
  app.add_option("--synonyms", o.synonyms, "Groups of words that find each other: a line each, divided by commas")
      ->type_name("FILE");
  app.add_flag("--exact-script", o.request.exact_script,
               "Find names only as they are spelled, not in other scripts and spellings");
}

void add_filter_options(CLI::App& app, Options& o, Raw& raw) {
  const char* group = "Filters (repeatable or comma separated: one of them; between options: all; !X: not X)";
  for (const schema::Field& field : schema::fields)
    if (field.kind == schema::FieldKind::facet)
      app.add_option("--" + std::string(field.name), raw.filters[std::string(field.name)],
                     "Only articles with " + std::string(field.help))
          ->type_name("VALUE")
          ->allow_extra_args(false)
          ->group(group);
  app.add_option("--filter", raw.other_filters, "The same for any facet, such as a watch list's")
      ->type_name("FACET=VALUE")
      ->allow_extra_args(false)
      ->group(group);
  app.add_option("--from", o.request.from, "Published on this day or later: 2025, 2025-06, 2025-06-30, -30d")
      ->type_name("DATE")
      ->group(group);
  app.add_option("--to", o.request.to, "Published on this day or earlier")->type_name("DATE")->group(group);
}

void add_ranking_options(CLI::App& app, Options& o, Raw& raw) {
  const char* group = "Order";
  app.add_option("--sort", raw.sort, "Order of the hits; without words in the query it is newest")
      ->type_name("relevance|newest|oldest")
      ->group(group);
  app.add_option("--limit", o.request.limit, "Hits to show (default 10)")->type_name("N")->group(group);
  app.add_option("--offset", o.request.offset, "Hits to pass over first")->type_name("N")->group(group);
  app.add_option("--model", raw.model, "Ranking model")->type_name("bm25|bm25plus|pl2|dph|lm|tfidf")->group(group);
  app.add_option("--recent", raw.recent, "Halve the score for each such age: 30d, 6m, 1y")
      ->type_name("TIME")
      ->group(group);
  app.add_flag("--expand", o.request.expand, "Add the telling words of the thirty best articles to the query (RM3)")
      ->group(group);
  app.add_option("--like", o.request.like, "Articles like this one")->type_name("ID")->group(group);
  app.add_option("--similar", o.request.similar, "Near-duplicates of this article, and itself")
      ->type_name("ID")
      ->group(group);
  app.add_flag("--group", o.request.group,
               "Show one article of each group of near-duplicates (of several indexes each by itself)")
      ->group(group);
}

void add_facet_options(CLI::App& app, Options& o, Raw& raw) {
  const char* group = "Facets (all counts are exact)";
  app.add_option("--facets", raw.facets,
                 "Facets to count: names divided by commas, or none (default country,agency,crime)")
      ->type_name("NAMES")
      ->group(group);
  app.add_option("--facet-limit", o.request.facet_limit, "Values to show of each (default 10; 0: all)")
      ->type_name("N")
      ->group(group);
  app.add_option("--min-count", o.request.min_count, "Show values with at least so many articles")
      ->type_name("N")
      ->group(group);
  app.add_option("--facet-sort", raw.facet_sort, "Order of the values")->type_name("count|name")->group(group);
  app.add_flag("--drill-down", o.request.drill_down, "Count a facet inside its own filter too, instead of beside it")
      ->group(group);
  app.add_option("--histogram", raw.histogram, "Count the hits by time (tsv and csv: in place of the hits)")
      ->type_name("year|month|week|day")
      ->group(group);
  app.add_option("--cross", raw.crosses, "Count pairs of values of two facets (tsv and csv: in place of the hits)")
      ->type_name("FACET,FACET")
      ->allow_extra_args(false)
      ->group(group);
  app.add_option("--list", o.list, "List a facet's values with their counts")->type_name("FACET")->group(group);
  app.add_option("--matching", o.matching, "With --list: values whose name holds this")
      ->type_name("TEXT")
      ->group(group);
}

void add_output_options(CLI::App& app, Options& o, Raw& raw) {
  const char* group = "Output";
  app.add_option("--format", raw.format, "Form of the answer")
      ->type_name("text|json|jsonl|tsv|csv|trec|ids")
      ->group(group);
  app.add_option("--columns", raw.columns, "Columns of the hits in tsv and csv, divided by commas")
      ->type_name("NAMES")
      ->group(group);
  app.add_flag("--raw-cells", o.raw_cells,
               "With tsv and csv: put no apostrophe before cells that a spreadsheet would run as formulas")
      ->group(group);
  app.add_option("--color", raw.color, "Colour (auto: on a terminal, unless NO_COLOR is set)")
      ->type_name("auto|always|never")
      ->group(group);
  app.add_flag("--no-snippets", o.no_snippets, "Leave out the pieces of text")->group(group);
  app.add_flag("--no-pager", o.no_pager, "Print long answers straight to the terminal")->group(group);
  app.add_flag("-q,--quiet", o.quiet, "No notes and no progress")->group(group);
  app.add_flag("--evidence", o.request.evidence,
               "With json and jsonl: where in its text each facet value of a hit was found")
      ->group(group);
  app.add_option("--show", o.show, "Print one article with its facets, and the evidence for them marked in its text")
      ->type_name("ID")
      ->group(group);
  app.add_flag("--explain", o.request.explain, "Print how the query is read and what each term adds to each hit")
      ->group(group);
}

void add_batch_options(CLI::App& app, Options& o) {
  const char* group = "Batches";
  app.add_option("--bulk", o.bulk,
                 "Run every query of a file (- is standard input): .tsv, .jsonl, TREC topics, else a query a line")
      ->type_name("FILE")
      ->group(group);
  app.add_option("--jobs", o.jobs, "Threads (default: all cores)")->type_name("N")->group(group);
  app.add_option("--resume", o.resume, "Complete this output of a batch that was cut off, and go on writing to it")
      ->type_name("FILE")
      ->group(group);
}

// A word with a leading dash is a part of the query unless it is an option of ours.
std::vector<std::string> protect_words(int argc, const char* const* argv) {
  std::vector<std::string> words;
  bool only_words = false;
  for (int i = 0; i < argc; ++i) {
    std::string word = argv[i];
    if (word == "--") only_words = true;
    const bool option = word.starts_with("--") || word == "-" || word == "-q" || word == "-h" || i == 0;
    if (word.size() > 1 && word.front() == '-' && !option && !only_words) word.front() = dash_mark;
    words.push_back(std::move(word));
  }
  return words;
}

void unprotect(std::string& word) {
  if (!word.empty() && word.front() == dash_mark) word.front() = '-';
}

std::optional<present::Format> format_named(std::string_view name) {
  using present::Format;
  static constexpr std::array<std::pair<std::string_view, Format>, 7> names{{{"text", Format::text},
                                                                             {"json", Format::json},
                                                                             {"jsonl", Format::jsonl},
                                                                             {"tsv", Format::tsv},
                                                                             {"csv", Format::csv},
                                                                             {"trec", Format::trec},
                                                                             {"ids", Format::ids}}};
  for (const auto& [one, format] : names)
    if (one == name) return format;
  return std::nullopt;
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
  const std::optional<present::Format> format = format_named(raw.format);
  if (!format)
    return error = {ErrorCode::bad_usage, fmt::format("'{}' is no format", raw.format),
                    "one of: text, json, jsonl, tsv, csv, trec, ids"},
           false;
  o.format = *format;
  if (raw.color != "auto" && raw.color != "always" && raw.color != "never")
    return error = {ErrorCode::bad_usage, fmt::format("--color is auto, always or never, not '{}'", raw.color), ""},
           false;
  o.color = raw.color == "auto"     ? cli::Color::automatic
            : raw.color == "always" ? cli::Color::always
                                    : cli::Color::never;
  for (const std::string& column : parse_facets(raw.columns)) {
    const auto& known = present::column_names();
    if (std::find(known.begin(), known.end(), column) == known.end())
      return error = {ErrorCode::bad_usage, fmt::format("'{}' is no column", column),
                      fmt::format("columns: {}", fmt::join(known, ", "))},
             false;
    o.columns.push_back(column);
  }
  return true;
}

// A file of rows holds one table: the hits, or in their place the histogram or the cross table that was asked for.
bool set_table(Options& o, Error& error) {
  Request& r = o.request;
  const bool histogram = r.histogram != match::Unit::none;
  if (!histogram && r.crosses.empty()) return true;
  if (histogram + r.crosses.size() > 1)
    return error = {ErrorCode::bad_usage, "tsv and csv hold one table",
                    "ask for one --histogram or one --cross at a time, or for --format json"},
           false;
  if (!o.columns.empty())
    return error = {ErrorCode::bad_usage, "--columns are those of the hits; a histogram or cross table has its own",
                    ""},
           false;
  o.table = histogram ? present::Table::histogram : present::Table::cross;
  r.limit = 0;
  r.facet_limit = 0;
  return true;
}

bool set_request(Options& o, Raw& raw, Error& error) {
  Request& r = o.request;
  for (std::string& word : raw.words) {
    unprotect(word);
    r.query += (r.query.empty() ? "" : " ") + word;
  }
  for (std::string* date : {&r.from, &r.to, &raw.recent, &r.like, &r.similar, &o.show}) unprotect(*date);
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
  if (!raw.facets.empty()) r.facets = parse_facets(raw.facets);
  for (const std::string& cross : raw.crosses) {
    std::pair<std::string, std::string> pair;
    if (!keep(parse_cross(cross), pair, error)) return false;
    r.crosses.push_back(std::move(pair));
  }
  if (!raw.recent.empty() && !keep(parse_half_life(raw.recent), r.half_life, error)) return false;
  return keep(parse_match(raw.match), r.match_any, error) && keep(parse_sort(raw.sort), r.sort, error) &&
         keep(parse_facet_sort(raw.facet_sort), r.facet_sort, error) &&
         keep(parse_unit(raw.histogram), r.histogram, error) && keep(parse_model(raw.model), r.model, error);
}

bool set_all(Options& o, Raw& raw, Error& error) {
  if (!set_request(o, raw, error) || !set_output(o, raw, error)) return false;
  if (!o.bulk.empty() && !raw.words.empty())
    return error = {ErrorCode::bad_usage, "--bulk and a query on the command line", "give one of them"}, false;
  if (!o.resume.empty() && o.bulk.empty())
    return error = {ErrorCode::bad_usage, "--resume without --bulk", "give the file of queries again"}, false;
  if (!o.resume.empty() && (o.format == present::Format::text || o.format == present::Format::ids))
    return error = {ErrorCode::bad_usage, "--resume goes with json, jsonl, tsv, csv and trec only", ""}, false;
  const bool json = o.format == present::Format::json || o.format == present::Format::jsonl;
  if (o.request.evidence && !json)
    return error = {ErrorCode::bad_usage, "--evidence goes with json and jsonl only",
                    "--show ID marks the evidence in one article's text"},
           false;
  if (!o.matching.empty() && o.list.empty())
    return error = {ErrorCode::bad_usage, "--matching without --list", "write --list FACET --matching TEXT"}, false;
  const Request& r = o.request;
  const bool asks = !r.query.empty() || !r.filters.empty() || !r.from.empty() || !r.to.empty() || !r.like.empty() ||
                    !r.similar.empty() || r.histogram != match::Unit::none || !r.crosses.empty();
  if (!asks && o.bulk.empty() && o.show.empty() && o.list.empty())
    return error = {ErrorCode::bad_usage, "nothing to search for",
                    "give words, a filter, --bulk, --list or --show; '*' lists everything"},
           false;
  // Documents are opened only for what is shown of them.
  const bool rows = o.format == present::Format::tsv || o.format == present::Format::csv;
  o.request.documents = o.format != present::Format::trec && o.format != present::Format::ids;
  const bool snippet_column = std::find(o.columns.begin(), o.columns.end(), "snippet") != o.columns.end();
  o.request.snippets = !o.no_snippets && (!rows || snippet_column);
  if (rows || o.format == present::Format::trec || o.format == present::Format::ids) o.request.facets.clear();
  return !rows || set_table(o, error);
}

}  // namespace

std::optional<int> parse_options(int argc, const char* const* argv, Options& options) {
  CLI::App app(
      "Search news articles indexed by blotter-index\n"
      "Finds articles by words, names in any script, countries, agencies, crime types and dates, and counts what it "
      "finds.",
      "blotter-search");
  app.footer(manual);
  Raw raw;
  add_query_options(app, options, raw);
  add_filter_options(app, options, raw);
  add_ranking_options(app, options, raw);
  add_facet_options(app, options, raw);
  add_output_options(app, options, raw);
  add_batch_options(app, options);
  cli::add_common_options(app);
  const std::vector<std::string> words = protect_words(argc, argv);
  std::vector<const char*> pointers;
  pointers.reserve(words.size());
  for (const std::string& word : words) pointers.push_back(word.c_str());
  app.failure_message([](const CLI::App* failed, const CLI::Error& fault) {
    std::string what = fault.what();
    std::replace(what.begin(), what.end(), dash_mark, '-');
    return cli::failure_text(*failed, what);
  });
  if (const std::optional<int> status = cli::parse(app, argc, pointers.data())) return status;
  options.list_all = app.count("--facet-limit") == 0;
  Error error;
  if (!set_all(options, raw, error)) {
    cli::report("blotter-search", error);
    return cli::exit_error;
  }
  if (options.databases.empty()) options.databases.push_back(cli::default_index());
  return std::nullopt;
}

}  // namespace blotter::search

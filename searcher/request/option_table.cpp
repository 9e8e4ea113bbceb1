#include "searcher/request/option_table.hpp"

#include "common/cli/options.hpp"
#include "common/schema.hpp"

namespace blotter::search {
namespace {

void add_query_options(CLI::App& app, Options& o, Raw& raw) {
  const char* group = "Query";
  app.add_option("QUERY", raw.words, "The query: words, \"phrases\", AND OR NOT, -word, field:value … (see QUERIES)");
  app.add_option(
         "--db", o.databases,
         "The index (default: $BLOTTER_DB, else blotter.db): a folder, tcp://host:port, ssh://host/path, or @NAME "
         "of --shards; repeat it to search several as one")
      ->type_name("DIR")
      ->group(group);
  app.add_option("--shards", o.shard_lists,
                 "A list of indexes that --db @NAME stands for, best in the file of --config; copies of one shard are "
                 "divided by | and one that answers is asked")
      ->type_name("NAME=DIR,DIR...")
      ->group(group);
  app.add_option("--timeout", o.timeout, "Seconds that a server may take for an answer (default 5)")
      ->check(CLI::Range(0.01, 86400.0))
      ->type_name("SECONDS")
      ->group(group);
  app.add_flag("--partial", o.partial, "Go on without shards whose server does not answer, and say so")->group(group);
  app.add_option("--match", raw.match, "Words side by side: all of them must be there, or any")
      ->type_name("all|any")
      ->group(group);
  app.add_flag("--strict", o.request.strict,
               "Hold sentences (with --match any) and plain lines of a batch to the grammar")
      ->group(group);
  app.add_option("--synonyms", o.synonyms, "Groups of words that find each other: a line each, divided by commas")
      ->type_name("FILE")
      ->group(group);
  app.add_flag("--no-correct", raw.no_correct,
               "Do not search the word that was meant when a misspelt one finds nothing (text format alone does)")
      ->group(group);
  app.add_flag("--exact-script", o.request.exact_script,
               "Find names only as they are spelled, not in other scripts and spellings")
      ->group(group);
}

void add_filter_options(CLI::App& app, Options& o, Raw& raw) {
  const char* group = "Filters (repeatable or comma separated: one of them; between options: all; !X: not X)";
  for (const schema::Field& field : schema::fields)
    if (field.kind == schema::FieldKind::facet)
      app.add_option("--" + std::string(field.name), raw.filters[std::string(field.name)],
                     "Only articles with " + std::string(field.help))
          ->type_name("VALUE")
          ->group(group);
  app.add_option(
         "--filter", raw.other_filters,
         "The same for any facet, such as a watch list's; also parent=ID, the mail that an article is attached to")
      ->type_name("FACET=VALUE")
      ->group(group);
  app.add_option("--path", o.request.path, "Only articles of this file, or below this folder; * and ? are wildcards")
      ->type_name("PATH")
      ->group(group);
  app.add_option("--from", o.request.from,
                 "Published on this day or later: 2025, 2025-06, 30.6.2025, 2025-W26, yesterday, \"last month\", -30d")
      ->type_name("DATE")
      ->group(group);
  app.add_option("--to", o.request.to, "Published on this day or earlier")->type_name("DATE")->group(group);
  for (const schema::Field& field : schema::fields) {
    if (field.kind != schema::FieldKind::date || field.slot == schema::slot_published) continue;
    const std::string name(field.name);
    DateBounds& bounds = o.request.dates[name];
    std::string event(field.event);
    event.front() = static_cast<char>(event.front() - 'a' + 'A');
    app.add_option("--" + name + "-from", bounds.from, event + " on this day or later")
        ->type_name("DATE")
        ->group(group);
    app.add_option("--" + name + "-to", bounds.to, event + " on this day or earlier")->type_name("DATE")->group(group);
  }
}

void add_ranking_options(CLI::App& app, Options& o, Raw& raw) {
  const char* group = "Hits and their order";
  app.add_option("--sort", raw.sort,
                 "Order of the hits; without words in the query it is newest; collected, indexed: by that day, the "
                 "latest first")
      ->type_name("relevance|newest|oldest|collected|indexed")
      ->group(group);
  app.add_option("-n,--limit", raw.limit, "Hits to show: a number, 0 for none, or all (default 10)")
      ->type_name("N")
      ->group(group);
  app.add_flag("--all", o.all, "Show all hits and all values of the facets: --limit all --facet-limit all")
      ->group(group);
  app.add_option("--offset", o.request.offset, "Hits to pass over first")->type_name("N")->group(group);
  app.add_option("--model", raw.model, "Ranking model")->type_name("bm25|bm25plus|pl2|dph|lm|tfidf")->group(group);
  app.add_option("--recent", raw.recent, "Halve the score for each such age: 30d, 6m, 1y")
      ->type_name("TIME")
      ->group(group);
  app.add_flag("--expand", o.request.expand,
               "Add the characteristic words of the thirty best articles to the query (RM3)")
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
  const char* group = facet_group;
  app.add_option("--facets", raw.facets,
                 "Facets to count: names divided by commas, or none (default country,agency,crime)")
      ->type_name("NAMES")
      ->group(group);
  app.add_option("--facet-limit", raw.facet_limit,
                 "Values to show of each: a number, or all, as 0 is, too (default 10)")
      ->type_name("N")
      ->group(group);
  app.add_option("--min-count", o.request.min_count, "Show values with at least so many articles")
      ->type_name("N")
      ->group(group);
  app.add_option("--facet-sort", raw.facet_sort, "Order of the values")->type_name("count|name")->group(group);
  app.add_flag("--drill-down", o.request.drill_down, "Count a facet inside its own filter too, instead of beside it")
      ->group(group);
  app.add_option("--histogram", raw.histogram,
                 "Count the hits by time (tsv and csv: in place of the hits); indexed:day and collected:day by another "
                 "date than that of publication")
      ->type_name("year|month|week|day")
      ->group(group);
  app.add_option(
         "--cross", raw.crosses,
         "Count pairs of values of two facets, or of one and year, month, week or day (tsv and csv: in place of "
         "the hits)")
      ->type_name("FACET,FACET")
      ->group(group);
  app.add_option("--list", o.list, "List a facet's values with their counts, or the facets (--list facets)")
      ->type_name("FACET")
      ->group(group);
  app.add_option("--matching", o.matching, "With --list: values whose name holds this")
      ->type_name("PART")
      ->group(group);
}

void add_output_options(CLI::App& app, Options& o, Raw& raw) {
  const char* group = output_group;
  app.add_option("-o,--format", raw.format, "Form of the answer")
      ->type_name("text|json|jsonl|hits|tsv|csv|trec|ids|graphml|dot")
      ->group(group);
  app.add_option("--columns", raw.columns,
                 "Columns of the hits in tsv and csv, divided by commas; qid,query,total alone: a row a query")
      ->type_name("NAMES")
      ->group(group);
  app.add_flag("-c,--count", o.count_only, "Print only how many articles there are")->group(group);
  app.add_flag("-0,--null", o.ends_with_zero,
               "With --format ids: a zero byte behind each, and no escapes; with --show -: so divided")
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
               "With json, jsonl and --show: where in its text each facet value of a hit was found")
      ->group(group);
  app.add_option(
         "--show", o.show,
         "Print an article with its facets: an id, several, the number of a hit of the last answer, or - for "
         "ids on standard input, a line or zero byte each. Marked are the words of the query; without one those "
         "of the last query that found the article; else, and with --evidence, the evidence for the facets")
      ->type_name("ID|N")
      ->group(group);
  app.add_flag("--explain", o.request.explain, "Print how the query is read and what each term adds to each hit")
      ->group(group);
}

void add_batch_options(CLI::App& app, Options& o, Raw& raw) {
  const char* group = "Batches";
  app.add_option("-f,--bulk", o.bulk,
                 "Run every query of a file (- is standard input): .tsv, .jsonl, TREC topics, else a query a line")
      ->type_name("FILE")
      ->group(group);
  app.add_option("--bulk-format", raw.bulk_format,
                 "How they are written, where neither the first line nor the file's name says it")
      ->type_name("lines|tsv|jsonl|topics")
      ->group(group);
  app.add_option("-j,--jobs", o.jobs, "Threads (default: all cores)")->type_name("N")->group(group);
  app.add_option(
         "--resume", o.resume,
         "Complete this output of a batch that was cut off, or (JSON) whose servers failed, and go on writing to it")
      ->type_name("FILE")
      ->group(group);
}

}  // namespace

void add_options(CLI::App& app, Options& options, Raw& raw) {
  add_query_options(app, options, raw);
  add_filter_options(app, options, raw);
  add_ranking_options(app, options, raw);
  add_facet_options(app, options, raw);
  add_output_options(app, options, raw);
  add_batch_options(app, options, raw);
  add_desk_options(app, options.desk, options.request);
}

}  // namespace blotter::search

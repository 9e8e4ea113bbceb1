#include "indexer/options.hpp"

#include "common/cli/exit_status.hpp"
#include "common/cli/options.hpp"
#include "common/cli/terminal.hpp"
#include "indexer/reader/limits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace blotter {
namespace {

constexpr std::size_t min_memory = std::size_t{64} << 20;

constexpr std::array<std::pair<const char*, const char*>, 5> removal_filters{{
    {"country", "With --remove: articles that mention one of these countries (code or name)"},
    {"focus", "With --remove: articles that are about one of these countries"},
    {"agency", "With --remove: articles that name one of these bodies"},
    {"crime", "With --remove: articles on one of these crime types"},
    {"source", "With --remove: articles of one of these outlets"},
}};

// What is wrong with a folder of the index; a script's unset variable leaves it empty.
std::string without_name(const std::string& folder) { return folder.empty() ? "a folder has no name" : ""; }

void add_options(CLI::App& app, IndexOptions& o, std::string& shard) {
  const char* machines = "More than one machine";
  app.add_option("PATH", o.paths,
                 "A file, a folder (walked in sorted order), an archive, or - for JSON lines on standard input");
  app.add_option("--db", o.database, "The index (default: $BLOTTER_DB, else blotter.db)")
      ->type_name("DIR")
      ->check(without_name);
  const char* input = "Input";
  app.add_option("--files-from", o.files_from,
                 "Read the names of further files and folders from this file (-: standard input), one per line, or "
                 "separated by zero bytes, as find -print0 writes them (repeatable)")
      ->type_name("FILE")
      ->group(input);
  app.add_option("--format", o.format,
                 "Read every input as this format; auto looks at the content, then at the name; list prints "
                 "the table")
      ->type_name("FORMAT")
      ->group(input);
  app.add_option("--language", o.language, "Language of every article (ISO 639-1), instead of detecting it in the text")
      ->type_name("CODE")
      ->group(input);
  app.add_option("--date-order", o.date_order,
                 "What comes first in 06/12/2025 where neither the source's own dates, its locale nor its country's "
                 "domain say so: day or month; without it such dates stay unknown")
      ->type_name("day|month")
      ->check(CLI::IsMember({"day", "month"}))
      ->group(input);
  app.add_option("--ocr", o.ocr,
                 "Read text off pictures (PNG, JPEG, TIFF) and PDF pages that are pictures, with tesseract, in these "
                 "languages: rus+eng, or ru,en; each needs its Debian package (tesseract-ocr-rus); pictures beside a "
                 "saved page are not read")
      ->type_name("LANGS")
      ->group(input);
  app.add_option(
         "--watchlist", o.watchlists,
         "Find these names as well: a name per line (facet watch), with other spellings behind a |; or lines of "
         "facet, id, label, alias|alias..., separated by tabs; repeatable; without a PATH the articles of the "
         "index are tagged again, and no file is read")
      ->type_name("FILE")
      ->group(input);
  app.add_flag("--no-watchlist", o.no_watchlist,
               "Drop the watch lists that the index keeps; without this they stay in force, each until a list with the "
               "same facet is given")
      ->group(input);
  app.add_option("--writer", o.writer,
                 "How articles come into the index: direct writes tables itself, api goes through Xapian, update adds "
                 "article by article; auto updates with a little and writes directly what is new or much")
      ->type_name("auto|direct|api|update")
      ->check(CLI::IsMember({"auto", "direct", "api", "update"}))
      ->group(input);
  app.add_option("-j,--jobs", o.jobs, "Threads that analyse (default: all cores)")->type_name("N")->group(input);
  app.add_option("--memory", o.memory,
                 "Approximate memory limit of a direct build, as 64M or 2G (default: a quarter of the machine, 256M at "
                 "most); sorted runs beyond it are written to disk")
      ->transform(CLI::AsSizeValue(false))
      ->check(CLI::Range(min_memory, std::size_t{1} << 50U))
      ->type_name("SIZE")
      ->group(input);
  app.add_option("--include", o.include,
                 "Of the files in folders take only those whose name fits (* and ?; with a '/': whose path below the "
                 "folder fits; repeatable)")
      ->type_name("GLOB")
      ->group(input);
  app.add_option("--exclude", o.exclude,
                 "Leave out files and folders that fit, as the lines of a .blotterignore file do in its folder")
      ->type_name("GLOB")
      ->group(input);
  const char* output = "Output";
  app.add_flag("--dry-run", o.dry_run,
               "Write nothing: compare the input with the index and count what would be new, updated, unchanged; with "
               "--itemize name each, with --json print every article as it would be indexed")
      ->group(output);
  app.add_flag("--json", o.json,
               "Print JSON: with --dry-run every article, with --info what the index holds, else the closing counts")
      ->group(output);
  app.add_flag("--itemize", o.itemize,
               "Print a JSON line for every article that is new, updated, moved, a duplicate or removed, and for every "
               "failure, with the reason")
      ->group(output);
  app.add_flag("-q,--quiet", o.quiet, "No progress and no closing line; failures are still named")->group(output);
  app.add_flag(
         "--verbose", o.verbose,
         "Name every file that is skipped because it is no article, and say what it is; name the articles that are "
         "kept under an id that is not their own, and what failed before and has not changed")
      ->group(output);
  const char* care = "Care of the index";
  app.add_flag("--wait", o.wait, "Wait while another run writes the index, instead of ending with an error")
      ->group(care);
  app.add_option(
         "--remove", o.remove,
         "Remove the articles of these identifiers (-: read them from standard input, one per line or separated "
         "by zero bytes, as blotter-search --format ids prints them), or of --query or the filters below; with "
         "--dry-run, list them")
      ->type_name("ID")
      ->group(care);
  app.add_option("--query", o.query,
                 "With --remove: all articles that this query finds, in the language of blotter-search, which is run "
                 "for it: 'organ crime:theft published:..2020'")
      ->type_name("QUERY")
      ->group(care);
  for (const auto& [facet, help] : removal_filters)
    app.add_option(std::string("--") + facet, o.filters[facet], help)->type_name("VALUE")->delimiter(',')->group(care);
  app.add_flag("--forget", o.forget, "With --remove: keep these articles out of every later run, too")->group(care);
  app.add_option("--unforget", o.unforget, "Let the articles of these identifiers in again (-: standard input)")
      ->type_name("ID")
      ->group(care);
  app.add_flag("--prune", o.prune,
               "Remove the articles whose file is gone, and with a PATH those that its files have no more, unless an "
               "indexed folder is missing or empty or more than a tenth would go; --prune=all removes them all the "
               "same; with --dry-run, list them")
      ->group(care);
  app.add_flag("--follow", o.follow,
               "Stay, and keep the index in step with the folders of the PATHs: what is written, moved in or gone is "
               "taken a second later, with --wait and --prune; --itemize names each change; SIGTERM ends it")
      ->group(care);
  app.add_option("--shard", shard,
                 "Take only the articles of part I of N, by a hash of their ids, and make the index one that Xapian's "
                 "servers can search (README, More than one machine); an index remembers its part")
      ->type_name("I/N")
      ->group(machines);
  app.add_option("--merge", o.merge,
                 "Join the indexes that are named as PATHs into a new one in this folder, a shard only with --shard; "
                 "articles that several of them have come out once")
      ->type_name("DIR")
      ->check(without_name)
      ->group(machines);
  app.add_option("--split", o.split,
                 "Part the index into N shards beside it (DIR.shard-1-of-N and so on), which stays as it is")
      ->type_name("N")
      ->check(CLI::Range(1U, store::max_shards))
      ->group(machines);
  app.add_flag("--verify", o.verify, "Check the index for damage")->group(care);
  app.add_flag("--compact", o.compact, "Rewrite the index without free space")->group(care);
  app.add_flag("--info", o.info, "Say what the index holds")->group(care);
}

constexpr const char* exit_statuses =
    "\nEXIT STATUS:\n"
    "  0  done\n"
    "  2  bad usage, unreadable index, or some input could not be read for the first time (each is named on standard "
    "error)\n"
    "  130, 143  SIGINT (Ctrl-C) or SIGTERM ended the reading; what was whole by then is in the index\n";

constexpr const char* further =
    "\nENVIRONMENT:\n"
    "  BLOTTER_DB     the index when --db is not given; without it the nearest blotter.db from here upward\n"
    "  BLOTTER_TODAY  the day on which articles come into the index (2025-11-30), instead of today\n"
    "\nFILES:\n"
    "  blotter.db                                  the index in the working folder or one above it\n"
    "  ~/.config/blotter/blotter-index.toml        options, one a line; in $XDG_CONFIG_HOME where that is set\n"
    "  .blotterignore                              files and folders that are left out of its folder\n"
    "\nEXAMPLES:\n"
    "  blotter-index --db news.db saved-pages/ export.xml feeds/\n"
    "  blotter-index --dry-run --json page.html\n"
    "  zcat articles.jsonl.gz | blotter-index --db news.db -\n"
    "  blotter-index --db news.db --prune --compact\n"
    "  blotter-index --db part2.db --shard 2/4 archive/\n"
    "  blotter-index --merge whole.db part1.db part2.db part3.db part4.db\n"
    "  find saved -newer news.db/blotter -print0 | blotter-index --db news.db --files-from -\n"
    "  blotter-search --db news.db --format ids -0 --all lottery | blotter-index --db news.db --remove -\n"
    "\nSEE ALSO:\n"
    "  blotter-search(1)\n";

// The limits of the readers, so that the help cannot disagree with them.
std::string footer() {
  std::string out = exit_statuses;
  out += "\nLIMITS:\n";
  for (const reader::LimitRow& row : reader::limit_table())
    out += fmt::format("  {:<14}  {:>8}  {}\n", row.name, row.value, row.what);
  return out + further;
}

// What a run is asked for, as several rules need to know it.
struct Task {
  explicit Task(const IndexOptions& o)
      : reads(!o.paths.empty() || !o.files_from.empty()),
        copies(!o.merge.empty() || o.split > 0),
        looks_after(o.verify || o.compact || o.info || !o.unforget.empty()),
        filtered(std::any_of(o.filters.begin(), o.filters.end(), [](const auto& row) { return !row.second.empty(); })) {
  }
  bool reads;        // articles
  bool copies;       // makes new indexes of others
  bool looks_after;  // the index, but neither --remove nor --prune
  bool filtered;     // --remove by filters
};

// Each returns what is wrong with one group of options, or null.
const char* copy_error(const IndexOptions& o, const Task& task) {
  if (!task.copies) return nullptr;
  if (task.looks_after || o.removes || !o.prune.empty() || o.dry_run || !o.files_from.empty())
    return "--merge and --split make new indexes and do nothing else";
  if (!o.merge.empty() && o.paths.empty()) return "--merge needs the folders of the indexes to join";
  if (o.split > 0 && (!o.paths.empty() || o.shard))
    return "--split parts the index of --db and takes no PATH or --shard";
  return nullptr;
}

const char* removal_error(const IndexOptions& o, const Task& task) {
  const int chosen = int{!o.remove.empty()} + int{!o.query.empty()} + int{task.filtered};
  if (o.removes && chosen == 0) return "--remove needs identifiers, --query or filters";
  if (o.removes && chosen > 1) return "--remove takes one of identifiers, --query and filters";
  if (!o.query.empty() && !o.removes) return "--query goes with --remove";
  if (task.filtered && !o.removes) return "the filters --country --focus --agency --crime --source go with --remove";
  if (o.forget && !o.removes) return "--forget goes with --remove";
  if (!o.prune.empty() && o.prune != "true" && o.prune != "all") return "--prune takes no value but all";
  return nullptr;
}

const char* follow_error(const IndexOptions& o, const Task& task) {
  const bool files = !o.paths.empty() && std::find(o.paths.begin(), o.paths.end(), "-") == o.paths.end();
  const bool more = !o.files_from.empty() || o.dry_run || o.removes || task.looks_after || task.copies;
  return o.follow && (!files || more) ? "--follow takes folders and files, and goes with no other care of the index"
                                      : nullptr;
}

const char* reading_error(const IndexOptions& o, const Task& task) {
  if (!o.ocr.empty() && !task.reads) return "--ocr needs a PATH";
  if (!o.dry_run) return nullptr;
  if (!task.reads && !o.removes && o.prune.empty()) return "--dry-run needs a PATH, --remove or --prune";
  if (task.looks_after || (o.removes && task.reads))
    return "--dry-run writes nothing, and goes with a PATH and --prune, or with --remove and --prune";
  return nullptr;
}

const char* stdin_error(const IndexOptions& o, const Task&) {
  std::ptrdiff_t uses = 0;
  for (const auto* names : {&o.paths, &o.files_from, &o.remove, &o.unforget})
    uses += std::count(names->begin(), names->end(), "-");
  return uses > 1 ? "standard input (-) can be read once only" : nullptr;
}

// Returns why the options do not go together, or null.
const char* error_in(const IndexOptions& o) {
  if (o.format == "list") return nullptr;
  const Task task(o);
  const bool retags = !o.watchlists.empty() || o.no_watchlist;
  if (!task.reads && !retags && !task.looks_after && !o.removes && o.prune.empty() && o.split == 0)
    return "nothing to do: give a PATH, or one of --remove --unforget --prune --split --verify --compact --info";
  for (const auto& check : {copy_error, removal_error, follow_error, reading_error, stdin_error})
    if (const char* error = check(o, task)) return error;
  return nullptr;
}

}  // namespace

std::optional<int> parse_options(int argc, const char* const* argv, IndexOptions& options) {
  CLI::App app(
      "Index news articles for blotter-search\n"
      "Reads articles in any form they come in, finds the countries, agencies and crime types in their text, "
      "and adds "
      "them to an index.  An article seen before is replaced when it changed and skipped when it did not.  The same "
      "article found twice (one URL, or one title, text and date) is indexed once, and the closing line counts the "
      "duplicates.",
      program_name);
  app.footer(footer());
  options.database = cli::default_index();
  std::string shard;
  add_options(app, options, shard);
  cli::add_common_options(app,
                          {{"blotter-index --db news.db FOLDER", "index the articles of a folder, or add the new ones"},
                           {"blotter-index --dry-run --json PAGE", "show what would be indexed"},
                           {"blotter-index --db news.db --info", "say what the index holds"}});
  app.get_option("--remove")->expected(0, CLI::detail::expected_max_vector_size)->allow_extra_args();
  app.get_option("--unforget")->allow_extra_args();
  if (const std::optional<int> status =
          cli::parse(app, argc, argv, options.paths, [](std::string_view) { return false; }))
    return status;
  options.removes = app.count("--remove") > 0;
  std::erase(options.remove, "");  // what the option has without a value
  if (!shard.empty()) {
    const Result<store::ShardNumber> number = store::ShardNumber::parse(shard);
    if (!number) return cli::report_error(program_name, number.error());
    options.shard = *number;
  }
  if (const char* error = error_in(options))
    return cli::report_error(program_name, Error{ErrorCode::bad_usage, error, "blotter-index --help"});
  if (options.follow) options.wait = true;
  if (options.follow && options.prune.empty()) options.prune = "true";
  return std::nullopt;
}

}  // namespace blotter

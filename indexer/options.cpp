#include "indexer/options.hpp"

#include "common/cli/exit_status.hpp"
#include "common/cli/options.hpp"
#include "common/cli/terminal.hpp"
#include "indexer/reader/limits.hpp"

#include <fmt/format.h>

namespace blotter {
namespace {

constexpr std::size_t least_memory = std::size_t{64} << 20;

void add_options(CLI::App& app, IndexOptions& o) {
  app.add_option("PATH", o.paths,
                 "A file, a folder (walked in sorted order), an archive, or - for JSON lines on standard input");
  app.add_option("--db", o.database, "The index (default: $BLOTTER_DB, else blotter.db)")->type_name("DIR");
  const char* input = "Input";
  app.add_option("--format", o.format,
                 "Read every input as this format; auto looks at the content, then at the name; list prints "
                 "the table")
      ->type_name("FORMAT")
      ->group(input);
  app.add_option("--language", o.language, "Language of every article (ISO 639-1), instead of telling it from the text")
      ->type_name("CODE")
      ->group(input);
  app.add_option("--watchlist", o.watchlists,
                 "Find these names as well: lines of facet, id, label, alias|alias..., separated by tabs "
                 "(repeatable)")
      ->type_name("FILE")
      ->group(input);
  app.add_option("--writer", o.writer,
                 "How articles come into the index: direct writes tables itself, api goes through Xapian, update adds "
                 "article by article; auto updates with a little and writes directly what is new or much")
      ->type_name("auto|direct|api|update")
      ->check(CLI::IsMember({"auto", "direct", "api", "update"}))
      ->group(input);
  app.add_option("--jobs", o.jobs, "Threads that analyse (default: all cores)")->type_name("N")->group(input);
  app.add_option("--memory", o.memory,
                 "What direct writing may take, about, as 64M or 2G (default: a quarter of the machine, 256M at most); "
                 "what is beyond waits on disk")
      ->transform(CLI::AsSizeValue(false))
      ->check(CLI::Range(least_memory, std::size_t{1} << 50U))
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
  app.add_flag("--dry-run", o.dry_run, "Read and analyse, but write nothing; with --json, print every article")
      ->group(output);
  app.add_flag("--json", o.json,
               "Print JSON: with --dry-run every article, with --info what the index holds, else the closing counts")
      ->group(output);
  app.add_flag("-q,--quiet", o.quiet, "No progress and no closing line; failures are still named")->group(output);
  app.add_flag("--verbose", o.verbose, "Name every file that is skipped because it is no article, and say what it is")
      ->group(output);
  const char* care = "Care of the index";
  app.add_flag("--wait", o.wait, "Wait while another run writes the index, instead of ending with an error")
      ->group(care);
  app.add_option("--remove", o.remove, "Remove the articles of these identifiers")->type_name("ID")->group(care);
  app.add_flag("--prune", o.prune, "Remove the articles whose file is gone")->group(care);
  app.add_flag("--verify", o.verify, "Check the index for damage")->group(care);
  app.add_flag("--compact", o.compact, "Rewrite the index without free space")->group(care);
  app.add_flag("--info", o.info, "Say what the index holds")->group(care);
}

constexpr const char* exit_statuses =
    "\nEXIT STATUS:\n"
    "  0  done\n"
    "  2  bad usage, unreadable index, or some input could not be read (each is named on standard error)\n";

constexpr const char* further =
    "\nENVIRONMENT:\n"
    "  BLOTTER_DB  the index when --db is not given\n"
    "\nEXAMPLES:\n"
    "  blotter-index --db news.db saved-pages/ export.xml feeds/\n"
    "  blotter-index --dry-run --json page.html\n"
    "  zcat articles.jsonl.gz | blotter-index --db news.db -\n"
    "  blotter-index --db news.db --prune --compact\n";

// The limits of the readers, so that the help cannot disagree with them.
std::string footer() {
  std::string out = exit_statuses;
  out += "\nLIMITS:\n";
  for (const reader::LimitRow& row : reader::limit_table())
    out += fmt::format("  {:<14}  {:>8}  {}\n", row.name, row.value, row.what);
  return out + further;
}

std::string fault_in(const IndexOptions& o) {
  const bool care = o.prune || o.verify || o.compact || o.info || !o.remove.empty();
  if (o.format == "list") return {};
  if (o.paths.empty() && !care)
    return "nothing to do: give a PATH, or one of --remove --prune --verify --compact --info";
  if (o.dry_run && o.paths.empty()) return "--dry-run needs a PATH";
  if (o.dry_run && care)
    return "--dry-run writes nothing and goes with none of --remove --prune --verify --compact --info";
  return {};
}

}  // namespace

std::optional<int> parse_options(int argc, const char* const* argv, IndexOptions& options) {
  CLI::App app(
      "Index news articles for blotter-search\n"
      "Reads articles in any form they come in, finds the countries, agencies and crime types in their text, "
      "and adds "
      "them to an index.  An article seen before is replaced when it changed and skipped when it did not.  The same "
      "article met twice (one address, or one title, text and date) is indexed once, and the closing line counts the "
      "duplicates.",
      "blotter-index");
  app.footer(footer());
  options.database = cli::default_index();
  add_options(app, options);
  cli::add_common_options(app);
  app.get_option("--remove")->allow_extra_args();
  if (const std::optional<int> status = cli::parse(app, argc, argv)) return status;
  if (const std::string fault = fault_in(options); !fault.empty()) {
    cli::report("blotter-index", Error{ErrorCode::bad_usage, fault, "blotter-index --help"});
    return cli::exit_error;
  }
  return std::nullopt;
}

}  // namespace blotter

#include "indexer/take_out.hpp"

#include "common/cli/exit_status.hpp"
#include "common/cli/output.hpp"
#include "common/cli/terminal.hpp"
#include "common/store/index_files.hpp"
#include "common/store/stored_articles.hpp"
#include "indexer/query_ids.hpp"
#include "indexer/report.hpp"
#include "indexer/source/file_list.hpp"
#include "indexer/write/forgotten.hpp"
#include "indexer/write/index_writer.hpp"
#include "indexer/write/selection.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace blotter {
namespace {

constexpr std::size_t max_named = 20;  // missing ids that are named one by one

// The ids as given, or from standard input where that is "-".
Result<std::vector<std::string>> ids_of(const std::vector<std::string>& given) {
  std::vector<std::string> ids;
  for (const std::string& id : given) {
    if (id != "-") {
      ids.push_back(id);
      continue;
    }
    const Result<std::vector<std::string>> listed = source::listed_names(id);
    if (!listed) return tl::unexpected(listed.error());
    ids.insert(ids.end(), listed->begin(), listed->end());
  }
  return ids;
}

int name_missing(const std::vector<std::string>& missing, const char* what) {
  for (std::size_t i = 0; i < std::min(missing.size(), max_named); ++i)
    cli::report_error(program_name, fmt::format("no {} has the identifier '{}'", what, missing[i]));
  if (missing.size() > max_named)
    cli::report_error(program_name, fmt::format("and {} more", missing.size() - max_named));
  return missing.empty() ? cli::exit_ok : cli::exit_error;
}

Result<Selection> select(const IndexOptions& options, const Xapian::Database& database) {
  if (!options.remove.empty() || !options.query.empty()) {
    const Result<std::vector<std::string>> ids =
        options.query.empty() ? ids_of(options.remove) : ids_found_by(options.database, options.query);
    if (!ids) return tl::unexpected(ids.error());
    return select_ids(database, *ids);
  }
  std::vector<FacetFilter> filters;
  for (const auto& [facet, values] : options.filters)
    if (!values.empty()) filters.emplace_back(facet, values);
  return filters.empty() ? Selection() : select_filtered(database, filters);
}

Error doubt_of(const PruneSelection& gone, const Xapian::Database& database) {
  return {ErrorCode::index,
          fmt::format("not pruned: {} of {} articles would go, and {}", gone.docids.size(), database.get_doccount(),
                      gone.doubt),
          "with --dry-run, --prune lists them; --prune=all removes them"};
}

Result<void> forget_all(IndexWriter& writer, const std::vector<std::uint32_t>& docids) {
  try {
    store::StoredArticles articles(writer.database());
    for (const std::uint32_t docid : docids) {
      const Result<Article> article = articles.read(docid);
      if (!article) return tl::unexpected(article.error());
      forget(writer.database(), *article);
    }
    return {};
  } catch (const Xapian::Error& error) {
    return tl::unexpected(store::to_error(error));
  }
}

Result<Selection> unforget(const IndexOptions& options, IndexWriter& writer) {
  const Result<std::vector<std::string>> ids = ids_of(options.unforget);
  if (!ids) return tl::unexpected(ids.error());
  try {
    Selection back;
    for (const std::string& id : *ids) {
      if (take_back(writer.database(), id)) back.docids.push_back(0);
      else back.missing.push_back(id);
    }
    return back;
  } catch (const Xapian::Error& error) {
    return tl::unexpected(store::to_error(error));
  }
}

void print_ids(const Xapian::Database& database, const std::vector<std::uint32_t>& docids) {
  for (const std::uint32_t docid : docids)
    if (!cli::write_out(cli::printable(id_of(database, docid)) + '\n')) break;
}

constexpr const char* why_removed = "--remove names it";
constexpr const char* why_pruned = "its file is gone, or has it no more";

// A line of --itemize for each.
void print_changes(const Xapian::Database& database, const std::vector<std::uint32_t>& docids, const char* why) {
  store::StoredArticles articles(database);
  for (const std::uint32_t docid : docids) {
    const Result<Article> article = articles.read(docid);
    if (!article) continue;
    if (!cli::write_out(change_json({"removed", article->id, article->title, article->path, {}, why}))) break;
  }
}

}  // namespace

bool takes_out(const IndexOptions& options) {
  return options.removes || !options.unforget.empty() || !options.prune.empty();
}

int take_out(const IndexOptions& options, IndexLock& index, const RunRecord& run) {
  Result<IndexWriter> writer = IndexWriter::open(index.directory(), {});
  if (!writer) return cli::report_error(program_name, writer.error());
  int status = cli::exit_ok;
  const Result<Selection> removed = select(options, writer->database());
  if (!removed) return cli::report_error(program_name, removed.error());
  if (options.forget)
    if (const Result<void> forgotten = forget_all(*writer, removed->docids); !forgotten)
      return cli::report_error(program_name, forgotten.error());
  if (options.itemize) print_changes(writer->database(), removed->docids, why_removed);
  if (const Result<void> dropped = writer->drop(removed->docids); !dropped)
    return cli::report_error(program_name, dropped.error());
  const Result<Selection> back = unforget(options, *writer);
  if (!back) return cli::report_error(program_name, back.error());
  const Result<PruneSelection> gone =
      options.prune.empty() ? Result<PruneSelection>(PruneSelection()) : select_gone(writer->database(), run);
  if (!gone) return cli::report_error(program_name, gone.error());
  std::size_t pruned = gone->docids.size();
  if (!gone->doubt.empty() && options.prune != "all") {
    status = cli::report_error(program_name, doubt_of(*gone, writer->database()));
    pruned = 0;
  } else {
    if (options.itemize) print_changes(writer->database(), gone->docids, why_pruned);
    if (const Result<void> dropped = writer->drop(gone->docids); !dropped)
      return cli::report_error(program_name, dropped.error());
  }
  if (const Result<void> finished = writer->finish(); !finished)
    return cli::report_error(program_name, finished.error());
  if (!options.quiet)
    cli::write_stderr(fmt::format(
        "{}: {} removed{}, {} pruned{}\n", program_name, removed->docids.size(), options.forget ? " and forgotten" : "",
        pruned, options.unforget.empty() ? "" : fmt::format(", {} let in again", back->docids.size())));
  status = std::max(status, name_missing(removed->missing, "article"));
  return std::max(status, name_missing(back->missing, "forgotten article"));
}

int list_what_goes(const IndexOptions& options, const RunRecord& run) {
  if (const Result<void> ours = check_is_ours(options.database); !ours)
    return cli::report_error(program_name, ours.error());
  try {
    std::error_code error;
    if (!std::filesystem::exists(options.database + "/" + store::version_file, error))
      return cli::report_error(program_name, {ErrorCode::index, "no index at '" + options.database + "'", ""});
    const Xapian::Database database(options.database, Xapian::DB_BACKEND_GLASS);
    const Result<Selection> removed = select(options, database);
    if (!removed) return cli::report_error(program_name, removed.error());
    const Result<PruneSelection> gone =
        options.prune.empty() ? Result<PruneSelection>(PruneSelection()) : select_gone(database, run);
    if (!gone) return cli::report_error(program_name, gone.error());
    if (options.itemize) {
      print_changes(database, removed->docids, why_removed);
      print_changes(database, gone->docids, why_pruned);
    } else {
      print_ids(database, removed->docids);
      print_ids(database, gone->docids);
    }
    const std::string doubt = gone->doubt.empty() ? "" : "; " + gone->doubt + ", so --prune=all would be needed";
    if (!options.quiet)
      cli::write_stderr(cli::printable(fmt::format("{}: {} would be removed, {} pruned{}\n", program_name,
                                                   removed->docids.size(), gone->docids.size(), doubt),
                                       true));
    return name_missing(removed->missing, "article");
  } catch (const Xapian::Error& error) {
    return cli::report_error(program_name, store::to_error(error));
  }
}

}  // namespace blotter

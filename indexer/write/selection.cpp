#include "indexer/write/selection.hpp"

#include "common/schema.hpp"
#include "common/store/stored_articles.hpp"
#include "common/taxonomy/taxonomy.hpp"
#include "indexer/write/index_lookup.hpp"
#include "indexer/write/roots.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <iterator>
#include <optional>
#include <sys/stat.h>

namespace blotter {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t doubtful_share = 10;  // more than one in this many
constexpr std::size_t max_path_term = 240;    // longer ones may be truncated

using Docids = std::vector<std::uint32_t>;

void append_postings(const Xapian::Database& database, const std::string& term, Docids& docids) {
  docids.insert(docids.end(), database.postlist_begin(term), database.postlist_end(term));
}

void sort_unique(Docids& docids) {
  std::sort(docids.begin(), docids.end());
  docids.erase(std::unique(docids.begin(), docids.end()), docids.end());
}

// The terms of a facet's value as it is typed: a country by any name, others whatever their case.
std::vector<std::string> terms_of(const Xapian::Database& database, const std::string& facet,
                                  const std::string& value) {
  const schema::Field* field = schema::find_field(facet);
  const std::string prefix(field ? std::string(field->prefix) : std::string(schema::watch_prefix) + facet);
  const bool country = schema::table_of(facet) == "country";
  const std::string wanted = schema::fold_name(country ? taxonomy::country_code(value).value_or(value) : value);
  std::vector<std::string> terms;
  const std::string begin = prefix + ':';
  for (auto term = database.allterms_begin(begin); term != database.allterms_end(begin); ++term)
    if (schema::fold_name((*term).substr(begin.size())) == wanted) terms.push_back(*term);
  return terms;
}

enum class FileState { there, gone, unknown };

FileState state_of(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) == 0) return FileState::there;
  return errno == ENOENT || errno == ENOTDIR ? FileState::gone : FileState::unknown;
}

// Whether there is something to read in the folder.
bool is_missing_or_empty(const std::string& folder) {
  std::error_code error;
  const fs::directory_iterator first(folder, error);
  return error || first == fs::directory_iterator();
}

bool is_below(const std::string& path, const std::string& folder) {
  return path.starts_with(folder) &&
         (folder.ends_with('/') || path.size() == folder.size() || path[folder.size()] == '/');
}

}  // namespace

Result<Selection> select_ids(const Xapian::Database& database, const std::vector<std::string>& ids) {
  try {
    Selection selection;
    for (const std::string& id : ids) {
      const std::size_t before = selection.docids.size();
      append_postings(database, schema::boolean_term(schema::find_field("id")->prefix, id), selection.docids);
      if (selection.docids.size() == before) selection.missing.push_back(id);
    }
    sort_unique(selection.docids);
    return selection;
  } catch (const Xapian::Error& error) {
    return tl::unexpected(store::to_error(error));
  }
}

Result<Selection> select_filtered(const Xapian::Database& database, const std::vector<FacetFilter>& filters) {
  try {
    std::optional<Docids> passing;
    for (const auto& [facet, values] : filters) {
      Docids any;
      for (const std::string& value : values) {
        const std::vector<std::string> terms = terms_of(database, facet, value);
        if (terms.empty())
          return fail(ErrorCode::bad_usage, "no article has " + facet + " '" + value + "'",
                      "blotter-search --list " + facet + " shows what there is");
        for (const std::string& term : terms) append_postings(database, term, any);
      }
      sort_unique(any);
      if (!passing) {
        passing = std::move(any);
        continue;
      }
      Docids both;
      std::set_intersection(passing->begin(), passing->end(), any.begin(), any.end(), std::back_inserter(both));
      passing = std::move(both);
    }
    return Selection{passing.value_or(Docids()), {}};
  } catch (const Xapian::Error& error) {
    return tl::unexpected(store::to_error(error));
  }
}

Result<PruneSelection> select_gone(const Xapian::Database& database, const RunRecord& run) {
  try {
    PruneSelection selection;
    const std::vector<std::string> roots = roots_of(database).folders();
    const std::string prefix = path_term_prefix();
    for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix); ++term) {
      if (run.has_file(*term)) {
        std::copy_if(database.postlist_begin(*term), database.postlist_end(*term), std::back_inserter(selection.docids),
                     [&run](Xapian::docid docid) { return !run.is_kept(docid); });
        continue;
      }
      const std::string path = (*term).substr(prefix.size());
      // A path too long for a term was truncated and hashed: it cannot be checked, so it stays.
      if ((*term).size() >= max_path_term || state_of(path) != FileState::gone) continue;
      append_postings(database, *term, selection.docids);
      for (const std::string& root : roots)
        if (selection.doubt.empty() && is_below(path, root) && is_missing_or_empty(root))
          selection.doubt = fmt::format("the folder '{}' is missing or empty", root);
    }
    sort_unique(selection.docids);
    const std::uint64_t all = database.get_doccount();
    if (selection.doubt.empty() && selection.docids.size() * doubtful_share > all)
      selection.doubt = "that is more than a tenth";
    return selection;
  } catch (const Xapian::Error& error) {
    return tl::unexpected(store::to_error(error));
  }
}

std::string id_of(const Xapian::Database& database, std::uint32_t docid) {
  const Result<Article> article = store::StoredArticles(database).read(docid);
  return article ? article->id : std::string();
}

}  // namespace blotter

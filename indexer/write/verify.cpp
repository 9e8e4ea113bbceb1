#include "indexer/write/verify.hpp"

#include "common/schema.hpp"
#include "common/store/columns_image.hpp"
#include "common/store/database.hpp"
#include "common/store/index_files.hpp"
#include "common/store/stored_articles.hpp"
#include "indexer/write/child_process.hpp"
#include "indexer/write/index_lock.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <fcntl.h>
#include <functional>
#include <sstream>
#include <unistd.h>

namespace blotter {
namespace {

constexpr std::size_t max_named = 20;                 // of the damaged articles
constexpr std::uint64_t bytes_per_second = 1U << 20;  // the slowest that a check is taken to be
constexpr unsigned min_seconds = 60;

// Lines of what is wrong; empty when nothing is.
using Check = Result<std::string> (*)(const store::OpenIndex& index);

Result<std::string> check_blocks(const store::OpenIndex& index) {
  std::string lines;
  for (const std::string& error : store::verify_checksums(*index.folder)) lines += error + '\n';
  return lines;
}

// Xapian opens the tables that it checks for writing.
bool may_write_tables(const std::string& directory) {
  for (const char* table : store::table_files)
    if (::faccessat(AT_FDCWD, (directory + "/" + table).c_str(), W_OK, AT_EACCESS) != 0 && errno != ENOENT)
      return false;
  return true;
}

Result<std::string> check_tables(const store::OpenIndex& index) {
  std::ostringstream out;
  if (Xapian::Database::check(index.folder->xapian_path(), 0, &out) == 0) return std::string();
  return "Xapian's check of the tables:\n" + out.str();
}

// Whether the article's id leads to its document.
bool has_its_id(const Xapian::Database& database, const Article& article, Xapian::docid docid) {
  const std::string term = schema::boolean_term(schema::find_field("id")->prefix, article.id);
  const auto at = database.postlist_begin(term);
  return at != database.postlist_end(term) && *at == docid;
}

// The words and their counts, as the list of terms has them, add up to the length.
bool has_its_length(const Xapian::Database& database, Xapian::docid docid) {
  std::uint64_t length = 0;
  for (auto term = database.termlist_begin(docid); term != database.termlist_end(docid); ++term)
    length += term.get_wdf();
  return length == database.get_doclength(docid);
}

Result<std::string> check_articles(const store::OpenIndex& index) {
  const Xapian::Database& database = index.database;
  store::StoredArticles articles(database);
  std::string lines;
  std::uint64_t damaged = 0;
  std::uint64_t read = 0;
  for (auto at = database.postlist_begin({}); at != database.postlist_end({}); ++at, ++read) {
    const Result<Article> article = articles.read(*at);
    std::string error;
    if (!article) error = article.error().message;
    else if (!has_its_id(database, *article, *at)) error = "its id '" + article->id + "' leads elsewhere";
    else if (!has_its_length(database, *at)) error = "its terms do not add up to its length";
    if (!error.empty() && ++damaged <= max_named) lines += fmt::format("article {}: {}\n", *at, error);
  }
  if (damaged > max_named) lines += fmt::format("{} more damaged articles\n", damaged - max_named);
  if (read != database.get_doccount())
    lines += fmt::format("{} articles of {} are there\n", read, database.get_doccount());
  return lines;
}

Result<std::string> check_columns(const store::OpenIndex& index) {
  const auto columns = store::SideFile::map(index.folder->descriptor(), store::columns_file, store::columns_kind);
  if (!columns && columns.error() == store::SideFile::Problem::damaged)
    return std::string("the file of the columns is not whole\n");
  // Those of another revision, which a killed run leaves, are used by nobody.
  if (!columns || columns->revision() != store::revision_of(index.database)) return std::string();
  const auto made = store::SideFile::of(store::make_image(index.database), store::columns_kind);
  if (!made) return std::string("the columns cannot be made\n");
  if (made->sections() == columns->sections()) return std::string();
  std::string lines;
  for (const auto& [name, bytes] : made->sections())
    if (!columns->has(name) || columns->bytes(name) != bytes)
      lines += fmt::format("the columns have another '{}' than the terms\n", name);
  return lines.empty() ? std::string("the columns have parts that the terms do not have\n") : lines;
}

Result<std::string> check_inputs(const store::OpenIndex& index) {
  const auto inputs = store::SideFile::map(index.folder->descriptor(), store::inputs_file, store::inputs_kind);
  const bool damaged = !inputs && inputs.error() == store::SideFile::Problem::damaged;
  return std::string(damaged ? "the file of the inputs is not whole; the next run makes it again\n" : "");
}

// Opens the index and runs one check, all in the child.
Result<std::string> open_and(Check check, const std::string& directory) {
  const Result<store::OpenIndex> index = store::open(directory);
  if (!index) return tl::unexpected<Error>(index.error());
  try {
    return check(*index);
  } catch (const Xapian::Error& error) {
    return tl::unexpected<Error>(store::to_error(error));
  }
}

void add_lines(const std::string& text, std::vector<std::string>& lines) {
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
}

}  // namespace

Result<Verification> verify_index(const std::string& directory) {
  const auto seconds = min_seconds + static_cast<unsigned>(bytes_in(directory) / bytes_per_second);
  const auto nothing = [](const store::OpenIndex&) -> Result<std::string> { return std::string(); };
  const Result<std::string> opened =
      run_in_child("opening the index", seconds, [&] { return open_and(nothing, directory); });
  if (!opened) return tl::unexpected<Error>(opened.error());
  Verification found;
  const auto run = [&](const std::string& what, Check check) {
    const Result<std::string> lines = run_in_child(what, seconds, [&] { return open_and(check, directory); });
    if (lines) add_lines(*lines, found.faults);
    else found.faults.push_back(what + ": " + lines.error().message);
  };
  run("the check of the blocks", check_blocks);
  found.without_tables = !may_write_tables(directory);
  if (!found.without_tables) run("Xapian's check of the tables", check_tables);
  run("the check of the articles", check_articles);
  run("the check of the columns", check_columns);
  run("the check of the inputs", check_inputs);
  return found;
}

}  // namespace blotter

#include "common/store/database.hpp"

#include "common/schema.hpp"
#include "common/store/index_files.hpp"

#include <algorithm>
#include <chrono>
#include <thread>
#include <utility>

namespace blotter::store {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

constexpr int max_attempts = 100;
// After this many attempts an error is reported: before, the folder may have been put aside, and be half gone.
constexpr int quick_attempts = 5;

Result<OpenIndex> open_once(const std::string& directory) {
  Result<std::shared_ptr<const IndexFolder>> folder = IndexFolder::open(directory);
  if (!folder) return tl::unexpected<Error>(folder.error());
  try {
    Xapian::Database database((*folder)->xapian_path(), Xapian::DB_BACKEND_GLASS);
    if (const Result<void> whole = (*folder)->check(revision_of(database)); !whole)
      return tl::unexpected<Error>(whole.error());
    const std::string version = database.get_metadata(key_schema);
    if (version.empty())
      return fail(ErrorCode::index, "'" + directory + "' is a Xapian database, but no Blotter index");
    if (!schema::is_readable(version))
      return fail(
          ErrorCode::index,
          "'" + directory + "' has index format " + version + ", this program reads " + std::string(schema::version),
          "index the articles again into a new folder");
    return OpenIndex{std::move(*folder), std::move(database)};
  } catch (const Xapian::Error& error) {
    Error converted = to_error(error);
    // Xapian knows the folder by another name.
    const std::string pinned = (*folder)->xapian_path();
    for (std::size_t at = 0; (at = converted.message.find(pinned, at)) != std::string::npos; at += directory.size())
      converted.message.replace(at, pinned.size(), directory);
    return fail(ErrorCode::index, "cannot open the index '" + directory + "': " + converted.message, converted.hint);
  }
}

}  // namespace

Error to_error(const Xapian::Error& error) {
  const std::string type = error.get_type();
  std::string message = error.get_msg().empty() ? type : error.get_msg();
  if (const char* reason = error.get_error_string()) message += std::string(": ") + reason;
  std::string hint;
  if (type == "DatabaseLockError" && message.find("already locked") != std::string::npos)
    hint = "another program is writing to it; wait for it to end";
  if (type == "DatabaseCorruptError") hint = "blotter-index --verify tells what is damaged";
  if (std::optional<std::string> damage = take_damage()) {
    message = std::move(*damage);
    hint = "blotter-index --verify tells what is damaged";
  }
  return {ErrorCode::index, std::move(message), std::move(hint)};
}

Revision revision_of(const Xapian::Database& database) { return {database.get_uuid(), database.get_revision()}; }

Result<OpenIndex> open(const std::string& directory) {
  for (int attempt = 0;; ++attempt) {
    Result<OpenIndex> opened = open_once(directory);
    if (opened ? opened->folder->is_current() : attempt >= quick_attempts) return opened;
    if (attempt >= max_attempts)
      return fail(ErrorCode::index, "the index '" + directory + "' is exchanged faster than it can be opened");
    std::this_thread::sleep_for(std::chrono::milliseconds(attempt));
  }
}

std::vector<std::string> watch_facets(const Xapian::Database& database) {
  return lines_of(database.get_metadata(key_watch_facets));
}

std::vector<std::string> languages(const Xapian::Database& database) {
  const std::string prefix = std::string(schema::find_field("language")->prefix) + ':';
  std::vector<std::string> found;
  for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix); ++term)
    found.push_back((*term).substr(prefix.size()));
  return found;
}

}  // namespace blotter::store

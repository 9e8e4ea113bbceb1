#include "common/store/database.hpp"

#include "common/schema.hpp"
#include "common/store/index_files.hpp"

#include <algorithm>
#include <filesystem>

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

}  // namespace

Error to_error(const Xapian::Error& error) {
  const std::string type = error.get_type();
  std::string message = error.get_msg().empty() ? type : error.get_msg();
  if (const char* reason = error.get_error_string()) message += std::string(": ") + reason;
  std::string hint;
  if (type == "DatabaseLockError" && message.find("already locked") != std::string::npos)
    hint = "another program is writing to it; wait for it to end";
  if (type == "DatabaseCorruptError") hint = "blotter-index --verify tells what is damaged";
  return {ErrorCode::index, std::move(message), std::move(hint)};
}

Result<Xapian::Database> open(const std::vector<std::string>& directories) {
  Xapian::Database database;
  for (const std::string& directory : directories) {
    std::error_code ignored;
    if (!std::filesystem::exists(directory + "/" + version_file, ignored))  // a first build may be under way
      return fail(ErrorCode::index, "no index at '" + directory + "'",
                  "make one: blotter-index --db " + directory + " PATH...");
    try {
      Xapian::Database one(directory);
      const std::string version = one.get_metadata(key_schema);
      if (version.empty())
        return fail(ErrorCode::index, "'" + directory + "' is a Xapian database, but no Blotter index");
      if (version != schema::version)
        return fail(
            ErrorCode::index,
            "'" + directory + "' has index format " + version + ", this program reads " + std::string(schema::version),
            "index the articles again into a new folder");
      database.add_database(one);
    } catch (const Xapian::Error& error) {
      Error converted = to_error(error);
      return fail(ErrorCode::index, "cannot open the index '" + directory + "': " + converted.message, converted.hint);
    }
  }
  return database;
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

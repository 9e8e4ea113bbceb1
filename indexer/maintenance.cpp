#include "indexer/maintenance.hpp"

#include "common/schema.hpp"
#include "common/store/columns.hpp"
#include "common/store/database.hpp"

#include <algorithm>
#include <cstdio>
#include <fcntl.h>
#include <filesystem>
#include <set>
#include <sstream>
#include <sys/syscall.h>
#include <unistd.h>

namespace blotter {
namespace {

namespace fs = std::filesystem;

std::string dashed(const std::string& digits) {
  return digits.size() == 8 ? digits.substr(0, 4) + "-" + digits.substr(4, 2) + "-" + digits.substr(6) : digits;
}

std::uint64_t bytes_below(const std::string& directory) {
  std::uint64_t total = 0;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(directory, error))
    if (entry.is_regular_file(error)) total += entry.file_size(error);
  return total;
}

}  // namespace

Result<IndexInfo> index_info(const std::string& directory) {
  Result<Xapian::Database> database = store::open({directory});
  if (!database) return tl::unexpected(database.error());
  try {
    IndexInfo info;
    info.articles = database->get_doccount();
    for (auto term = database->allterms_begin(); term != database->allterms_end(); ++term) ++info.terms;
    info.average_length = database->get_avlength();
    info.bytes = bytes_below(directory);
    info.schema = database->get_metadata(store::key_schema);
    info.first_date = dashed(database->get_value_lower_bound(schema::slot_published));
    info.last_date = dashed(database->get_value_upper_bound(schema::slot_published));
    const std::string prefix = std::string(schema::find_field("language")->prefix) + ':';
    for (const std::string& language : store::languages(*database))
      info.languages.emplace_back(language, database->get_termfreq(prefix + language));
    info.watch_facets = store::watch_facets(*database);
    return info;
  } catch (const Xapian::Error& error) {
    return tl::unexpected(store::to_error(error));
  }
}

Result<std::uint64_t> verify_index(const std::string& directory, std::string& report) {
  const Result<Xapian::Database> database = store::open({directory});
  if (!database) return tl::unexpected(database.error());
  try {
    std::ostringstream out;
    const std::size_t faults = Xapian::Database::check(directory, 0, &out);
    report += out.str();
    return faults;
  } catch (const Xapian::Error& error) {
    return tl::unexpected(store::to_error(error));
  }
}

Result<void> compact_index(const std::string& directory) {
  Result<Xapian::Database> database = store::open({directory});
  if (!database) return tl::unexpected(database.error());
  const std::string beside = directory + ".compact";
  try {
    // Holding the writer's lock keeps another blotter-index from adding articles that the copy would not
    // have.
    const Xapian::WritableDatabase lock(directory, Xapian::DB_OPEN);
    fs::remove_all(beside);
    database->compact(beside, 0);
    if (Result<void> written = store::write_columns(beside); !written) return written;
    if (syscall(SYS_renameat2, AT_FDCWD, beside.c_str(), AT_FDCWD, directory.c_str(), RENAME_EXCHANGE) != 0)
      return fail(ErrorCode::io, "cannot move the compacted index into '" + directory + "'");
  } catch (const Xapian::Error& error) {
    return tl::unexpected(store::to_error(error));
  } catch (const fs::filesystem_error& error) {
    return fail(ErrorCode::io, error.what());
  }
  std::error_code ignored;
  fs::remove_all(beside, ignored);
  return {};
}

}  // namespace blotter

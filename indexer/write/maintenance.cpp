#include "indexer/write/maintenance.hpp"

#include "common/schema.hpp"
#include "common/store/columns.hpp"
#include "common/store/database.hpp"
#include "common/store/glass/usage.hpp"
#include "common/store/shard.hpp"
#include "indexer/write/build_folder.hpp"
#include "indexer/write/forgotten.hpp"

#include <algorithm>
#include <set>

namespace blotter {
Result<IndexInfo> index_info(const std::string& directory) {
  const Result<store::OpenIndex> index = store::open(directory);
  if (!index) return tl::unexpected(index.error());
  try {
    const Xapian::Database* const database = &index->database;
    IndexInfo info;
    info.articles = database->get_doccount();
    for (auto term = database->allterms_begin(); term != database->allterms_end(); ++term) ++info.terms;
    info.average_length = database->get_avlength();
    info.bytes = bytes_in(directory);
    info.reclaimable = glass::reclaimable_bytes(directory);
    info.schema = database->get_metadata(store::key_schema);
    info.first_date = store::dashed_date(database->get_value_lower_bound(schema::slot_published));
    info.last_date = store::dashed_date(database->get_value_upper_bound(schema::slot_published));
    const std::string prefix = std::string(schema::find_field("language")->prefix) + ':';
    for (const std::string& language : store::languages(*database))
      info.languages.emplace_back(language, database->get_termfreq(prefix + language));
    info.watch_facets = store::watch_facets(*database);
    info.forgotten = count_forgotten(*database);
    return info;
  } catch (const Xapian::Error& error) {
    return tl::unexpected(store::to_error(error));
  }
}

Result<void> compact_index(IndexLock& index) {
  const std::string& directory = index.directory();
  Result<store::OpenIndex> open = store::open(directory);
  if (!open) return tl::unexpected(open.error());
  Result<BuildFolder> folder = BuildFolder::claim(index);
  if (!folder) return tl::unexpected(folder.error());
  const std::string beside = folder->path() + "/compact";
  try {
    // Xapian's lock keeps other programs from adding what the copy would not have.
    const Xapian::WritableDatabase lock(directory, Xapian::DB_OPEN | Xapian::DB_BACKEND_GLASS);
    open->database.compact(beside, 0);
    if (Result<void> written = store::write_columns(beside); !written) return written;
    return folder->install(beside);
  } catch (const Xapian::Error& error) {
    return tl::unexpected(store::to_error(error));
  }
}

}  // namespace blotter

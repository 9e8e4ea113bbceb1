// Opens an index and reads its metadata.  The only header that includes Xapian's: whoever reads or writes a database
// includes this one.
#pragma once

#include "common/error.hpp"
#include "common/store/index_folder.hpp"

#include <xapian.h>

#include <memory>
#include <string>
#include <vector>

namespace blotter::store {

// An index that is open for reading.  The database reads through the pinned folder, which has to live as long.
struct OpenIndex {
  std::shared_ptr<const IndexFolder> folder;
  Xapian::Database database;
};

// Opens one generation of an index (index_folder.hpp); if it is replaced meanwhile, the new one.  ErrorCode::index when
// it is missing, not Blotter's, of another schema version, or damaged.
[[nodiscard]] Result<OpenIndex> open(const std::string& directory);
[[nodiscard]] Revision revision_of(const Xapian::Database& database);

// Metadata keys.
inline constexpr const char* key_schema = "blotter:schema";          // schema::version
inline constexpr const char* key_watch_facets = "blotter:watch";     // names of watch-list facets, '\n'-joined
inline constexpr const char* key_watch_labels = "blotter:watch:";    // + facet: lines "value<TAB>label"
inline constexpr const char* key_dictionary = "blotter:dictionary";  // of dictionary.hpp; none: records are plain

// Returns the names of the watch-list facets, in the order in which they were declared.
[[nodiscard]] std::vector<std::string> watch_facets(const Xapian::Database& database);
// ISO 639-1 codes of the articles' languages, from the language terms.
[[nodiscard]] std::vector<std::string> languages(const Xapian::Database& database);

// Xapian's message, or what the guard of the tables refused, with what to do about it.
[[nodiscard]] Error to_error(const Xapian::Error& error);

}  // namespace blotter::store

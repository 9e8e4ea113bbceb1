// Opening an index and what it says of itself.  The one door to Xapian's database: who reads or writes one includes
// this.
#pragma once

#include "common/error.hpp"

#include <xapian.h>

#include <string>
#include <vector>

namespace blotter::store {

// Opens one index, or several as one (Xapian interleaves their docids: document d of index i of n is
// (d-1)*n+i+1). ErrorCode::index when one is missing, is no Blotter index, or has another schema version.
[[nodiscard]] Result<Xapian::Database> open(const std::vector<std::string>& directories);

// Metadata keys.
inline constexpr const char* key_schema = "blotter:schema";          // schema::version
inline constexpr const char* key_watch_facets = "blotter:watch";     // names of watch-list facets, '\n'-joined
inline constexpr const char* key_watch_labels = "blotter:watch:";    // + facet: lines "value<TAB>label"
inline constexpr const char* key_dictionary = "blotter:dictionary";  // of dictionary.hpp; none: records are plain

// Names of the watch-list facets, in the order in which they were declared.
[[nodiscard]] std::vector<std::string> watch_facets(const Xapian::Database& database);
// ISO 639-1 codes of the articles' languages, from the language terms.
[[nodiscard]] std::vector<std::string> languages(const Xapian::Database& database);

// Xapian's message with what to do about it.
[[nodiscard]] Error to_error(const Xapian::Error& error);

}  // namespace blotter::store

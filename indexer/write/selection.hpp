// Selects the articles that a removal applies to.
#pragma once

#include "common/error.hpp"
#include "common/store/database.hpp"
#include "indexer/write/run_record.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace blotter {

// A facet and its values; an article passes with at least one of them.
using FacetFilter = std::pair<std::string, std::vector<std::string>>;

struct Selection {
  std::vector<std::uint32_t> docids;  // ascending
  std::vector<std::string> missing;   // ids that the index does not have
};

// Returns the articles with these ids.  Unknown ids are not an error: they are listed in `missing`.
[[nodiscard]] Result<Selection> select_ids(const Xapian::Database& database, const std::vector<std::string>& ids);
// Returns the articles that pass every filter.  A value that no article has is ErrorCode::bad_usage: it is more likely
// a typing error than meant, and a removal cannot be taken back.
[[nodiscard]] Result<Selection> select_filtered(const Xapian::Database& database,
                                                const std::vector<FacetFilter>& filters);

struct PruneSelection {
  std::vector<std::uint32_t> docids;  // of the articles whose file is gone or has them no more, ascending
  std::string doubt;                  // why the files may still exist, for the message; empty if there is no doubt
};
// Returns the articles whose file no longer exists or no longer contains them.  A file is gone if its folder can be
// read and does not have it.  A file no longer contains an article if `run` has read the whole file and has no reason
// to keep the article.  There is doubt if an indexed folder is missing or empty, as on a disk that is not mounted, or
// if more than a tenth of the index would be removed.
[[nodiscard]] Result<PruneSelection> select_gone(const Xapian::Database& database, const RunRecord& run);

// Returns the id of an article; empty when its record is damaged.
[[nodiscard]] std::string id_of(const Xapian::Database& database, std::uint32_t docid);

}  // namespace blotter

// Which articles of an index a removal means.
#pragma once

#include "common/error.hpp"
#include "common/store/database.hpp"
#include "indexer/write/run_record.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace blotter {

// A facet and the values of which an article has one.
using FacetFilter = std::pair<std::string, std::vector<std::string>>;

struct Selection {
  std::vector<std::uint32_t> docids;  // ascending
  std::vector<std::string> missing;   // ids that the index does not have
};

[[nodiscard]] Result<Selection> select_ids(const Xapian::Database& database, const std::vector<std::string>& ids);
// Returns the articles that pass every filter.  A value that no article has is ErrorCode::bad_usage: it is more likely
// a typing error than meant, and a removal cannot be taken back.
[[nodiscard]] Result<Selection> select_filtered(const Xapian::Database& database,
                                                const std::vector<FacetFilter>& filters);

struct PruneSelection {
  std::vector<std::uint32_t> docids;  // of the articles whose file is gone or has them no more, ascending
  std::string doubt;                  // why they may be there after all; empty when nothing speaks for that
};
// A file is gone when its folder can be read and does not have it.  An article has left a file that is there when `run`
// has read all of the file and has no reason to keep the article.  There is doubt when a folder that was indexed is
// missing or empty, as one on a disk that is not mounted, or when more than a tenth of the index would go.
[[nodiscard]] Result<PruneSelection> select_gone(const Xapian::Database& database, const RunRecord& run);

// Returns the id of an article; empty when its record is damaged.
[[nodiscard]] std::string id_of(const Xapian::Database& database, std::uint32_t docid);

}  // namespace blotter

// Tells how two databases differ, through Xapian's public interface.
#pragma once

#include "common/error.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace blotter::glass {

// How the documents' data are read, where two databases may keep the same data in two ways.
struct DataView {
  using Reader = std::function<std::string(std::uint32_t docid)>;
  std::function<Reader(const std::string& directory)> open;  // none: data as they stand
  std::string metadata_key;                                  // an entry that serves the reading, and is not compared
};

// Walks both from end to end: counts, statistics and bounds, metadata, every document (data, values, terms,
// wdf, positions, length), every posting list (frequencies, wdf bounds, postings, lengths) and value slot.
// Gives what differs, one line each, at most `limit`; nothing if they are equal.  The identity of a database
// is not compared.
[[nodiscard]] Result<std::vector<std::string>> compare_databases(const std::string& left, const std::string& right,
                                                                 const DataView& view = {}, std::size_t limit = 20);

}  // namespace blotter::glass

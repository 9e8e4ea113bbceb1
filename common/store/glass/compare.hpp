// Lists the differences of two databases, read through Xapian's public interface.
#pragma once

#include "common/error.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace blotter::glass {

// How to read the documents' data, if two databases may store the same data in two ways.
struct DataView {
  using Reader = std::function<std::string(std::uint32_t docid)>;
  std::function<Reader(const std::string& directory)> open;  // empty: compares the stored bytes
  std::string metadata_key;                                  // an entry that `open` needs; it is not compared
};

// Compares both completely: counts, statistics and bounds, metadata, every document (data, values, terms,
// wdf, positions, length), every posting list (frequencies, wdf bounds, postings, lengths) and value slot.
// Returns one line per difference, at most `limit`; none if they are equal.  The identity of a database
// is not compared.
[[nodiscard]] Result<std::vector<std::string>> compare_databases(const std::string& left, const std::string& right,
                                                                 const DataView& view = {}, std::size_t limit = 20);

}  // namespace blotter::glass

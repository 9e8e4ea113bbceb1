// The file `iamglass`, which makes a directory a database: identity, revision, the roots of the tables,
// statistics. Format source: xapian-core 1.4.22, backends/glass/glass_version.cc.
#pragma once

#include "common/store/glass/table_builder.hpp"

#include <algorithm>
#include <cstdint>
#include <string>

namespace blotter::glass {

struct Statistics {
  std::uint64_t documents = 0;
  std::uint32_t last_docid = 0;
  std::uint32_t shortest = 0;  // of the documents that are not empty; 0 if there are none
  std::uint32_t longest = 0;
  std::uint32_t max_wdf = 0;
  std::uint64_t total_length = 0;

  void add(std::uint32_t length) {
    ++documents;
    total_length += length;
    longest = std::max(longest, length);
    if (length > 0 && (shortest == 0 || length < shortest)) shortest = length;
  }
  void add(const Statistics& other);
};

// The four tables that are written; the two of spellings and synonyms stay absent.
struct TableRoots {
  TableRoot postlist, docdata, termlist, position;
};

// Returns the bytes of the file, with a fresh random identity.
[[nodiscard]] std::string version_bytes(const TableRoots& tables, const Statistics& statistics);

}  // namespace blotter::glass

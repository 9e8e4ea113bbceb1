// The list of a document's terms: its length, the number of terms, then each term as what it shares with the
// one before and what follows.  Format source: xapian-core 1.4.22, backends/glass/glass_termlisttable.cc.
#pragma once

#include "common/store/glass/byte_buffer.hpp"
#include "common/store/glass/sorted_terms.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace blotter::glass {

struct DocumentTerm {
  std::uint32_t rank;
  std::uint32_t wdf;
};

// Orders the terms of a document by rank.  `scratch` is lent for speed.
void sort_terms(std::vector<DocumentTerm>& terms, std::vector<DocumentTerm>& scratch, std::uint32_t ranks);

// Sets `out` to the tag; `terms` are in order.  A document without terms has an empty one.
void encode_termlist(ByteBuffer& out, std::uint32_t length, std::span<const DocumentTerm> terms,
                     const SortedTerms& names);

}  // namespace blotter::glass

// Characteristic terms of a set of documents: the stems that are more frequent in it than outside of it.
#pragma once

#include "searcher/index/index.hpp"
#include "searcher/match/matcher.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace blotter::match {

struct CharacteristicTerm {
  std::string term;         // a stem's term
  std::uint32_t count = 0;  // documents of the set that contain it
  std::uint32_t all = 0;    // documents of the index that contain it
  double weight = 0;
};

// Returns the `most` heaviest, heaviest first, equal ones by term, counted over all of `documents`.  The weight is the
// offer weight of Robertson and Sparck Jones (S. E. Robertson, "On term selection for query expansion", Journal of
// Documentation 46, 1990), by which Xapian orders an expand set, too: the number of documents that have the term times
// its relevance weight.  Left out are stop words, numbers, single letters, terms that are no more frequent in the set
// than outside of it, and terms of one document alone when there are several.  May throw Xapian::Error.
[[nodiscard]] std::vector<CharacteristicTerm> characteristic_terms(const Index& index, const ShardSets& documents,
                                                                   std::size_t most);

}  // namespace blotter::match

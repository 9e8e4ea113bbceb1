// Watch lists: facets and values of the user's own, from TSV.
#pragma once

#include "common/error.hpp"
#include "indexer/facets/tagger.hpp"

#include <cstddef>
#include <filesystem>
#include <vector>

namespace blotter::facets {

struct WatchTables {
  std::vector<std::byte> block;  // a taxonomy::Lexicon whose values are "facet\tid"
  std::vector<WatchValue> values;
};

// Reads the files in turn: facet, id, label, alias|alias… with the conditions of the taxonomy's tables.  An
// empty label is the id; the label is an alias too.  A facet's name is lower-case letters, digits and
// hyphens.
[[nodiscard]] Result<WatchTables> read_watchlists(const std::vector<std::filesystem::path>& files);

}  // namespace blotter::facets

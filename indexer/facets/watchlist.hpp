// Watch lists: facets and values of the user's own, from TSV.
#pragma once

#include "common/error.hpp"
#include "indexer/facets/tagger.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace blotter::facets {

struct WatchTables {
  std::vector<std::byte> block;  // a taxonomy::Lexicon whose values are "facet\tid"
  std::vector<WatchValue> values;
  std::string text;  // the rows, by facet: what read_watchlists() takes as `kept`
};

// Reads the files in turn.  A file without tabs has a name on each line, perhaps with other spellings behind a '|':
// values of the facet `watch`, with identifiers made from the names.  Others are tables: facet, id, label, alias|alias…
// with the conditions of the taxonomy's tables.  An empty label is the id; the label is an alias too.  A facet's name
// is lower-case letters, digits and hyphens.  Rows of `kept`, the lists that an index was made with, come in for those
// facets that no file has rows of.
[[nodiscard]] Result<WatchTables> read_watchlists(const std::vector<std::filesystem::path>& files,
                                                  const std::string& kept = {});

}  // namespace blotter::facets

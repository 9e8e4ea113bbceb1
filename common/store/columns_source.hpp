// Reads what the columns of an index are made from: from all its terms and values, or from the columns of an earlier
// revision and the documents that have changed since.  Both ways give the same.
#pragma once

#include "common/store/columns.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace blotter::store {

// A list of strings in one piece of memory.
struct StringList {
  std::string text;
  std::vector<std::uint32_t> ends;

  void add(std::string_view s) {
    text += s;
    ends.push_back(static_cast<std::uint32_t>(text.size()));
  }
  [[nodiscard]] std::string_view operator[](std::size_t i) const {
    const std::uint32_t start = i == 0 ? 0 : ends[i - 1];
    return std::string_view(text).substr(start, ends[i] - start);
  }
};

struct IdColumn {
  std::vector<std::uint32_t> ranks;  // by docid: index of the document's id in `names`
  StringList names;                  // all ids, ascending
};

// The values of one facet, in the form of Column (columns.hpp): the codes of document d are codes[offsets[d]] up to
// codes[offsets[d + 1]], each an index in `names`.
struct FacetColumn {
  std::vector<std::uint32_t> offsets;
  std::vector<std::uint32_t> codes;
  StringList names;
};

// Documents that have changed: what the columns need of the terms of each that is there, ascending; nothing of one that
// was removed.
using ChangedDocuments = std::map<std::uint32_t, std::optional<std::vector<std::string>>>;

// Each function may throw Xapian::Error, also for a docid above the index's last.
class ColumnSource {
 public:
  virtual ~ColumnSource() = default;
  // Returns a bit set: bit d is set if document d exists.
  [[nodiscard]] virtual std::vector<std::uint64_t> live_docs() = 0;
  // Returns the days of publication by docid, YYYYMMDD; 0 when unknown.
  [[nodiscard]] virtual std::vector<std::uint32_t> dates() = 0;
  // Returns the lengths by docid, as Xapian counts them: the sum of the terms' wdf.
  [[nodiscard]] virtual std::vector<std::uint32_t> lengths() = 0;
  [[nodiscard]] virtual IdColumn ids() = 0;
  // Returns the column of the facet whose terms begin with `prefix` and a colon.
  [[nodiscard]] virtual FacetColumn facet(const std::string& name, const std::string& prefix) = 0;
};

// Reads the whole index.
[[nodiscard]] std::unique_ptr<ColumnSource> source_from_index(const Xapian::Database& database);
// Reads only the changed documents of the index.  `before` are the columns of an earlier revision, `changed` all
// documents that were added, replaced or removed since.  Both must outlive the source.  Returns null if `before`
// contradicts itself.
[[nodiscard]] std::unique_ptr<ColumnSource> source_from_changes(const Xapian::Database& database, const Columns& before,
                                                                const ChangedDocuments& changed);
// Returns what ChangedDocuments holds of a document: its terms with a prefix and a colon, but for those of names.
[[nodiscard]] std::vector<std::string> column_terms(const Xapian::Document& document);

// Returns `docid`, or throws Xapian::DatabaseCorruptError if it is above the index's last: a damaged table may have it.
[[nodiscard]] Xapian::docid checked_docid(const Xapian::Database& database, Xapian::docid docid);
// Returns the value from which a boolean term was made: the rest of the term behind its prefix, or, if the value was
// too long for a term, that of the article `holder`, which has the term.
[[nodiscard]] std::string value_of_term(const Xapian::Database& database, const std::string& term,
                                        std::string_view prefix, Xapian::docid holder);

}  // namespace blotter::store

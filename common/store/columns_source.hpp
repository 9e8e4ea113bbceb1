// What the columns of an index are made from: its terms and values, or the columns of an earlier revision and the
// documents that have changed since.  Both give the same.
#pragma once

#include "common/store/columns.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace blotter::store {

// Strings one after the other.
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
  std::vector<std::uint32_t> ranks;  // by docid
  StringList names;                  // ascending
};

// As Column in columns.hpp.
struct FacetColumn {
  std::vector<std::uint32_t> offsets;
  std::vector<std::uint32_t> codes;
  StringList names;
};

// Each function may throw Xapian::Error, also for a docid above the index's last.
class ColumnSource {
 public:
  virtual ~ColumnSource() = default;
  // Bit d is set when document d exists.
  [[nodiscard]] virtual std::vector<std::uint64_t> present() = 0;
  [[nodiscard]] virtual std::vector<std::uint32_t> dates() = 0;
  [[nodiscard]] virtual IdColumn ids() = 0;
  // Returns the column of the facet whose terms begin with `prefix` and a colon.
  [[nodiscard]] virtual FacetColumn facet(const std::string& name, const std::string& prefix) = 0;
};

// Reads the whole index.
[[nodiscard]] std::unique_ptr<ColumnSource> source_from_index(const Xapian::Database& database);
// Reads of the index only the changed documents.  `before` are the columns of its earlier revision; `changed` are all
// docids that were added, replaced or removed since.  Both have to outlive the source.  Null where `before` cannot be
// continued.
[[nodiscard]] std::unique_ptr<ColumnSource> source_from_changes(const Xapian::Database& database, const Columns& before,
                                                                const std::vector<std::uint32_t>& changed);

// Returns the docid if it is one of the index: the tables may be damaged where they have no checksums.
[[nodiscard]] Xapian::docid checked_docid(const Xapian::Database& database, Xapian::docid docid);
// Returns the value that a boolean term was made of.  It stands in the term, unless it was too long for one: then it is
// looked up in the article `holder`, which has the term.
[[nodiscard]] std::string value_of_term(const Xapian::Database& database, const std::string& term,
                                        std::string_view prefix, Xapian::docid holder);

}  // namespace blotter::store

// Facet values, dates and ids by docid, for counting and sorting without opening documents.
//
// All columns are in one block of memory.  Facet columns are dictionary-encoded and built from the facets' terms.
// load() maps the file `columns` of the index if it has its checksum and was written for the revision that is open;
// otherwise it builds the block in memory.  Every number in the file is checked before it is used.
#pragma once

#include "common/error.hpp"
#include "common/store/database.hpp"
#include "common/store/side_file.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace blotter::store {

// The values of one facet.  Document d has values codes[offsets[d]] … codes[offsets[d + 1] - 1], ascending.
struct Column {
  std::string name;
  std::span<const std::uint32_t> offsets;  // last_docid + 2 of them
  std::span<const std::uint32_t> codes;
  std::vector<std::string_view> values;  // by code, ascending

  [[nodiscard]] std::span<const std::uint32_t> of(std::uint32_t docid) const {
    return codes.subspan(offsets[docid], offsets[docid + 1] - offsets[docid]);
  }
  // Returns the code of a value, or -1.
  [[nodiscard]] std::int64_t code(std::string_view value) const;
};

// The columns of one shard.  Immutable, safe to share between threads.
class Columns {
 public:
  // Returns the columns of an index at the revision at which it is open.  Writes nothing.  May throw Xapian::Error.
  [[nodiscard]] static std::shared_ptr<const Columns> load(const OpenIndex& index);
  // Likewise from the file alone; null when it is absent, damaged or of another revision.
  [[nodiscard]] static std::shared_ptr<const Columns> stored(const OpenIndex& index);

  Columns(const Columns&) = delete;
  Columns& operator=(const Columns&) = delete;

  [[nodiscard]] std::uint32_t last_docid() const { return last_docid_; }
  [[nodiscard]] std::uint32_t documents() const { return documents_; }
  // Bit d is set when document d exists.
  [[nodiscard]] std::span<const std::uint64_t> live_docs() const { return live_docs_; }
  // YYYYMMDD by docid, 0 when unknown.
  [[nodiscard]] std::span<const std::uint32_t> dates() const { return dates_; }
  // Number of words by docid, those of the title weighted, as Xapian::Database::get_doclength gives it.
  [[nodiscard]] std::span<const std::uint32_t> lengths() const { return lengths_; }
  // Returns the rank of a document's id among all ids in byte order, by docid.
  [[nodiscard]] std::span<const std::uint32_t> id_ranks() const { return id_ranks_; }
  // Returns the id of that rank.
  [[nodiscard]] std::string_view id(std::uint32_t rank) const;
  [[nodiscard]] const std::vector<Column>& facets() const { return facets_; }
  // Returns the facet's column, "group" for the near-duplicate groups, or null.
  [[nodiscard]] const Column* find(std::string_view name) const;
  // Returns the number of articles in the near-duplicate group of that name; 0 when there is no such group.
  [[nodiscard]] std::uint32_t group_size(std::string_view name) const;

 private:
  Columns() = default;
  // Reads the parts of the file; false when one is missing or out of range.
  bool attach(SideFile file);

  std::optional<SideFile> file_;
  std::uint32_t last_docid_ = 0;
  std::uint32_t documents_ = 0;
  std::span<const std::uint64_t> live_docs_;
  std::span<const std::uint32_t> dates_;
  std::span<const std::uint32_t> lengths_;
  std::span<const std::uint32_t> id_ranks_;
  std::span<const std::uint32_t> id_ends_;
  std::string_view id_text_;
  std::vector<Column> facets_;
  std::span<const std::uint32_t> group_sizes_;  // by code of the column "group"
};

// Writes the side files, columns and checksums, for the index in `directory` at its present revision, if they are
// missing.  Call it after a commit, while holding the index's lock.  Each file is replaced in one step.
[[nodiscard]] Result<void> write_columns(const std::string& directory);

}  // namespace blotter::store

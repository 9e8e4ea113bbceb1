// Facet values, dates and ids by document number, for counting and sorting without opening documents.
//
// One image holds them: dictionary-coded arrays, one a facet, made from the terms and value slots.  It is kept in a
// side file of the index ("columns"), mapped when it has its checksum and belongs to the index's very revision, and
// made anew in memory when not.  Every number in it is checked before use: a damaged file is made anew, never believed.
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
  // Code of a value, or -1.
  [[nodiscard]] std::int64_t code(std::string_view value) const;
};

// Columns of one index (one shard).  Immutable; threads share one.
class Columns {
 public:
  // Those of an index at the revision at which it is open.  Writes nothing.  May throw Xapian::Error, as any reading of
  // the database.
  [[nodiscard]] static std::shared_ptr<const Columns> load(const OpenIndex& index);

  Columns(const Columns&) = delete;
  Columns& operator=(const Columns&) = delete;

  [[nodiscard]] std::uint32_t last_docid() const { return last_docid_; }
  [[nodiscard]] std::uint32_t documents() const { return documents_; }
  // Bit d is set when document d exists.
  [[nodiscard]] std::span<const std::uint64_t> live_docs() const { return live_docs_; }
  // YYYYMMDD by document number, 0 when unknown.
  [[nodiscard]] std::span<const std::uint32_t> dates() const { return dates_; }
  // Place of a document's id among all ids in byte order, by document number.
  [[nodiscard]] std::span<const std::uint32_t> id_ranks() const { return id_ranks_; }
  // The id of that place.
  [[nodiscard]] std::string_view id(std::uint32_t rank) const;
  [[nodiscard]] const std::vector<Column>& facets() const { return facets_; }
  // The facet's column, "group" for the near-duplicate groups, or null.
  [[nodiscard]] const Column* find(std::string_view name) const;
  // Articles of the near-duplicate group of that name, 0 for a name that is no group's.
  [[nodiscard]] std::uint32_t group_size(std::string_view name) const;

 private:
  Columns() = default;
  // Takes the file apart; false when it is not sound.
  bool attach(SideFile file);

  std::optional<SideFile> file_;
  std::uint32_t last_docid_ = 0;
  std::uint32_t documents_ = 0;
  std::span<const std::uint64_t> live_docs_;
  std::span<const std::uint32_t> dates_;
  std::span<const std::uint32_t> id_ranks_;
  std::span<const std::uint32_t> id_ends_;
  std::string_view id_text_;
  std::vector<Column> facets_;
  std::span<const std::uint32_t> group_sizes_;  // by code of the column "group"
};

// Writes the side files, columns and checksums, for the index in `directory` as it now stands, if they are not there;
// call it after a commit, with the index to oneself.  Each is replaced in one step.
[[nodiscard]] Result<void> write_columns(const std::string& directory);

}  // namespace blotter::store

// What a run changes in an index, noted so that its side files can be brought up to date without reading all of it.
#pragma once

#include "common/store/columns.hpp"
#include "common/store/columns_source.hpp"
#include "common/store/table_writes.hpp"

#include <cstdint>
#include <memory>
#include <string>

namespace blotter::store {

class IndexChanges {
 public:
  // Begins with the index in `directory` as it is now, if there is one.  The caller holds its lock.
  explicit IndexChanges(std::string directory);

  // Notes a document that is added or replaced.
  void put(std::uint32_t docid, const Xapian::Document& document) { documents_[docid] = column_terms(document); }
  // Notes one that is removed.
  void remove(std::uint32_t docid) { documents_[docid].reset(); }
  // Does what write_columns() does, and gives the same files.  All documents that have changed were noted, and all
  // writing was done by this program.
  [[nodiscard]] Result<void> write_side_files();

 private:
  std::string directory_;
  Revision since_;
  std::shared_ptr<const Columns> columns_;  // as they were; null where there were none
  std::unique_ptr<TableWrites> writes_;
  ChangedDocuments documents_;
};

}  // namespace blotter::store

// What a run changes in an index, noted so that its side files can be brought up to date without reading all of it.
#pragma once

#include "common/store/columns.hpp"
#include "common/store/table_writes.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace blotter::store {

class IndexChanges {
 public:
  // Begins with the index in `directory` as it is now, if there is one.  The caller holds its lock.
  explicit IndexChanges(std::string directory);

  // Notes a document that is added, replaced or removed.
  void add(std::uint32_t docid) { documents_.push_back(docid); }
  // Does what write_columns() does, and gives the same files.  All documents that have changed were noted, and all
  // writing was done by this program.
  [[nodiscard]] Result<void> write_side_files();

 private:
  [[nodiscard]] Result<void> write_changed_columns() const;

  std::string directory_;
  Revision since_;
  std::shared_ptr<const Columns> columns_;  // as they were; null where there were none
  std::unique_ptr<TableWrites> writes_;
  std::vector<std::uint32_t> documents_;
};

}  // namespace blotter::store

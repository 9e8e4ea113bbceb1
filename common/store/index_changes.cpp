#include "common/store/index_changes.hpp"

#include "common/store/columns_image.hpp"

#include <utility>

namespace blotter::store {

IndexChanges::IndexChanges(std::string directory) : directory_(std::move(directory)) {
  const Result<OpenIndex> index = open(directory_);
  if (!index) return;  // a new one, or a damaged one, which whoever writes it reports
  try {
    since_ = revision_of(index->database);
    writes_ = std::make_unique<TableWrites>(index->folder->descriptor(), since_);
    columns_ = Columns::stored(*index);
  } catch (const Xapian::Error&) {
    columns_.reset();
  }
}

Result<void> IndexChanges::write_side_files() {
  if (columns_)
    if (Result<void> done = write_changed_columns(); !done) return done;
  return write_columns(directory_);
}

Result<void> IndexChanges::write_changed_columns() const {
  const Result<OpenIndex> index = open(directory_);
  if (!index) return tl::unexpected<Error>(index.error());
  try {
    if (revision_of(index->database) == since_) return {};
    const auto source = source_from_changes(index->database, *columns_, documents_);
    if (!source) return {};
    return replace_file(index->folder->descriptor(), columns_file, make_image(index->database, *source));
  } catch (const Xapian::Error& error) {
    return tl::unexpected<Error>(to_error(error));
  }
}

}  // namespace blotter::store

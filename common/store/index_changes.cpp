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
  const Result<OpenIndex> index = open(directory_);
  if (!index) return tl::unexpected<Error>(index.error());
  try {
    const Revision revision = revision_of(index->database);
    const auto source =
        columns_ && revision != since_ ? source_from_changes(index->database, *columns_, documents_) : nullptr;
    if (!source) return write_columns(directory_);
    const std::string image = make_image(index->database, *source);
    const Result<void> replaced = replace_file(index->folder->descriptor(), columns_file, image);
    return replaced ? renew_checksums(*index->folder, revision) : replaced;
  } catch (const Xapian::Error& error) {
    return tl::unexpected<Error>(to_error(error));
  }
}

}  // namespace blotter::store

// The folder of an index, pinned: what is opened through it belongs to one generation, also when the folder is
// exchanged for another meanwhile.
#pragma once

#include "common/error.hpp"
#include "common/store/index_files.hpp"
#include "common/store/side_file.hpp"
#include "common/store/table_guard.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace blotter::store {

class IndexFolder {
 public:
  // Opens DIRECTORY, which may be a symbolic link; nothing in it may be one.  Only a folder with a regular `iamglass`
  // is an index: Xapian's stub files, which may name programs and servers, are never followed.  Reads of the tables
  // are checked from now on, where the index has checksums.  ErrorCode::index when it is no index or is damaged.
  [[nodiscard]] static Result<std::shared_ptr<const IndexFolder>> open(const std::string& directory);

  [[nodiscard]] int descriptor() const { return folder_.get(); }
  // By which Xapian opens this very folder, as long as this object lives.
  [[nodiscard]] std::string xapian_path() const;
  [[nodiscard]] const std::string& directory() const { return directory_; }
  // Whether DIRECTORY is still this folder.
  [[nodiscard]] bool is_current() const;
  // That the folder is as whole as its checksums say, for a database that was opened in it and is at `revision`.
  [[nodiscard]] Result<void> check(const Revision& revision) const;
  // The revision that the checksums are of, if there are any.
  [[nodiscard]] std::optional<Revision> checksums_of() const;

 private:
  IndexFolder() = default;
  Result<void> guard_tables();
  friend Result<void> write_checksums(const IndexFolder& folder, const Revision& revision);

  std::string directory_;
  Descriptor folder_;
  std::vector<Descriptor> tables_;  // keep their inodes from being used again
  std::optional<SideFile> checksums_;
  std::vector<std::unique_ptr<TableGuard>> guards_;
};

// Writes the checksums of the tables as they stand; the caller holds the index at that revision.  A block that was not
// written since the checksums before keeps the one that it had, so that damage is not taken for its new content.
[[nodiscard]] Result<void> write_checksums(const IndexFolder& folder, const Revision& revision);

// Reads every block of the tables and names what does not have its checksum, a line each.  Blocks that were written
// since the checksums were made, by a run that was killed, have none.
[[nodiscard]] std::vector<std::string> verify_checksums(const IndexFolder& folder);

}  // namespace blotter::store

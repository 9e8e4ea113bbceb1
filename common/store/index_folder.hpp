// The folder of an index, held open: everything opened through it belongs to one generation, also if the folder is
// replaced meanwhile.
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
  // are checked from now on, where the index has checksums.  ErrorCode::index when it is not an index or is damaged.
  [[nodiscard]] static Result<std::shared_ptr<const IndexFolder>> open(const std::string& directory);

  [[nodiscard]] int descriptor() const { return folder_.get(); }
  // Returns the path by which Xapian opens this folder, valid as long as this object.
  [[nodiscard]] std::string xapian_path() const;
  [[nodiscard]] const std::string& directory() const { return directory_; }
  // Returns whether DIRECTORY is still this folder.
  [[nodiscard]] bool is_current() const;
  // Checks the folder against its checksums, for a database that was opened in it and is at `revision`.
  [[nodiscard]] Result<void> check(const Revision& revision) const;
  // Returns the revision that the checksums are of, if there are any.
  [[nodiscard]] std::optional<Revision> checksums_of() const;
  // Returns the checksums of a table ("postlist.glass"), if there are any; they refer to this object.
  [[nodiscard]] std::optional<TableChecksums> checksums_of(const char* table) const;

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

// Writes the checksums of the tables; the caller holds the index's lock.  A block that was not written since the last
// checksums were made keeps its checksum, so that damage is not taken for new content.
[[nodiscard]] Result<void> write_checksums(const IndexFolder& folder, const Revision& revision);
// Likewise, unless there are those of the revision.
[[nodiscard]] Result<void> renew_checksums(const IndexFolder& folder, const Revision& revision);

// Reads every block of the tables and returns a line for each that does not have its checksum.  Blocks that a killed
// run wrote since the checksums were made have none.
[[nodiscard]] std::vector<std::string> verify_checksums(const IndexFolder& folder);

}  // namespace blotter::store

// The folder beside an index in which its next form is built.
#pragma once

#include "common/error.hpp"

#include <cstdint>
#include <string>

namespace blotter {

// DIRECTORY.building, held by a lock so that two builds cannot share it.  What a killed build left there is cleared by
// the next one; what is left at the end goes with the object.
class BuildFolder {
 public:
  // Whether what is at DIRECTORY can be replaced: not the root of a file system, nor in a folder that is read-only.
  [[nodiscard]] static bool can_replace(const std::string& directory);
  // DIRECTORY may be a symbolic link, which stays.  ErrorCode::index when another process holds the folder.
  [[nodiscard]] static Result<BuildFolder> claim(const std::string& directory);
  BuildFolder(BuildFolder&& other) noexcept;
  BuildFolder& operator=(BuildFolder&&) = delete;
  BuildFolder(const BuildFolder&) = delete;
  BuildFolder& operator=(const BuildFolder&) = delete;
  ~BuildFolder();

  [[nodiscard]] const std::string& path() const { return path_; }
  // Puts the index at `built`, a folder in this one, where DIRECTORY is, in one step.  What was there goes.
  [[nodiscard]] Result<void> install(const std::string& built);

 private:
  BuildFolder() = default;

  std::string directory_;
  std::string path_;
  int lock_ = -1;
};

// Bytes of the files in a directory.
[[nodiscard]] std::uint64_t bytes_in(const std::string& directory);

}  // namespace blotter

// The folder beside an index in which its next form is built.
#pragma once

#include "common/error.hpp"
#include "indexer/write/index_lock.hpp"

#include <optional>
#include <string>

namespace blotter {

// DIRECTORY.building, with a mark and a lock of its own.  What a killed build left there is cleared by the next one;
// what is left at the end goes with the object.  Only files that we made go: what else is in an index that was replaced
// moves to the new one.
class BuildFolder {
 public:
  // Returns whether the index's folder can be replaced: not the root of a mount, nor in a folder that is
  // read-only.
  [[nodiscard]] static bool can_replace(const IndexLock& index);
  // `index` must outlive the object.  ErrorCode::bad_usage when a folder of that name is not ours,
  // ErrorCode::io when the index is the root of a mount or nothing can be written beside it.
  [[nodiscard]] static Result<BuildFolder> claim(IndexLock& index);
  // Clears what a killed build left, if it left anything.
  static void clear_left_over(const IndexLock& index);
  BuildFolder(BuildFolder&& other) noexcept;
  BuildFolder& operator=(BuildFolder&&) = delete;
  BuildFolder(const BuildFolder&) = delete;
  BuildFolder& operator=(const BuildFolder&) = delete;
  ~BuildFolder();

  [[nodiscard]] std::string path() const { return index_->build_folder(); }
  // Has the index at `built`, a folder in this one, change places with the one that is there, in one step and durably.
  [[nodiscard]] Result<void> install(const std::string& built);

 private:
  BuildFolder(IndexLock& index, MarkLock&& lock) : index_(&index), lock_(std::move(lock)) {}

  IndexLock* index_;
  std::optional<MarkLock> lock_;
};

}  // namespace blotter

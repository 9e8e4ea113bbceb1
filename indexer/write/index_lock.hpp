// The exclusive lock for writing an index.
#pragma once

#include "common/error.hpp"
#include "indexer/write/mark_lock.hpp"

#include <string>
#include <vector>

namespace blotter {

// Held by one run at a time, for everything that changes an index: the first build, additions, updates, removals,
// compaction.  Its holder may remove what a killed run left.
class IndexLock {
 public:
  enum class Missing { error, created };  // what to do about an index that is not there

  // `directory` is absent, an empty folder, or an index of ours (identified by its mark, or by its tables if it is
  // older than the marks); anything else is ErrorCode::bad_usage and stays untouched.  It may be a symbolic link, which
  // is retained.  ErrorCode::index if there is no index and none may be created, or if another run has the lock and
  // `wait` is false.
  [[nodiscard]] static Result<IndexLock> acquire(const std::string& directory, Missing missing, bool wait);
  IndexLock(IndexLock&& other) noexcept;
  IndexLock& operator=(IndexLock&&) = delete;
  IndexLock(const IndexLock&) = delete;
  IndexLock& operator=(const IndexLock&) = delete;
  // Releases the lock; gives what root wrote to the folder's owner.  If no index was made, removes the mark and the
  // folder that was created for it.
  ~IndexLock();

  // Absolute, behind symbolic links, without a slash at the end.
  [[nodiscard]] const std::string& directory() const { return directory_; }
  [[nodiscard]] std::string build_folder() const { return directory_ + ".building"; }
  // Returns whether there are tables already.
  [[nodiscard]] bool has_index() const;
  // Returns the files in the index's folder that are not part of the index.  Nothing that is done to it removes them.
  [[nodiscard]] std::vector<std::string> strays() const;
  // Fails with ErrorCode::index when the folder has been moved, or another one put in its place, since it was locked.
  [[nodiscard]] Result<void> check_place() const;
  [[nodiscard]] std::string mark() const { return lock_.text(); }
  // Takes over `next`, the lock of the folder that has replaced the index's folder.
  void move_to(MarkLock&& next) { lock_ = std::move(next); }

 private:
  IndexLock(std::string directory, MarkLock&& lock, bool made_folder)
      : directory_(std::move(directory)), lock_(std::move(lock)), made_folder_(made_folder) {}

  std::string directory_;
  MarkLock lock_;
  bool made_folder_;
};

// Checks without changing anything whether acquire() would accept `directory`; ErrorCode::bad_usage if not.
[[nodiscard]] Result<void> check_is_ours(const std::string& directory);

// Returns the total size in bytes of the files in a directory.
[[nodiscard]] std::uint64_t bytes_in(const std::string& directory);

}  // namespace blotter

// The right to write an index.
#pragma once

#include "common/error.hpp"
#include "indexer/write/mark_lock.hpp"

#include <string>
#include <vector>

namespace blotter {

// Held by one run at a time, for all that it does to an index: the first build, additions, updates, removals,
// compaction.  Whoever has it may take away what a killed run left.
class IndexLock {
 public:
  enum class Missing { error, created };  // what to do about an index that is not there

  // `directory` is absent, an empty folder, or an index of ours (its mark, or for one of before the marks its tables,
  // say so); anything else is ErrorCode::bad_usage, and not touched.  It may be a symbolic link, which stays.
  // ErrorCode::index when there is no index and it is not to be created, or another run has the lock and `wait` is
  // false.
  [[nodiscard]] static Result<IndexLock> acquire(const std::string& directory, Missing missing, bool wait);
  IndexLock(IndexLock&& other) noexcept;
  IndexLock& operator=(IndexLock&&) = delete;
  IndexLock(const IndexLock&) = delete;
  IndexLock& operator=(const IndexLock&) = delete;
  // Takes the mark back, and a folder that was made for it, where no index came of it.
  ~IndexLock();

  // Absolute, behind symbolic links, without a slash at the end.
  [[nodiscard]] const std::string& directory() const { return directory_; }
  [[nodiscard]] std::string build_folder() const { return directory_ + ".building"; }
  // Returns whether there are tables already.
  [[nodiscard]] bool has_index() const;
  // Files in the index's folder that are not the index's.  They stay, whatever is done to the index.
  [[nodiscard]] std::vector<std::string> strays() const;
  [[nodiscard]] std::string mark() const { return lock_.text(); }
  // The folder was exchanged for one in which `next` locks the mark.
  void move_to(MarkLock&& next) { lock_ = std::move(next); }

 private:
  IndexLock(std::string directory, MarkLock&& lock, bool made_folder)
      : directory_(std::move(directory)), lock_(std::move(lock)), made_folder_(made_folder) {}

  std::string directory_;
  MarkLock lock_;
  bool made_folder_;
};

// Returns whether what is at `directory` may be indexed into, as acquire() says; touches nothing.
[[nodiscard]] Result<void> check_is_ours(const std::string& directory);

// Returns the bytes of the files in a directory.
[[nodiscard]] std::uint64_t bytes_in(const std::string& directory);

}  // namespace blotter

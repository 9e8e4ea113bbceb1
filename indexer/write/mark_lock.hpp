// The lock on the mark of an index folder.
#pragma once

#include "common/error.hpp"

#include <optional>
#include <string>

namespace blotter {

// Held until the object goes, or the process ends.  The lock is on a file, and names can be moved meanwhile: it counts
// only while the file is still the one at its path, which acquire() checks after it has the lock.
class MarkLock {
 public:
  // Makes the mark of `folder` from `mark` if there is none, and locks it.  Nothing when the folder or its mark was
  // replaced or removed meanwhile: look again what is there.  ErrorCode::index when another run holds it and `wait` is
  // false; ErrorCode::io when the mark cannot be written.
  [[nodiscard]] static Result<std::optional<MarkLock>> acquire(const std::string& folder, const std::string& mark,
                                                               bool wait);
  MarkLock(MarkLock&& other) noexcept;
  MarkLock& operator=(MarkLock&& other) noexcept;
  MarkLock(const MarkLock&) = delete;
  MarkLock& operator=(const MarkLock&) = delete;
  ~MarkLock();

  // Returns whether the mark is still that of `folder`: the lock is of no other that was put there since.
  [[nodiscard]] bool is_of(const std::string& folder) const;
  // Returns what the mark says.
  [[nodiscard]] std::string text() const;

 private:
  MarkLock() = default;

  int file_ = -1;
};

}  // namespace blotter

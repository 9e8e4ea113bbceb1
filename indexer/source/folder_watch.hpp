// Reports changes in folders, by inotify, for --follow.
#pragma once

#include "common/error.hpp"

#include <memory>
#include <set>
#include <string>
#include <vector>

namespace blotter::source {

// Changes since the previous call.
struct FolderChanges {
  std::set<std::string> files;  // canonical paths, written, moved in or gone
  bool rescan = false;          // only a complete walk can find the changes: a folder was added or removed, an ignore
                                // list changed, or the kernel's queue overflowed
};

// Watches the folders of the paths (a file's is the one that holds it) and those below, without indexes and hidden
// folders.
class FolderWatch {
 public:
  // ErrorCode::io when the kernel has no more watches, with the setting that gives more; a path that is not there is
  // left out.
  [[nodiscard]] static Result<FolderWatch> create(const std::vector<std::string>& paths);
  FolderWatch(FolderWatch&&) noexcept;
  FolderWatch& operator=(FolderWatch&&) noexcept;
  ~FolderWatch();

  // Waits for a change, then one more second, so that a burst is one batch.  Returns no changes if a signal arrived
  // (interrupt.hpp).  New folders are watched, too.
  [[nodiscard]] Result<FolderChanges> wait();

 private:
  FolderWatch();
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace blotter::source

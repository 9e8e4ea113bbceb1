// What changes in folders, by inotify: --follow.
#pragma once

#include "common/error.hpp"

#include <memory>
#include <set>
#include <string>
#include <vector>

namespace blotter::source {

// What has changed since the last look.
struct FolderChanges {
  std::set<std::string> files;  // canonical paths, written, moved in or gone
  bool rescan = false;          // something that only a walk through everything tells: a folder came or went, too many
                                // events to be kept, an ignore list changed
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

  // Waits for a change, then for a second in which others may follow, so that a burst is one batch.  Nothing in it when
  // a signal came (interrupt.hpp).  Folders that came are watched, too.
  [[nodiscard]] Result<FolderChanges> wait();

 private:
  FolderWatch();
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace blotter::source

#include "indexer/write/build_folder.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <utility>

namespace blotter {

namespace fs = std::filesystem;

namespace {

// Absolute, behind symbolic links, and without a slash at the end: what can be renamed.
fs::path resolved(const std::string& directory) {
  std::error_code error;
  fs::path path = fs::weakly_canonical(directory, error);
  if (error) path = fs::absolute(directory);
  return path.has_filename() ? path : path.parent_path();
}

}  // namespace

bool BuildFolder::can_replace(const std::string& directory) {
  const fs::path path = resolved(directory);
  struct stat own {};
  struct stat parent {};
  return stat(path.c_str(), &own) == 0 && stat(path.parent_path().c_str(), &parent) == 0 &&
         own.st_dev == parent.st_dev && access(path.parent_path().c_str(), W_OK) == 0;
}

Result<BuildFolder> BuildFolder::claim(const std::string& directory) {
  BuildFolder folder;
  folder.directory_ = resolved(directory);
  folder.path_ = folder.directory_ + ".building";
  std::error_code error;
  fs::create_directories(folder.path_, error);
  if (error) return fail(ErrorCode::io, "cannot make '" + folder.path_ + "': " + error.message());
  folder.lock_ = ::open(folder.path_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder.lock_ < 0 || flock(folder.lock_, LOCK_EX | LOCK_NB) != 0)
    return fail(ErrorCode::index, "another blotter-index is building '" + directory + "'", "wait for it to end");
  for (const fs::directory_entry& left : fs::directory_iterator(folder.path_, error))
    fs::remove_all(left.path(), error);
  return folder;
}

BuildFolder::BuildFolder(BuildFolder&& other) noexcept
    : directory_(std::move(other.directory_)), path_(std::move(other.path_)), lock_(std::exchange(other.lock_, -1)) {}

BuildFolder::~BuildFolder() {
  if (lock_ < 0) return;
  std::error_code ignored;
  fs::remove_all(path_, ignored);
  close(lock_);
}

Result<void> BuildFolder::install(const std::string& built) {
  const unsigned how = fs::exists(directory_) ? RENAME_EXCHANGE : RENAME_NOREPLACE;
  if (syscall(SYS_renameat2, AT_FDCWD, built.c_str(), AT_FDCWD, directory_.c_str(), how) == 0) return {};
  return fail(ErrorCode::io, "cannot move the new index to '" + directory_ + "': " + std::strerror(errno));
}

std::uint64_t bytes_in(const std::string& directory) {
  std::uint64_t total = 0;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(directory, error))
    if (entry.is_regular_file(error)) total += entry.file_size(error);
  return total;
}

}  // namespace blotter

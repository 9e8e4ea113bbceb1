#include "indexer/write/build_folder.hpp"

#include "common/store/index_files.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <system_error>
#include <unistd.h>
#include <utility>
#include <vector>

namespace blotter {

namespace fs = std::filesystem;

namespace {

constexpr int max_names = 1000;  // tried for a stray file whose name is taken

tl::unexpected<Error> io_error(const std::string& what) {
  const std::string reason = std::generic_category().message(errno);
  return fail(ErrorCode::io, what + ": " + reason);
}

std::vector<fs::path> entries_of(const fs::path& folder) {
  std::vector<fs::path> entries;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) entries.push_back(entry.path());
  return entries;
}

fs::file_type type_of(const fs::path& path) {
  std::error_code error;
  return fs::symlink_status(path, error).type();
}

bool rename_no_replace(const fs::path& from, const fs::path& to) {
  return syscall(SYS_renameat2, AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0;
}

// Under its name, or that with a number where the name is taken.
void move_into(const fs::path& folder, const fs::path& stray) {
  const std::string name = stray.filename();
  if (rename_no_replace(stray, folder / name)) return;
  for (int i = 1; i < max_names && errno == EEXIST; ++i)
    if (rename_no_replace(stray, folder / fmt::format("{}.{}", name, i))) return;
}

// Of a complete index: its files go, others move to the index that replaced it.
void clear_index(const fs::path& old, const fs::path& index) {
  std::error_code error;
  for (const fs::path& path : entries_of(old)) {
    const std::string name = path.filename();
    const bool ours = store::is_index_file(name) || store::is_temporary_file(name);
    if (!ours || type_of(path) != fs::file_type::regular) move_into(index, path);
    else if (name != store::mark_file) fs::remove(path, error);
  }
  // Last: without it a folder that could not be emptied would no longer be known as ours.
  if (entries_of(old).size() == 1) fs::remove(old / store::mark_file, error);
  ::rmdir(old.c_str());
}

// A folder of parts that never became an index.
void clear_parts(const fs::path& folder) {
  std::error_code error;
  for (const fs::path& path : entries_of(folder)) {
    const std::string name = path.filename();
    if (type_of(path) == fs::file_type::directory && (name == "merged" || name.starts_with("part-"))) clear_parts(path);
    else if (store::is_index_file(name) || store::is_temporary_file(name)) fs::remove(path, error);
  }
  ::rmdir(folder.c_str());
}

void clear(const fs::path& building, const fs::path& index) {
  std::error_code error;
  for (const fs::path& path : entries_of(building)) {
    const std::string name = path.filename();
    if (type_of(path) != fs::file_type::directory) {
      if (store::is_temporary_file(name)) fs::remove(path, error);
    } else if (store::is_marked(path)) {
      clear_index(path, index);
    } else if (name == "built" || name == "merged" || name == "compact") {
      clear_parts(path);
    }
  }
}

// An index of that name is somebody's own.
bool is_ours(const fs::path& building) {
  return type_of(building) == fs::file_type::directory && store::is_marked(building) &&
         type_of(building / store::version_file) == fs::file_type::not_found;
}

void remove_folder(const fs::path& building) {
  if (entries_of(building).size() == 1) ::unlink((building / store::mark_file).c_str());
  ::rmdir(building.c_str());
}

// Waits until a folder's files, and their names, are on disk.
Result<void> sync_folder(const fs::path& folder) {
  std::vector<fs::path> paths = entries_of(folder);
  paths.push_back(folder);
  for (const fs::path& path : paths) {
    const int file = ::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (file < 0) continue;  // a link or a socket: not ours
    const int synced = ::fsync(file);
    const int error = errno;
    ::close(file);
    errno = error;
    if (synced != 0 && errno != EINVAL) return io_error("cannot store '" + path.string() + "'");
  }
  return {};
}

void sync_name(const fs::path& folder) {
  const int file = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file < 0) return;
  (void)::fsync(file);  // the exchange is done: the worst that can come is the old index after a crash
  ::close(file);
}

// Also one that shows a folder of the same file system, which st_dev does not tell.
bool is_mount_root(const fs::path& folder) {
  struct statx status {};
  return ::statx(AT_FDCWD, folder.c_str(), AT_SYMLINK_NOFOLLOW, 0, &status) == 0 &&
         (status.stx_attributes & STATX_ATTR_MOUNT_ROOT) != 0;
}

tl::unexpected<Error> cannot_be_replaced(const std::string& directory, const std::string& why) {
  return fail(ErrorCode::io, "'" + directory + "' cannot be replaced: " + why,
              "--writer update adds to it in place; --merge NEW-DIR " + directory + " makes a compact copy");
}

}  // namespace

bool BuildFolder::can_replace(const IndexLock& index) {
  const fs::path path = index.directory();
  if (is_mount_root(path)) return false;
  struct stat own {};
  struct stat parent {};
  return stat(path.c_str(), &own) == 0 && stat(path.parent_path().c_str(), &parent) == 0 &&
         own.st_dev == parent.st_dev && access(path.parent_path().c_str(), W_OK) == 0;
}

Result<BuildFolder> BuildFolder::claim(IndexLock& index) {
  if (is_mount_root(index.directory())) return cannot_be_replaced(index.directory(), "something is mounted there");
  const fs::path path = index.build_folder();
  if (::mkdir(path.c_str(), 0700) != 0) {
    if (errno != EEXIST) return io_error("cannot make '" + path.string() + "'");
    const bool empty = type_of(path) == fs::file_type::directory && entries_of(path).empty();
    if (!empty && !is_ours(path))
      return fail(ErrorCode::bad_usage, "'" + path.string() + "' is in the way, and is not ours", "move it elsewhere");
  }
  Result<std::optional<MarkLock>> lock = MarkLock::acquire(path, store::mark_text(), false);
  if (!lock) {
    ::rmdir(path.c_str());  // empty when there was no room for the mark
    return tl::unexpected(lock.error());
  }
  if (!*lock) return fail(ErrorCode::io, "'" + path.string() + "' was removed by somebody else");
  clear(path, index.directory());
  return BuildFolder(index, std::move(**lock));
}

void BuildFolder::clear_left_over(const IndexLock& index) {
  const fs::path path = index.build_folder();
  if (type_of(path) != fs::file_type::directory) return;
  if (!is_ours(path)) {
    ::rmdir(path.c_str());  // of a build that was killed before it had made the mark: empty, else it stays
    return;
  }
  const Result<std::optional<MarkLock>> lock = MarkLock::acquire(path, store::mark_text(), false);
  if (!lock || !*lock) return;
  clear(path, index.directory());
  remove_folder(path);
}

BuildFolder::BuildFolder(BuildFolder&& other) noexcept
    : index_(other.index_), lock_(std::exchange(other.lock_, std::nullopt)) {}

BuildFolder::~BuildFolder() {
  if (!lock_) return;
  clear(path(), index_->directory());
  remove_folder(path());
}

Result<void> BuildFolder::install(const std::string& built) {
  const std::string& directory = index_->directory();
  Result<std::optional<MarkLock>> next = MarkLock::acquire(built, index_->mark(), false);
  if (!next) return tl::unexpected(next.error());
  if (!*next) return fail(ErrorCode::io, "'" + built + "' was removed by somebody else");
  struct stat status {};
  if (::stat(directory.c_str(), &status) != 0 || ::chmod(built.c_str(), status.st_mode & 07777U) != 0)
    return io_error("cannot give '" + built + "' the permissions of '" + directory + "'");
  if (::geteuid() == 0 && ::chown(built.c_str(), status.st_uid, status.st_gid) != 0)
    return io_error("cannot give '" + built + "' the owner of '" + directory + "'");
  if (Result<void> synced = sync_folder(built); !synced) return synced;
  if (Result<void> placed = index_->check_place(); !placed) return placed;
  if (syscall(SYS_renameat2, AT_FDCWD, built.c_str(), AT_FDCWD, directory.c_str(), RENAME_EXCHANGE) != 0)
    return errno == EXDEV ? cannot_be_replaced(directory, "it is of a layer below (overlay)")
                          : io_error("cannot move the new index to '" + directory + "'");
  index_->move_to(std::move(**next));
  sync_name(fs::path(directory).parent_path());
  sync_name(path());
  clear_index(built, directory);
  return {};
}

}  // namespace blotter

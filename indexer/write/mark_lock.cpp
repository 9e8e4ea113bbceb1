#include "indexer/write/mark_lock.hpp"

#include "common/store/index_files.hpp"
#include "common/store/side_file.hpp"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <string_view>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace blotter {
namespace {

constexpr std::string_view pid_key = "\npid ";
constexpr std::size_t pid_digits = 10;

std::string reason() { return std::generic_category().message(errno); }

std::string contents(int file) {
  std::array<char, 4096> bytes{};
  const ssize_t count = ::pread(file, bytes.data(), bytes.size(), 0);
  return {bytes.data(), static_cast<std::size_t>(count > 0 ? count : 0)};
}

bool write_all(int file, const std::string& text) {
  return ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(file) == 0;
}

// Gives `path` a file with that text, whole or not at all; false with errno set, EEXIST when there is one.
bool create_mark(const std::string& folder, const std::string& path, const std::string& text) {
  std::string temporary;
  const bool unnamed = store::can_name_files();
  int file = unnamed ? ::open(folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600) : -1;
  std::string from = fmt::format("/proc/self/fd/{}", file);
  if (file < 0) {
    if (unnamed && errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL) return false;
    temporary = fmt::format("{}/blotter.new.{}", folder, ::getpid());
    file = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (file < 0) return false;
    from = temporary;
  }
  const bool made = write_all(file, text) && ::linkat(AT_FDCWD, from.c_str(), AT_FDCWD, path.c_str(),
                                                      temporary.empty() ? AT_SYMLINK_FOLLOW : 0) == 0;
  const int error = errno;
  ::close(file);
  if (!temporary.empty()) ::unlink(temporary.c_str());
  errno = error;
  return made;
}

int open_mark(const std::string& path) { return ::open(path.c_str(), O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC); }

std::string holder(int file) {
  const std::string text = contents(file);
  const std::size_t at = text.find(pid_key);
  const long pid = at == text.npos ? 0 : std::strtol(text.c_str() + at + pid_key.size(), nullptr, 10);
  return pid > 0 ? fmt::format("another run (pid {})", pid) : std::string("another run");
}

// Over the digits that are there, so that it takes no room on a full disk.
void sign(int file) {
  const std::size_t at = contents(file).find(pid_key);
  const std::string digits = fmt::format("{:{}}", ::getpid(), pid_digits);
  if (at != std::string::npos && digits.size() == pid_digits)
    (void)!::pwrite(file, digits.data(), digits.size(), static_cast<off_t>(at + pid_key.size()));
}

bool is_still_at(int file, const std::string& path) {
  struct stat held {};
  struct stat there {};
  return ::fstat(file, &held) == 0 && ::lstat(path.c_str(), &there) == 0 && held.st_dev == there.st_dev &&
         held.st_ino == there.st_ino;
}

bool lock(int file, bool wait) {
  while (::flock(file, wait ? LOCK_EX : LOCK_EX | LOCK_NB) != 0)
    if (errno != EINTR) return false;
  return true;
}

}  // namespace

Result<std::optional<MarkLock>> MarkLock::acquire(const std::string& folder, const std::string& mark, bool wait) {
  const std::string path = folder + "/" + store::mark_file;
  MarkLock held;
  if ((held.file_ = open_mark(path)) < 0 && errno == ENOENT) {
    const bool made = create_mark(folder, path, mark);
    if (!made && (errno == ENOENT || errno == ENOTDIR)) return std::optional<MarkLock>();
    if (!made && errno != EEXIST) return fail(ErrorCode::io, "cannot write to '" + folder + "': " + reason());
    held.file_ = open_mark(path);
  }
  if (held.file_ < 0) {
    if (errno == ENOENT || errno == ENOTDIR) return std::optional<MarkLock>();
    return fail(ErrorCode::io, "cannot lock the index '" + folder + "': " + reason());
  }
  if (!lock(held.file_, wait)) {
    if (errno != EWOULDBLOCK) return fail(ErrorCode::io, "cannot lock the index '" + folder + "': " + reason());
    // One that is gone since was another's first build, which is over.
    if (!is_still_at(held.file_, path)) return std::optional<MarkLock>();
    return fail(ErrorCode::index, holder(held.file_) + " is building '" + folder + "'", "--wait waits for it to end");
  }
  if (!is_still_at(held.file_, path)) return std::optional<MarkLock>();
  sign(held.file_);
  return std::optional<MarkLock>(std::move(held));
}

MarkLock::MarkLock(MarkLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

MarkLock& MarkLock::operator=(MarkLock&& other) noexcept {
  std::swap(file_, other.file_);
  return *this;
}

MarkLock::~MarkLock() {
  if (file_ >= 0) ::close(file_);
}

bool MarkLock::is_of(const std::string& folder) const { return is_still_at(file_, folder + "/" + store::mark_file); }

std::string MarkLock::text() const { return contents(file_); }

}  // namespace blotter

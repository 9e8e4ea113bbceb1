#include "indexer/source/file_stream.hpp"

#include "indexer/source/interrupt.hpp"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace blotter::source {
namespace {
constexpr std::size_t piece_bytes = 1 << 20;

bool is_regular(int descriptor) {
  struct stat status {};
  return ::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
}

}  // namespace

FileStream::~FileStream() {
  if (owned_) ::close(descriptor_);
}

Result<void> FileStream::open(const std::string& path) {
  if (path == "-") {
    descriptor_ = STDIN_FILENO;
    waits_ = !is_regular(descriptor_);
    return {};
  }
  // A pipe that nobody writes to would keep its reader in open(), where no signal ends it in a thread of its own.
  descriptor_ = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  if (descriptor_ < 0) return fail(ErrorCode::io, std::generic_category().message(errno));
  owned_ = true;
  waits_ = !is_regular(descriptor_);
  ::posix_fadvise(descriptor_, 0, 0, POSIX_FADV_SEQUENTIAL);
  return {};
}

Result<std::string_view> FileStream::next() {
  if (buffer_.empty()) {
    // A small file needs no more room than it has bytes; one more shows its end in the same call.
    const std::uint64_t bytes = size();
    buffer_.resize(bytes > 0 && bytes < piece_bytes ? bytes + 1 : piece_bytes);
  }
  while (true) {
    // A file is there at once; a pipe may keep its reader waiting for ever.
    if (interrupted() || (waits_ && !wait_for_input(descriptor_))) return fail(ErrorCode::io, "interrupted");
    const ssize_t got = ::read(descriptor_, buffer_.data(), buffer_.size());
    if (got >= 0) return std::string_view(buffer_.data(), static_cast<std::size_t>(got));
    if (errno != EINTR && errno != EAGAIN) return fail(ErrorCode::io, std::generic_category().message(errno));
  }
}

bool FileStream::seek(std::uint64_t offset) { return ::lseek(descriptor_, static_cast<off_t>(offset), SEEK_SET) >= 0; }

std::uint64_t FileStream::size() const {
  struct stat status {};
  if (::fstat(descriptor_, &status) != 0 || !S_ISREG(status.st_mode)) return 0;
  return static_cast<std::uint64_t>(status.st_size);
}

}  // namespace blotter::source

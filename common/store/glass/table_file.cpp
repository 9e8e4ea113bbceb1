#include "common/store/glass/table_file.hpp"

#include "common/store/glass/glass_error.hpp"

#include <xxhash.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <new>
#include <unistd.h>
#include <utility>
#include <vector>

namespace blotter::glass {
namespace {

constexpr std::size_t buffer_bytes = 1U << 20;
constexpr std::uint64_t start_bytes = 16U << 20;

}  // namespace

GlassError system_failure(const std::string& what, const std::string& path) {
  const int number = errno;
  return {ErrorCode::io, what + " " + path + ": " + std::strerror(number)};
}

TableFile::TableFile(std::string path)
    : path_(std::move(path)), checksum_(XXH3_createState(), [](XXH3_state_t* state) { XXH3_freeState(state); }) {
  if (!checksum_) throw std::bad_alloc();
  XXH3_64bits_reset(checksum_.get());
  descriptor_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (descriptor_ < 0) throw system_failure("cannot create", path_);
}

TableFile::~TableFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void TableFile::append(std::string_view bytes) {
  buffer_.append(bytes);
  if (buffer_.size() >= buffer_bytes) flush();
}

void TableFile::flush() {
  XXH3_64bits_update(checksum_.get(), buffer_.data(), buffer_.size());
  const char* from = buffer_.data();
  std::size_t left = buffer_.size();
  while (left > 0) {
    const ssize_t count = ::write(descriptor_, from, left);
    if (count < 0) {
      if (errno == EINTR) continue;
      throw system_failure("cannot write", path_);
    }
    from += count;
    left -= static_cast<std::size_t>(count);
  }
  written_ += buffer_.size();
  buffer_.clear();
#ifdef SYNC_FILE_RANGE_WRITE
  if (written_ - started_ >= start_bytes) {  // only a hint: what it cannot do, fsync does
    (void)::sync_file_range(descriptor_, static_cast<off_t>(started_), static_cast<off_t>(written_ - started_),
                            SYNC_FILE_RANGE_WRITE);
    started_ = written_;
  }
#endif
}

void TableFile::close(bool sync) {
  flush();
  if (sync && ::fsync(descriptor_) != 0) throw system_failure("cannot store", path_);
  read_back();
  if (::close(std::exchange(descriptor_, -1)) != 0) throw system_failure("cannot close", path_);
}

void TableFile::read_back() {
  const XXH64_hash_t written = XXH3_64bits_digest(checksum_.get());
  XXH3_64bits_reset(checksum_.get());
  std::vector<char> bytes(buffer_bytes);
  std::uint64_t at = 0;
  for (ssize_t count = 1; count != 0; at += static_cast<std::uint64_t>(count)) {
    do count = ::pread(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(at));
    while (count < 0 && errno == EINTR);
    if (count < 0) throw system_failure("cannot read back", path_);
    XXH3_64bits_update(checksum_.get(), bytes.data(), static_cast<std::size_t>(count));
  }
  if (at != written_ || XXH3_64bits_digest(checksum_.get()) != written)
    throw GlassError(ErrorCode::io, "the disk did not keep what was written to " + path_);
}

void sync_directory(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) throw system_failure("cannot open", path);
  const int status = ::fsync(descriptor);
  ::close(descriptor);
  if (status != 0) throw system_failure("cannot store", path);
}

}  // namespace blotter::glass

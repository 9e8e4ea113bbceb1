#include "common/store/glass/sorted_run_store.hpp"

#include "common/store/glass/glass_error.hpp"
#include "common/store/temp_file.hpp"

#include <algorithm>
#include <cerrno>
#include <unistd.h>
#include <utility>

namespace blotter::glass {
namespace {

constexpr std::size_t min_read = 8U << 10;
constexpr std::size_t max_read = 128U << 10;

}  // namespace

SortedRunStore::~SortedRunStore() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void SortedRunStore::add(ByteBuffer& postings, ByteBuffer& positions) {
  keep(postings, postings_);
  keep(positions, positions_);
}

void SortedRunStore::keep(ByteBuffer& bytes, std::vector<Stream>& streams) {
  if (bytes.empty()) return;
  if (held_ + bytes.size() <= memory_) {
    bytes.trim();
    held_ += bytes.capacity();
    streams.push_back({std::move(bytes), {}});
    return;
  }
  if (descriptor_ < 0) {
    descriptor_ = store::open_unlinked_file(dir_);
    if (descriptor_ < 0) throw system_failure("cannot create a temporary file in", dir_);
  }
  const FileRange part{descriptor_, file_size_, bytes.size()};
  const char* from = bytes.data();
  for (std::size_t left = bytes.size(); left > 0;) {
    const ssize_t count = ::pwrite(descriptor_, from, left, static_cast<off_t>(file_size_));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) throw system_failure("cannot write a temporary file in", dir_);
    from += count;
    left -= static_cast<std::size_t>(count);
    file_size_ += static_cast<std::uint64_t>(count);
  }
  streams.push_back({{}, part});
}

// Both tables are merged at the same time, with a buffer for each stream that waits in the file.
std::vector<ListCursor> SortedRunStore::cursors(const std::vector<Stream>& streams) const {
  const std::size_t read_bytes =
      std::clamp(memory_ / (2 * std::max<std::size_t>(streams.size(), 1)), min_read, max_read);
  std::vector<ListCursor> cursors;
  cursors.reserve(streams.size());
  for (const Stream& stream : streams) {
    if (stream.part.descriptor >= 0) {
      cursors.emplace_back(stream.part, read_bytes);
    } else {
      cursors.emplace_back(stream.bytes.view());
    }
  }
  return cursors;
}

std::vector<ListCursor> SortedRunStore::postings() const { return cursors(postings_); }
std::vector<ListCursor> SortedRunStore::positions() const { return cursors(positions_); }

}  // namespace blotter::glass

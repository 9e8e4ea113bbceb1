#include "common/store/glass/list_stream.hpp"

#include "common/store/glass/glass_error.hpp"
#include "common/store/glass/limits.hpp"
#include "common/store/glass/pack.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <unistd.h>

namespace blotter::glass {
namespace {

constexpr std::size_t read_ahead = max_list_header + max_key_length;

}  // namespace

char* put_list(char* out, const List& list) {
  *out++ = static_cast<char>(list.key.size());
  for (const std::uint32_t number :
       {list.payload_size, list.frequency, list.total_wdf, list.first_docid, list.last_docid - list.first_docid})
    out = put_varint(out, number);
  return put_bytes(out, list.key);
}

const char* get_list(const char* in, List& list) {
  const std::size_t key_size = static_cast<unsigned char>(*in++);
  list.payload_size = get_varint(in);
  list.frequency = get_varint(in);
  list.total_wdf = get_varint(in);
  list.first_docid = get_varint(in);
  list.last_docid = list.first_docid + get_varint(in);
  list.key = {in, key_size};
  return in + key_size;
}

std::size_t list_head_size(const List& list) {
  return 1 + varint_size(list.payload_size) + varint_size(list.frequency) + varint_size(list.total_wdf) +
         varint_size(list.first_docid) + varint_size(list.last_docid - list.first_docid) + list.key.size();
}

bool ListCursor::next() {
  require(read_ahead);
  if (next_ == end_) return false;
  // The key may move with the buffer while the payload is fetched: read the head again after that.
  const auto head = static_cast<std::size_t>(get_list(next_, list_) - next_);
  require(head + list_.payload_size);
  const char* payload = get_list(next_, list_);
  list_.payload = {payload, list_.payload_size};
  next_ = payload + list_.payload_size;
  return true;
}

// Has `count` bytes at next_, or all that remain.
void ListCursor::require(std::size_t count) {
  if (left() >= count || part_.size == 0) return;
  const std::size_t kept = left();
  ByteBuffer fresh;
  ByteBuffer& into = std::max(count, read_bytes_) > buffer_.size() ? fresh : buffer_;
  if (&into == &fresh) fresh.resize(std::max(count, read_bytes_));
  if (kept > 0) std::memmove(into.data(), next_, kept);
  std::size_t filled = kept;
  while (filled < count && part_.size > 0) {
    const std::size_t want = std::min<std::uint64_t>(into.size() - filled, part_.size);
    const ssize_t got = ::pread(part_.descriptor, into.data() + filled, want, static_cast<off_t>(part_.offset));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) throw system_failure("cannot read back", "the temporary file of the index");
    filled += static_cast<std::size_t>(got);
    part_.offset += static_cast<std::uint64_t>(got);
    part_.size -= static_cast<std::uint64_t>(got);
  }
  next_ = into.data();
  end_ = into.data() + filled;
  if (&into == &fresh) buffer_.swap(fresh);
}

}  // namespace blotter::glass

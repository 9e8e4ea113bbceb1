// Streams of lists.  A sorted run is two of them, for the postlist and the position table, in the order of the tables'
// keys; it is in memory or in a temporary file.
//
// A list: key length (1 byte), size of the payload, frequency, sum of wdf, first docid, last docid - first
// (varints), the key, the payload.  The key is the term as it is escaped in the tables, or the prefix of the
// document lengths or of a value slot.  The payload of postings, lengths and values is what a chunk of
// postlist.glass holds after its header; of positions: size and coded positions, then (gap - 1, size, coded
// positions) ….
#pragma once

#include "common/store/glass/byte_buffer.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace blotter::glass {

struct List {
  std::string_view key;
  std::uint32_t frequency = 0;
  std::uint32_t total_wdf = 0;
  std::uint32_t first_docid = 0;
  std::uint32_t last_docid = 0;
  std::uint32_t payload_size = 0;
  std::string_view payload;  // valid until the cursor moves on
};

inline constexpr std::size_t max_list_header = 1 + 5 * 5;

// Writes header and key to `out`, which has room for list_head_size() bytes; returns the end of what was written.
char* put_list(char* out, const List& list);
// Reads header and key, which must be complete, into `list` except for its payload; returns where the payload begins.
const char* get_list(const char* in, List& list);
// Returns the number of bytes of header and key.
[[nodiscard]] std::size_t list_head_size(const List& list);

// A part of the temporary file.
struct FileRange {
  int descriptor = -1;
  std::uint64_t offset = 0;
  std::uint64_t size = 0;
};

// Reads the lists of one stream in turn.
class ListCursor {
 public:
  // The bytes outlive the cursor.
  explicit ListCursor(std::string_view bytes) : next_(bytes.data()), end_(bytes.data() + bytes.size()) {}
  // Reads about `read_bytes` at a time.
  ListCursor(const FileRange& part, std::size_t read_bytes) : part_(part), read_bytes_(read_bytes) {}

  // Moves to the next list; false at the end.  Throws GlassError if the file cannot be read.
  bool next();
  [[nodiscard]] const List& list() const { return list_; }

 private:
  [[nodiscard]] std::size_t left() const { return static_cast<std::size_t>(end_ - next_); }
  void require(std::size_t count);

  FileRange part_;
  std::size_t read_bytes_ = 0;
  ByteBuffer buffer_;  // only for a file
  const char* next_ = nullptr;
  const char* end_ = nullptr;
  List list_;
};

}  // namespace blotter::glass

// The parts of postlist.glass that are cut into chunks: postings of terms, document lengths, and values.
// Format source: xapian-core 1.4.22, backends/glass/glass_postlist.cc and glass_values.cc.
#pragma once

#include "common/store/glass/byte_buffer.hpp"
#include "common/store/glass/list_stream.hpp"
#include "common/store/glass/table_builder.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace blotter::glass {

// The content of a list.  kind_of() returns it from the list's key.
enum class ListKind : std::uint8_t { values, lengths, postings };
[[nodiscard]] ListKind kind_of(std::string_view key);

// Writes one list after the other to the table: begin(), then append() in the order of the docids, then end().  Throws
// GlassError when a key is too long, a frequency overflows, docids do not rise, or the table cannot be written.
//
// A chunk of postings or lengths: '1' in the last chunk and '0' in others, last docid - first, then the
// entries; the first chunk of a list has the bare key and begins with frequency, sum of wdf and
// first docid - 1.  A chunk of values has the entries alone, and its first docid always in its key.
class PostingListWriter {
 public:
  explicit PostingListWriter(TableBuilder& table) : table_(table) {}

  void begin(std::string_view key, std::uint64_t frequency, std::uint64_t total_wdf);
  // Appends entries, whose docids must be greater than all before.  The payload is as in a List.
  void append(std::uint32_t first_docid, std::uint32_t last_docid, std::string_view payload);
  // Appends one entry: an encoded wdf, length or value.
  void append_entry(std::uint32_t docid, std::string_view entry);
  void end();

 private:
  void write_chunk(bool last);
  void open_chunk(std::uint32_t docid);

  TableBuilder& table_;
  ListKind kind_ = ListKind::postings;
  std::array<char, max_key_length + 8> key_{};
  std::size_t key_size_ = 0;
  std::uint64_t frequency_ = 0;
  std::uint64_t total_wdf_ = 0;
  bool first_chunk_ = true;
  std::uint32_t chunk_first_ = 0;  // docids
  std::uint32_t chunk_last_ = 0;
  ByteBuffer chunk_;
  ByteBuffer tag_;
};

// Returns the size of the entry at `in`, without a gap before it.
[[nodiscard]] std::size_t entry_size(ListKind kind, const char* in);

}  // namespace blotter::glass

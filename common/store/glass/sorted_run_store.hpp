// Keeps the segments of sorted runs until they are merged: in memory first, then in a temporary file without
// a name.
#pragma once

#include "common/store/glass/byte_buffer.hpp"
#include "common/store/glass/list_stream.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace blotter::glass {

class SortedRunStore {
 public:
  // Spills to a file in `dir` when more than `memory` bytes are held.
  SortedRunStore(std::string dir, std::size_t memory) : dir_(std::move(dir)), memory_(memory) {}
  ~SortedRunStore();
  SortedRunStore(const SortedRunStore&) = delete;
  SortedRunStore& operator=(const SortedRunStore&) = delete;

  // Takes the streams; what went to the file leaves its buffer behind, to be filled again.  Throws GlassError when the
  // disk is full.
  void add(ByteBuffer& postings, ByteBuffer& positions);

  // Cursors over all postings, and over all positions.
  [[nodiscard]] std::vector<ListCursor> postings() const;
  [[nodiscard]] std::vector<ListCursor> positions() const;

 private:
  struct Stream {
    ByteBuffer bytes;
    FileRange part;
  };
  void keep(ByteBuffer& bytes, std::vector<Stream>& streams);
  [[nodiscard]] std::vector<ListCursor> cursors(const std::vector<Stream>& streams) const;

  std::string dir_;
  std::size_t memory_;
  std::size_t held_ = 0;
  std::vector<Stream> postings_, positions_;
  int descriptor_ = -1;
  std::uint64_t file_size_ = 0;
};

}  // namespace blotter::glass

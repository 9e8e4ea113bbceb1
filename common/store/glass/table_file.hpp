// One file of the database while it is written from front to back.
#pragma once

#include "common/store/glass/byte_buffer.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct XXH3_state_s;

namespace blotter::glass {

// Buffers large writes and lets the kernel begin to store them at once, so that the fsync at the end has
// little left. Members throw GlassError when the file system refuses, and when the closed file does not hold what was
// written: that is all the proof a build asks of its own tables.
class TableFile {
 public:
  explicit TableFile(std::string path);
  ~TableFile();
  TableFile(const TableFile&) = delete;
  TableFile& operator=(const TableFile&) = delete;

  void append(std::string_view bytes);
  // Writes what is buffered, waits for the disk if `sync`, reads the file back and compares its checksum with that of
  // the bytes given to append(), and closes.
  void close(bool sync);

 private:
  void flush();
  void read_back();

  std::string path_;
  int descriptor_ = -1;
  ByteBuffer buffer_;
  std::unique_ptr<XXH3_state_s, void (*)(XXH3_state_s*)> checksum_;  // of what was written
  std::uint64_t written_ = 0;
  std::uint64_t started_ = 0;  // up to here the kernel was asked to store
};

// Waits until the names in a directory are on disk.
void sync_directory(const std::string& path);

}  // namespace blotter::glass

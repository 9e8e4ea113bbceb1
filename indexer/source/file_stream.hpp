// A file on disk (or standard input) as a stream of 1 MiB pieces.
#pragma once

#include "indexer/reader/reader.hpp"

#include <cstdint>
#include <string>

namespace blotter::source {

class FileStream final : public reader::ByteStream {
 public:
  FileStream() = default;
  ~FileStream() override;
  FileStream(const FileStream&) = delete;
  FileStream& operator=(const FileStream&) = delete;

  // "-" opens standard input.
  [[nodiscard]] Result<void> open(const std::string& path);
  [[nodiscard]] Result<std::string_view> next() override;
  // Back to an absolute offset, for archives whose table is at the end; false for pipes.
  [[nodiscard]] bool seek(std::uint64_t offset);
  [[nodiscard]] std::uint64_t size() const;

 private:
  int descriptor_ = -1;
  bool owned_ = false;
  bool waits_ = false;  // a pipe or a terminal
  std::string buffer_;
};

}  // namespace blotter::source

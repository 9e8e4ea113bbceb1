// Ways to take a byte stream apart: whole, in lines, or with a look at its first bytes.
#pragma once

#include "common/error.hpp"
#include "indexer/reader/reader.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace blotter::reader {

// A stream over bytes in memory; the caller keeps them alive.
class MemoryStream final : public ByteStream {
 public:
  // `piece`: bytes given at a time.
  explicit MemoryStream(std::string_view bytes, std::size_t piece = std::string_view::npos)
      : bytes_(bytes), piece_(piece) {}
  [[nodiscard]] Result<std::string_view> next() override {
    const std::string_view piece = bytes_.substr(0, piece_);
    bytes_.remove_prefix(piece.size());
    return piece;
  }

 private:
  std::string_view bytes_;
  std::size_t piece_;
};

// A stream whose first bytes were looked at and are given again.
class PeekStream final : public ByteStream {
 public:
  explicit PeekStream(ByteStream& inner) : inner_(inner) {}
  // Up to `wanted` first bytes; call it before the first next().
  [[nodiscard]] Result<std::string_view> head(std::size_t wanted);
  [[nodiscard]] Result<std::string_view> next() override;

 private:
  ByteStream& inner_;
  std::string head_;
  bool given_ = false;
};

// Returns all bytes; ErrorCode::limit, which names the limit, when there are more than `limit`.
[[nodiscard]] Result<std::string> read_all(ByteStream& stream, std::size_t limit,
                                           std::string_view limit_name = "article_bytes");

// One line, without its end.  At least 64 readable bytes follow `text` in memory (simdjson's padding).
struct Line {
  std::string_view text;
  std::uint64_t number = 0;  // from 1
  bool too_long = false;     // longer than the limit: `text` holds only its beginning
};

// Splits a stream at '\n' (a '\r' before it is dropped).  Memory: one line and one piece.
class LineReader {
 public:
  LineReader(ByteStream& stream, std::size_t limit) : stream_(stream), limit_(limit) {}
  // Returns the next line, valid until the next call; nullopt at the end.
  [[nodiscard]] Result<std::optional<Line>> next();

 private:
  Result<bool> fill();
  Result<std::optional<Line>> skip_long_line();

  ByteStream& stream_;
  std::size_t limit_;
  std::string buffer_;  // [begin_, end_) is unread; capacity is kept beyond end_ for the padding
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::size_t searched_ = 0;  // bytes from begin_ on that hold no line break
  std::uint64_t number_ = 0;
  bool finished_ = false;
};

}  // namespace blotter::reader

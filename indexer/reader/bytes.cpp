#include "indexer/reader/bytes.hpp"

#include <fmt/format.h>

#include <cstring>

namespace blotter::reader {
namespace {
constexpr std::size_t padding = 64;
}

Result<std::string_view> PeekStream::head(std::size_t wanted) {
  while (head_.size() < wanted) {
    const auto piece = inner_.next();
    if (!piece) return tl::unexpected(piece.error());
    if (piece->empty()) break;
    head_.append(*piece);
  }
  return std::string_view(head_).substr(0, wanted);
}

Result<std::string_view> PeekStream::next() {
  if (!given_) {
    given_ = true;
    if (!head_.empty()) return std::string_view(head_);
  }
  return inner_.next();
}

Result<std::string> read_all(ByteStream& stream, std::size_t limit, std::string_view limit_name) {
  std::string all;
  while (true) {
    const auto piece = stream.next();
    if (!piece) return tl::unexpected(piece.error());
    if (piece->empty()) return all;
    if (piece->size() > limit - all.size())
      return fail(ErrorCode::limit, fmt::format("larger than {} bytes (limit {})", limit, limit_name));
    all.append(*piece);
  }
}

Result<bool> LineReader::fill() {
  const auto piece = stream_.next();
  if (!piece) return tl::unexpected(piece.error());
  if (piece->empty()) return false;
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  if (buffer_.size() < end_ + piece->size() + padding)
    buffer_.resize(std::max(end_ + piece->size() + padding, buffer_.size() + buffer_.size() / 2));
  std::memcpy(buffer_.data() + end_, piece->data(), piece->size());
  end_ += piece->size();
  return true;
}

Result<std::optional<Line>> LineReader::skip_long_line() {
  Line line{{}, number_ + 1, true};
  while (true) {
    const void* found = std::memchr(buffer_.data() + begin_, '\n', end_ - begin_);
    if (found != nullptr) {
      begin_ = static_cast<std::size_t>(static_cast<const char*>(found) - buffer_.data()) + 1;
      break;
    }
    begin_ = end_ = 0;
    const auto more = fill();
    if (!more) return tl::unexpected(more.error());
    if (!*more) {
      finished_ = true;
      break;
    }
  }
  searched_ = 0;
  ++number_;
  return line;
}

Result<std::optional<Line>> LineReader::next() {
  while (true) {
    const std::size_t from = begin_ + searched_;
    const void* found = from < end_ ? std::memchr(buffer_.data() + from, '\n', end_ - from) : nullptr;
    std::size_t stop = end_;
    if (found != nullptr) {
      stop = static_cast<std::size_t>(static_cast<const char*>(found) - buffer_.data());
    } else if (!finished_) {
      searched_ = end_ - begin_;
      if (searched_ > limit_) return skip_long_line();
      const auto more = fill();
      if (!more) return tl::unexpected(more.error());
      finished_ = !*more;
      continue;
    } else if (begin_ == end_) {
      return std::optional<Line>{};
    }
    std::string_view text(buffer_.data() + begin_, stop - begin_);
    begin_ = found != nullptr ? stop + 1 : end_;
    searched_ = 0;
    if (!text.empty() && text.back() == '\r') text.remove_suffix(1);
    return Line{text, ++number_, text.size() > limit_};
  }
}

}  // namespace blotter::reader

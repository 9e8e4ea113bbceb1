#include "indexer/reader/json/json_split.hpp"

namespace blotter::reader {

bool JsonSplitter::scan() {
  std::size_t start = 0;
  std::size_t i = 0;
  bool complete = false;
  for (; i < piece_.size() && !complete; ++i) {
    const char c = piece_[i];
    if (depth_ == 0) {
      if (c != '{') continue;
      depth_ = 1;
      start = i;
    } else if (in_string_) {
      if (escaped_) escaped_ = false;
      else if (c == '\\') escaped_ = true;
      else if (c == '"') in_string_ = false;
    } else if (c == '"') {
      in_string_ = true;
    } else if (c == '{' || c == '[') {
      ++depth_;
    } else if (c == '}' || c == ']') {
      complete = --depth_ == 0;
    }
  }
  if (depth_ > 0 || complete) {
    if (element_.size() + (i - start) > limit_) too_long_ = true;
    else element_.append(piece_, start, i - start);
  }
  piece_.remove_prefix(i);
  return complete;
}

Result<std::optional<JsonElement>> JsonSplitter::next() {
  element_.clear();
  too_long_ = false;
  while (true) {
    if (piece_.empty()) {
      if (finished_) return std::optional<JsonElement>{};
      const auto piece = stream_.next();
      if (!piece) return tl::unexpected(piece.error());
      piece_ = *piece;
      if (piece_.empty()) {
        finished_ = true;
        if (element_.empty() && !too_long_) return std::optional<JsonElement>{};
        break;
      }
    }
    if (scan()) break;
  }
  element_.reserve(element_.size() + 64);
  return JsonElement{element_, ++number_, too_long_};
}

}  // namespace blotter::reader

// Splits a stream of JSON values, an array of them or one after another, into its outermost objects without
// parsing.
#pragma once

#include "common/error.hpp"
#include "indexer/reader/reader.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace blotter::reader {

struct JsonElement {
  std::string_view text;  // from '{' to its '}', with 64 readable bytes behind it
  std::uint64_t number = 0;
  bool too_long = false;
};

class JsonSplitter {
 public:
  JsonSplitter(ByteStream& stream, std::size_t limit) : stream_(stream), limit_(limit) {}
  // Returns the next object, valid until the next call; nullopt at the end.  An object that the input's end cuts is
  // given too.
  [[nodiscard]] Result<std::optional<JsonElement>> next();

 private:
  bool scan();  // true when element_ is complete

  ByteStream& stream_;
  std::size_t limit_;
  std::string_view piece_;
  std::string element_;
  std::uint64_t number_ = 0;
  std::uint32_t depth_ = 0;
  bool in_string_ = false;
  bool escaped_ = false;
  bool finished_ = false;
  bool too_long_ = false;
};

}  // namespace blotter::reader

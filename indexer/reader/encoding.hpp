// From bytes in any encoding to UTF-8.  Order of belief: byte order mark, UTF-16 by its zero bytes,
// well-formed UTF-8 (which other encodings hardly ever are), the declaration, ICU's detector; among
// Cyrillic encodings, and where Cyrillic bytes are labelled as Latin, the likeliest letters decide (cyrillic.hpp).
#pragma once

#include "indexer/reader/reader.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace blotter::reader {

// Returns the name of the encoding for ICU ("UTF-8", "windows-1251" …).  `bytes` is the beginning of the input, or all
// of it; `declared` may be empty or wrong.
[[nodiscard]] std::string guess_encoding(std::string_view bytes, std::string_view declared);

// Returns the encoding that an XML declaration or an HTML <meta> names within the first bytes, or empty.
[[nodiscard]] std::string declared_encoding(std::string_view head);

// Converted whole, without byte order mark.  Ill-formed parts become U+FFFD.
[[nodiscard]] std::string to_utf8(std::string_view bytes, std::string_view encoding);
// Returns the same when the bytes may already be what is wanted: no copy is made then, and the result is a view of
// `bytes`.
[[nodiscard]] std::string_view as_utf8(std::string_view bytes, std::string_view declared, std::string& storage);

// A stream of UTF-8 over a stream in any encoding; the first piece decides.
class Utf8Stream final : public ByteStream {
 public:
  // `declared` (from a header outside of the bytes) may be empty.
  Utf8Stream(ByteStream& inner, std::string_view declared);
  ~Utf8Stream() override;
  [[nodiscard]] Result<std::string_view> next() override;

 private:
  struct Converter;
  Result<std::string_view> start();
  std::string_view convert(std::string_view piece, bool last);
  std::string_view pass(std::string_view piece, bool last);

  ByteStream& inner_;
  std::string declared_;
  std::unique_ptr<Converter> converter_;  // null while the input is UTF-8
  std::string first_;
  std::string buffer_;
  std::string carry_;  // beginning of a sequence that the last piece cut
  bool started_ = false;
  bool finished_ = false;
};

}  // namespace blotter::reader

// What blotter-index and blotter-extract say to each other over a pipe: a request with a document's bytes, an answer
// with what was found in it.  Both ends are of one build.  The answer comes from a process that read a stranger's file,
// so nothing in it is taken on trust.
#pragma once

#include "common/error.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace blotter::reader {

enum class ExtractKind : std::uint8_t {
  status,  // what confines the process; the answer's text says it
  pdf,
  word,       // the binary documents of Word 97 to 2003
  languages,  // which of the request's languages the recogniser has; the answer's text lists them, one per line
  scan,       // PDF of whose pages some or all are pictures
  picture,    // PNG, JPEG or TIFF
};
// Whether the recogniser reads it, in the languages of the request.
[[nodiscard]] constexpr bool is_recognised(ExtractKind kind) { return kind >= ExtractKind::languages; }

struct Extracted {
  std::string title;            // from the properties
  std::string heading;          // the largest line at the top
  std::string author;           // from the properties
  std::string created;          // a date as written, from the properties
  std::string text;             // paragraphs, one per line
  std::string error;            // why it could not be read; the rest is empty then
  bool lacks_text = false;      // its pages are pictures; when they were recognised: no words were found
  std::uint8_t confidence = 0;  // of recognised text, percent; 0 when none is
  // Numbers, from 0, of pages that are pictures and were not recognised, of a document that has text on others.
  std::vector<std::uint32_t> picture_pages;
};

// The languages and then the document follow it.
struct RequestHeader {
  ExtractKind kind = ExtractKind::status;
  std::uint8_t language_bytes = 0;  // of the languages to recognise, as tesseract writes them: "eng+rus"
  std::uint16_t seconds = 0;        // of processor time that the answer may take
  std::uint64_t size = 0;           // of the document
};
inline constexpr std::size_t request_header_bytes = 16;
[[nodiscard]] std::array<char, request_header_bytes> encode_request(const RequestHeader& request);
[[nodiscard]] std::optional<RequestHeader> decode_request(std::string_view header);

// What the process that reads ends with when an allocation fails.
inline constexpr int exit_no_memory = 77;

// An answer begins with the size of what follows, eight bytes.
inline constexpr std::size_t answer_header_bytes = 8;
[[nodiscard]] std::string encode_answer(const Extracted& extracted);
[[nodiscard]] std::uint64_t decode_size(std::string_view header);
// ErrorCode::bad_input when the bytes behind the header are not an answer.
[[nodiscard]] Result<Extracted> decode_answer(std::string_view bytes);

}  // namespace blotter::reader

#include "indexer/reader/extract/message.hpp"

#include <utility>

namespace blotter::reader {
namespace {

constexpr std::string_view magic = "BLX1";

void append_number(std::uint64_t number, std::string& out, std::size_t size = 8) {
  for (; size > 0; --size, number >>= 8U) out += static_cast<char>(number & 0xFFU);
}

std::uint64_t number_at(std::string_view bytes, std::size_t size = 8) {
  std::uint64_t number = 0;
  while (size-- > 0) number = number << 8U | static_cast<unsigned char>(bytes[size]);
  return number;
}

// Behind its strings an answer has how many pages are pictures, and their numbers.
constexpr std::size_t page_number_bytes = 4;

// The strings of an answer in their order.
constexpr std::array string_fields{&Extracted::title,   &Extracted::heading, &Extracted::author,
                                   &Extracted::created, &Extracted::text,    &Extracted::error};

}  // namespace

std::array<char, request_header_bytes> encode_request(const RequestHeader& request) {
  std::string header(magic);
  header += static_cast<char>(request.kind);
  header += static_cast<char>(request.language_bytes);
  append_number(request.seconds, header, 2);
  append_number(request.size, header);
  std::array<char, request_header_bytes> bytes{};
  header.copy(bytes.data(), bytes.size());
  return bytes;
}

std::optional<RequestHeader> decode_request(std::string_view header) {
  if (header.size() != request_header_bytes || !header.starts_with(magic)) return std::nullopt;
  const auto kind = static_cast<unsigned char>(header[magic.size()]);
  if (kind > static_cast<unsigned char>(ExtractKind::picture)) return std::nullopt;
  return RequestHeader{static_cast<ExtractKind>(kind), static_cast<std::uint8_t>(header[magic.size() + 1]),
                       static_cast<std::uint16_t>(number_at(header.substr(6), 2)), number_at(header.substr(8))};
}

std::string encode_answer(const Extracted& extracted) {
  std::string body(1, extracted.lacks_text ? '\1' : '\0');
  body += static_cast<char>(extracted.confidence);
  for (const auto field : string_fields) {
    append_number((extracted.*field).size(), body);
    body += extracted.*field;
  }
  append_number(extracted.picture_pages.size(), body);
  for (const std::uint32_t page : extracted.picture_pages) append_number(page, body, page_number_bytes);
  std::string answer;
  append_number(body.size(), answer);
  return answer + body;
}

std::uint64_t decode_size(std::string_view header) { return number_at(header); }

Result<Extracted> decode_answer(std::string_view bytes) {
  Extracted extracted;
  const auto broken = [] {
    return fail(ErrorCode::bad_input, "the process that reads documents gave no answer of ours");
  };
  if (bytes.size() < 2 || static_cast<unsigned char>(bytes[0]) > 1 || static_cast<unsigned char>(bytes[1]) > 100)
    return broken();
  extracted.lacks_text = bytes[0] == '\1';
  extracted.confidence = static_cast<std::uint8_t>(bytes[1]);
  bytes.remove_prefix(2);
  for (const auto field : string_fields) {
    if (bytes.size() < 8) return broken();
    const std::uint64_t size = number_at(bytes);
    bytes.remove_prefix(8);
    if (size > bytes.size()) return broken();
    extracted.*field = bytes.substr(0, static_cast<std::size_t>(size));
    bytes.remove_prefix(static_cast<std::size_t>(size));
  }
  if (bytes.size() < 8) return broken();
  const std::uint64_t pages = number_at(bytes);
  bytes.remove_prefix(8);
  if (bytes.size() % page_number_bytes != 0 || bytes.size() / page_number_bytes != pages) return broken();
  for (; !bytes.empty(); bytes.remove_prefix(page_number_bytes))
    extracted.picture_pages.push_back(static_cast<std::uint32_t>(number_at(bytes, page_number_bytes)));
  return extracted;
}

}  // namespace blotter::reader

#include "indexer/reader/extract/message.hpp"

#include <utility>

namespace blotter::reader {
namespace {

constexpr std::string_view magic = "BLX1";

void append_number(std::uint64_t number, std::string& out) {
  for (int shift = 0; shift < 64; shift += 8) out += static_cast<char>(number >> static_cast<unsigned>(shift) & 0xFFU);
}

std::uint64_t number_at(std::string_view bytes) {
  std::uint64_t number = 0;
  for (std::size_t i = 8; i-- > 0;) number = number << 8U | static_cast<unsigned char>(bytes[i]);
  return number;
}

// The strings of an answer in their order.
constexpr std::array string_fields{&Extracted::title,   &Extracted::heading, &Extracted::author,
                                   &Extracted::created, &Extracted::text,    &Extracted::error};

}  // namespace

std::array<char, request_header_bytes> encode_request(ExtractKind kind, std::uint64_t size) {
  std::string header(magic);
  header += static_cast<char>(kind);
  header.append(3, '\0');
  append_number(size, header);
  std::array<char, request_header_bytes> bytes{};
  header.copy(bytes.data(), bytes.size());
  return bytes;
}

std::optional<RequestHeader> decode_request(std::string_view header) {
  if (header.size() != request_header_bytes || !header.starts_with(magic)) return std::nullopt;
  const auto kind = static_cast<unsigned char>(header[magic.size()]);
  if (kind > static_cast<unsigned char>(ExtractKind::word)) return std::nullopt;
  return RequestHeader{static_cast<ExtractKind>(kind), number_at(header.substr(8))};
}

std::string encode_answer(const Extracted& extracted) {
  std::string body(1, extracted.lacks_text ? '\1' : '\0');
  for (const auto field : string_fields) {
    append_number((extracted.*field).size(), body);
    body += extracted.*field;
  }
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
  if (bytes.empty() || static_cast<unsigned char>(bytes[0]) > 1) return broken();
  extracted.lacks_text = bytes[0] == '\1';
  bytes.remove_prefix(1);
  for (const auto field : string_fields) {
    if (bytes.size() < 8) return broken();
    const std::uint64_t size = number_at(bytes);
    bytes.remove_prefix(8);
    if (size > bytes.size()) return broken();
    extracted.*field = bytes.substr(0, static_cast<std::size_t>(size));
    bytes.remove_prefix(static_cast<std::size_t>(size));
  }
  if (!bytes.empty()) return broken();
  return extracted;
}

}  // namespace blotter::reader

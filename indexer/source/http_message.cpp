#include "indexer/source/http_message.hpp"

#include "indexer/reader/strings.hpp"

#include <fmt/format.h>
#include <libdeflate.h>

#include <charconv>
#include <memory>
#include <optional>

namespace blotter::source {
namespace {

using reader::equal_fold;
using reader::take_line;
using reader::trim;

// The chunks joined; nullopt when this is not chunked after all (crawlers keep the header and drop the
// chunks).
std::optional<std::string> dechunk(std::string_view body) {
  std::string out;
  while (true) {
    const std::string_view line = trim(take_line(body));
    std::size_t size = 0;
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), size, 16);
    if (error != std::errc() || end == line.data()) return out.empty() ? std::nullopt : std::optional(std::move(out));
    if (size == 0) return out;
    out.append(body.substr(0, size));
    if (size >= body.size()) return out;
    body.remove_prefix(size);
    if (body.starts_with("\r\n")) body.remove_prefix(2);
    else if (body.starts_with('\n')) body.remove_prefix(1);
  }
}

// gzip, zlib or raw deflate, told by the first bytes.
Result<std::string> inflate(std::string_view packed, std::size_t limit) {
  const std::unique_ptr<libdeflate_decompressor, void (*)(libdeflate_decompressor*)> decompressor(
      libdeflate_alloc_decompressor(), libdeflate_free_decompressor);
  const bool gzip = packed.starts_with("\x1F\x8B");
  const bool zlib = packed.size() > 1 && (packed[0] & 0x0F) == 8 &&
                    (static_cast<unsigned char>(packed[0]) * 256 + static_cast<unsigned char>(packed[1])) % 31 == 0;
  const auto run = gzip   ? libdeflate_gzip_decompress
                   : zlib ? libdeflate_zlib_decompress
                          : libdeflate_deflate_decompress;
  std::string out(std::min(limit, packed.size() * 4 + 1024), '\0');
  while (true) {
    std::size_t size = 0;
    const auto status = run(decompressor.get(), packed.data(), packed.size(), out.data(), out.size(), &size);
    if (status == LIBDEFLATE_SUCCESS) {
      out.resize(size);
      return out;
    }
    if (status != LIBDEFLATE_INSUFFICIENT_SPACE) return fail(ErrorCode::bad_input, "compressed body is damaged");
    if (out.size() >= limit)
      return fail(ErrorCode::limit, fmt::format("body unpacks to more than {} bytes (limit article_bytes)", limit));
    out.resize(std::min(limit, out.size() * 4));
  }
}

}  // namespace

HeaderFields take_header_fields(std::string_view& rest) {
  HeaderFields fields;
  while (!rest.empty()) {
    const std::string_view line = take_line(rest);
    if (trim(line).empty()) break;
    if (reader::is_space(line[0]) && !fields.empty()) {
      fields.back().second.append(" ").append(trim(line));
      continue;
    }
    const std::size_t colon = line.find(':');
    if (colon != line.npos)
      fields.emplace_back(reader::lower(trim(line.substr(0, colon))), trim(line.substr(colon + 1)));
  }
  return fields;
}

std::string_view field(const HeaderFields& fields, std::string_view name) {
  for (const auto& [known, value] : fields)
    if (known == name) return value;
  return {};
}

void split_content_type(std::string_view value, std::string& media_type, std::string& charset) {
  bool first = true;
  reader::split_each(value, ";", [&](std::string_view part) {
    if (std::exchange(first, false)) media_type = reader::lower(part);
    else if (reader::starts_fold(part, "charset=")) charset = trim(part.substr(8));
  });
  if (charset.size() > 2 && charset.front() == '"' && charset.back() == '"')
    charset = charset.substr(1, charset.size() - 2);
}

Result<void> parse_http_response(std::string_view message, std::size_t limit, HttpResponse& response) {
  const std::string_view status = take_line(message);
  const std::size_t space = status.find(' ');
  if (!status.starts_with("HTTP/") || space == status.npos) return fail(ErrorCode::bad_input, "no HTTP response");
  const std::string_view code = trim(status.substr(space));
  std::from_chars(code.data(), code.data() + code.size(), response.status);
  const HeaderFields fields = take_header_fields(message);
  split_content_type(field(fields, "content-type"), response.media_type, response.charset);
  response.body = message;
  if (reader::find_fold(field(fields, "transfer-encoding"), "chunked") != std::string_view::npos)
    if (auto joined = dechunk(message)) {
      response.storage = std::move(*joined);
      response.body = response.storage;
    }
  const std::string_view packing = field(fields, "content-encoding");
  if (packing.empty() || equal_fold(packing, "identity") || response.body.empty()) return {};
  const bool known =
      reader::find_fold(packing, "gzip") != packing.npos || reader::find_fold(packing, "deflate") != packing.npos;
  // Many crawlers decompress and keep the header: text is text.
  const bool packed = response.body.starts_with("\x1F\x8B") || static_cast<unsigned char>(response.body[0]) == 0x78;
  if (!known) {
    if (static_cast<unsigned char>(response.body[0]) < 0x80 && response.body[0] >= ' ') return {};
    return fail(ErrorCode::bad_input, fmt::format("body is compressed as {}, which is not read", packing));
  }
  if (!packed && reader::find_fold(packing, "gzip") != packing.npos) return {};
  auto plain = inflate(response.body, limit);
  if (!plain) return tl::unexpected(plain.error());
  response.storage = std::move(*plain);
  response.body = response.storage;
  return {};
}

}  // namespace blotter::source

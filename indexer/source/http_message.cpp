#include "indexer/source/http_message.hpp"

#include "indexer/reader/strings.hpp"

#include <fmt/format.h>

#include <array>
#include <brotli/decode.h>
#include <charconv>
#include <cstdint>
#include <memory>
#include <optional>
#include <zlib.h>
#include <zstd.h>

namespace blotter::source {
namespace {

using reader::equal_fold;
using reader::take_line;
using reader::trim;

// The size of the next chunk, "1a3f" or "1A3F;name=value"; nullopt when the line is no such thing.
std::optional<std::size_t> chunk_size(std::string_view line) {
  std::size_t size = 0;
  const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), size, 16);
  if (error != std::errc() || end == line.data()) return std::nullopt;
  const std::string_view rest = trim(line.substr(static_cast<std::size_t>(end - line.data())));
  return rest.empty() || rest.starts_with(';') ? std::optional(size) : std::nullopt;
}

// The chunks joined; nullopt when this is not chunked after all (crawlers keep the header and drop the
// chunks).
std::optional<std::string> dechunk(std::string_view body) {
  std::string out;
  while (true) {
    const std::optional<std::size_t> size = chunk_size(trim(take_line(body)));
    if (!size) return out.empty() ? std::nullopt : std::optional(std::move(out));
    if (*size == 0) return out;
    out.append(body.substr(0, *size));
    if (*size >= body.size()) return out;
    body.remove_prefix(*size);
    if (body.starts_with("\r\n")) body.remove_prefix(2);
    else if (body.starts_with('\n')) body.remove_prefix(1);
    else if (out.size() == *size) return std::nullopt;  // the first "chunk" does not end where it says
  }
}

Error too_large(std::size_t limit) {
  return {ErrorCode::limit, fmt::format("body unpacks to more than {} bytes (limit article_bytes)", limit), {}};
}

// What was unpacked, and whether the packed bytes ended well.
struct Unpacked {
  std::string text;
  bool whole = false;
};

bool is_zlib(std::string_view packed) {
  return packed.size() > 1 && (packed[0] & 0x0F) == 8 &&
         (static_cast<unsigned char>(packed[0]) * 256 + static_cast<unsigned char>(packed[1])) % 31 == 0;
}

// gzip (of any number of members), zlib or raw deflate, detected from the first bytes.
Result<Unpacked> inflate(std::string_view packed, std::size_t limit) {
  Unpacked out;
  const bool gzip = packed.starts_with("\x1F\x8B");
  z_stream z{};
  if (inflateInit2(&z, gzip ? MAX_WBITS + 16 : is_zlib(packed) ? MAX_WBITS : -MAX_WBITS) != Z_OK)
    return fail(ErrorCode::bad_input, "zlib cannot start");
  const std::unique_ptr<z_stream, int (*)(z_stream*)> closer(&z, inflateEnd);
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));  // zlib does not write there
  z.avail_in = static_cast<uInt>(packed.size());
  std::array<char, 64 << 10> buffer;
  while (true) {
    z.next_out = reinterpret_cast<Bytef*>(buffer.data());
    z.avail_out = static_cast<uInt>(buffer.size());
    const int status = ::inflate(&z, Z_NO_FLUSH);
    out.text.append(buffer.data(), buffer.size() - z.avail_out);
    if (out.text.size() > limit) return tl::unexpected(too_large(limit));
    if (status == Z_STREAM_END) {
      out.whole = true;
      if (!gzip || z.avail_in < 2 || z.next_in[0] != 0x1F || z.next_in[1] != 0x8B) return out;
      out.whole = false;
      if (inflateReset(&z) != Z_OK) return out;
    } else if (status != Z_OK) {
      return out;
    }
  }
}

Result<Unpacked> unbrotli(std::string_view packed, std::size_t limit) {
  Unpacked out;
  const std::unique_ptr<BrotliDecoderState, void (*)(BrotliDecoderState*)> decoder(
      BrotliDecoderCreateInstance(nullptr, nullptr, nullptr), BrotliDecoderDestroyInstance);
  const auto* in = reinterpret_cast<const std::uint8_t*>(packed.data());
  std::size_t left = packed.size();
  std::array<std::uint8_t, 64 << 10> buffer;
  while (true) {
    std::uint8_t* to = buffer.data();
    std::size_t room = buffer.size();
    const BrotliDecoderResult status = BrotliDecoderDecompressStream(decoder.get(), &left, &in, &room, &to, nullptr);
    out.text.append(reinterpret_cast<const char*>(buffer.data()), buffer.size() - room);
    if (out.text.size() > limit) return tl::unexpected(too_large(limit));
    if (status == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT) continue;
    out.whole = status == BROTLI_DECODER_RESULT_SUCCESS;
    return out;
  }
}

Result<Unpacked> unzstd(std::string_view packed, std::size_t limit) {
  Unpacked out;
  const std::unique_ptr<ZSTD_DStream, std::size_t (*)(ZSTD_DStream*)> decoder(ZSTD_createDStream(), ZSTD_freeDStream);
  ZSTD_inBuffer in{packed.data(), packed.size(), 0};
  std::array<char, 64 << 10> buffer;
  while (true) {
    ZSTD_outBuffer to{buffer.data(), buffer.size(), 0};
    const std::size_t status = ZSTD_decompressStream(decoder.get(), &to, &in);
    out.text.append(buffer.data(), to.pos);
    if (out.text.size() > limit) return tl::unexpected(too_large(limit));
    out.whole = status == 0 && in.pos == in.size;
    if (ZSTD_isError(status) != 0 || (in.pos == in.size && to.pos < to.size)) return out;
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
  const auto named = [packing](std::string_view name) { return reader::find_fold(packing, name) != packing.npos; };
  const std::string_view body = response.body;
  const bool is_gzip = body.starts_with("\x1F\x8B");
  // Many crawlers decompress and keep the header: text is text.
  const bool is_text = static_cast<unsigned char>(body[0]) < 0x80 && (body[0] >= ' ' || reader::is_space(body[0]));
  Result<Unpacked> unpacked;
  if (is_gzip || (named("deflate") && !is_text) || (named("deflate") && is_zlib(body))) unpacked = inflate(body, limit);
  else if (body.starts_with("\x28\xB5\x2F\xFD")) unpacked = unzstd(body, limit);
  else if (named("gzip")) return {};
  else if (named("br")) unpacked = unbrotli(body, limit);
  else if (is_text) return {};
  else return fail(ErrorCode::bad_input, fmt::format("body is compressed as {}, which is not read", packing));
  if (!unpacked) return tl::unexpected(unpacked.error());
  if (!unpacked->whole && named("br") && is_text) return {};
  if (!unpacked->whole && unpacked->text.empty()) return fail(ErrorCode::bad_input, "compressed body is damaged");
  response.cut = !unpacked->whole;
  response.storage = std::move(unpacked->text);
  response.body = response.storage;
  return {};
}

}  // namespace blotter::source

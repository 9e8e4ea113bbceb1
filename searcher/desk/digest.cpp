#include "searcher/desk/digest.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <nettle/base64.h>

namespace blotter::search {

std::string base64(std::string_view bytes) {
  std::string text(BASE64_ENCODE_RAW_LENGTH(bytes.size()), '\0');
  base64_encode_raw(text.data(), bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()));
  return text;
}

void Sha256::add(std::string_view bytes) {
  sha256_update(&state_, bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()));
}

std::string Sha256::digest() {
  std::string bytes(SHA256_DIGEST_SIZE, '\0');
  sha256_digest(&state_, bytes.size(), reinterpret_cast<std::uint8_t*>(bytes.data()));
  return bytes;
}

std::string Sha256::hex() {
  std::string text;
  for (const char byte : digest()) text += fmt::format("{:02x}", static_cast<unsigned char>(byte));
  return text;
}

std::string Sha256::base64() { return search::base64(digest()); }

}  // namespace blotter::search

// The integer codings of a glass database.  Format source: xapian-core 1.4.22, common/pack.h.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace blotter::glass {

// Room that put_varint needs for a 32-bit and a 64-bit value.
inline constexpr std::size_t max_varint32 = 5;
inline constexpr std::size_t max_varint64 = 10;
// Room that put_sortable needs for a docid.
inline constexpr std::size_t max_sortable32 = 5;

// Seven bits a byte, low group first, the top bit saying that more follow.
inline char* put_varint(char* out, std::uint64_t value) {
  while (value >= 0x80) {
    *out++ = static_cast<char>(static_cast<unsigned char>(value | 0x80));
    value >>= 7;
  }
  *out++ = static_cast<char>(static_cast<unsigned char>(value));
  return out;
}

[[nodiscard]] inline std::size_t varint_size(std::uint64_t value) {
  std::size_t size = 1;
  for (; value >= 0x80; value >>= 7) ++size;
  return size;
}

// Reads what put_varint wrote.  The bytes are our own, written a moment ago in the same process, so no bound
// is checked.
inline std::uint32_t get_varint(const char*& in) {
  auto byte = static_cast<unsigned char>(*in++);
  std::uint32_t value = byte & 0x7fU;
  for (unsigned shift = 7; byte >= 0x80; shift += 7) {
    byte = static_cast<unsigned char>(*in++);
    value |= (byte & 0x7fU) << shift;
  }
  return value;
}

// Big-endian with the length in the first byte, so that the bytes sort as the numbers do; the first byte is
// never 0xff.
inline char* put_sortable(char* out, std::uint32_t value) {
  if (value < 0x8000) {
    *out++ = static_cast<char>(value >> 8);
    *out++ = static_cast<char>(value);
    return out;
  }
  const std::size_t length = (static_cast<std::size_t>(std::bit_width(value)) + 5) / 7;
  const auto mark = static_cast<unsigned char>(0xffU << (10 - length));
  for (std::size_t i = length; i-- > 1; value >>= 8) out[i] = static_cast<char>(value);
  out[0] = static_cast<char>(static_cast<unsigned char>(value) | mark);
  return out + length;
}

// Low byte first, no length: only for the last thing in a key.
inline char* put_last(char* out, std::uint32_t value) {
  for (; value != 0; value >>= 8) *out++ = static_cast<char>(value);
  return out;
}

// Eight bytes of a string as a number that sorts as they do; what is missing is filled with zeros, so that equal
// numbers leave open which string is less.
[[nodiscard]] inline std::uint64_t sort_bytes(std::string_view bytes, std::size_t from = 0) {
  std::uint64_t word = 0;
  if (from < bytes.size()) std::memcpy(&word, bytes.data() + from, std::min<std::size_t>(bytes.size() - from, 8));
  return std::endian::native == std::endian::little ? __builtin_bswap64(word) : word;
}

inline void put_be16(char* out, std::uint32_t value) {
  out[0] = static_cast<char>(value >> 8);
  out[1] = static_cast<char>(value);
}

inline void put_be32(char* out, std::uint32_t value) {
  put_be16(out, value >> 16);
  put_be16(out + 2, value);
}

inline char* put_bytes(char* out, std::string_view bytes) {
  if (!bytes.empty()) std::memcpy(out, bytes.data(), bytes.size());
  return out + bytes.size();
}

// A term as keys have it: every zero byte is followed by 0xff, so that a term sorts before all longer
// ones even when a zero byte and more follow it.  Needs room for twice the term.
inline char* put_escaped(char* out, std::string_view term) {
  for (const char c : term) {
    *out++ = c;
    if (c == '\0') *out++ = static_cast<char>(0xff);
  }
  return out;
}

}  // namespace blotter::glass

// Encoding of a posting in a run: the term, the bytes for the term's posting list, the bytes for its position list.
//
// clang-format off
//   term number (31 bits) and the flag "has positions": 4 bytes, native byte order
//   length of the posting entry: 1 byte
//   length of the position entry, only with positions: 1 byte, or 255 and 4 bytes in native byte order
//   posting entry:  [gap - 1 to the term's previous document, unless it is the first] wdf
//   position entry: [gap - 1 to the term's previous document with positions, unless first] length, coded positions
// clang-format on
#pragma once

#include "common/store/glass/pack.hpp"

#include <cstdint>
#include <cstring>
#include <string_view>

namespace blotter::glass {

inline constexpr std::uint32_t has_positions_flag = 0x80000000U;
inline constexpr std::uint32_t max_terms = has_positions_flag - 1;

inline constexpr std::uint32_t long_entry = 255;
// Maximal size of the bytes before the entries if the position entry is not long, and how much a long one adds.
inline constexpr std::size_t record_head = 6;
inline constexpr std::size_t long_entry_extra = 4;

inline char* put_entry_size(char* out, std::uint32_t size) {
  if (size < long_entry) {
    *out++ = static_cast<char>(size);
    return out;
  }
  *out++ = static_cast<char>(long_entry);
  std::memcpy(out, &size, sizeof size);
  return out + sizeof size;
}

inline std::uint32_t get_entry_size(const char*& in) {
  std::uint32_t size = static_cast<unsigned char>(*in++);
  if (size == long_entry) {
    std::memcpy(&size, in, sizeof size);
    in += sizeof size;
  }
  return size;
}

struct Record {
  std::uint32_t term_id;
  std::string_view posting;
  std::string_view positions;  // empty if there are none
};

// Reads the record at `in` and moves past it.
inline Record get_record(const char*& in) {
  std::uint32_t head = 0;
  std::memcpy(&head, in, sizeof head);
  in += sizeof head;
  const auto posting_size = static_cast<unsigned char>(*in++);
  const bool has_positions = (head & has_positions_flag) != 0;
  const std::uint32_t positions_size = has_positions ? get_entry_size(in) : 0;
  Record record{head & ~has_positions_flag, {in, posting_size}, {in + posting_size, positions_size}};
  in += posting_size + positions_size;
  return record;
}

// Returns the wdf, the last varint of a posting entry: its last byte and the continuation bytes before it.
inline std::uint32_t wdf_of(std::string_view posting) {
  std::size_t begin = posting.size() - 1;
  while (begin > 0 && (static_cast<unsigned char>(posting[begin - 1]) & 0x80U) != 0) --begin;
  const char* in = posting.data() + begin;
  return get_varint(in);
}

}  // namespace blotter::glass

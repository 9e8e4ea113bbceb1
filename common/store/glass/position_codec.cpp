#include "common/store/glass/position_codec.hpp"

#include "common/store/glass/pack.hpp"

#include <bit>

namespace blotter::glass {
namespace {

// How a number below `range` is written: with the fewest bits that hold every such number, and one bit less
// for the numbers in the middle of the range, as many as there are codes to spare.
struct Code {
  std::uint32_t bits;
  std::uint32_t spare;
  std::uint32_t middle;  // where the short codes begin

  explicit Code(std::uint32_t range)
      : bits(static_cast<std::uint32_t>(std::bit_width(range - 1))),
        spare(static_cast<std::uint32_t>((std::uint64_t{1} << bits) - range)),
        middle((range - spare) / 2) {}
};

class BitWriter {
 public:
  explicit BitWriter(char* out) : out_(out) {}

  // `value` is below `range`, which is not 0.
  void put(std::uint32_t value, std::uint32_t range) {
    const Code code(range);
    std::uint32_t bits = code.bits;
    if (code.spare > 0) {
      if (value >= code.middle + code.spare) {
        value = (value - (code.middle + code.spare)) | (std::uint32_t{1} << (bits - 1));
      } else if (value >= code.middle) {
        --bits;
      }
    }
    pending_ |= std::uint64_t{value} << count_;
    count_ += bits;
    while (count_ >= 8) {
      *out_++ = static_cast<char>(pending_);
      pending_ >>= 8;
      count_ -= 8;
    }
  }

  // The positions between two known ones, halving from the middle; the first half by recursion, the second by
  // the loop.
  void put_between(const std::uint32_t* positions, std::size_t low, std::size_t high) {
    while (low + 1 < high) {
      const std::size_t middle = low + (high - low) / 2;
      const auto between = static_cast<std::uint32_t>(high - low);
      const auto before = static_cast<std::uint32_t>(middle - low);
      put(positions[middle] - (positions[low] + before), positions[high] - positions[low] - between + 1);
      put_between(positions, low, middle);
      low = middle;
    }
  }

  [[nodiscard]] char* finish() {
    if (count_ > 0) *out_++ = static_cast<char>(pending_);
    return out_;
  }

 private:
  char* out_;
  std::uint64_t pending_ = 0;
  std::uint32_t count_ = 0;
};

class BitReader {
 public:
  BitReader(const char* in, const char* end) : in_(in), end_(end) {}

  std::uint32_t get(std::uint32_t range) {
    const Code code(range);
    if (code.spare == 0) return take(code.bits);
    std::uint32_t value = take(code.bits - 1);
    if (value < code.middle && take(1) != 0) value += code.middle + code.spare;
    return value;
  }

  void get_between(std::vector<std::uint32_t>& positions, std::size_t low, std::size_t high) {
    while (low + 1 < high) {
      const std::size_t middle = low + (high - low) / 2;
      const auto between = static_cast<std::uint32_t>(high - low);
      const auto before = static_cast<std::uint32_t>(middle - low);
      positions[middle] = get(positions[high] - positions[low] - between + 1) + positions[low] + before;
      get_between(positions, low, middle);
      low = middle;
    }
  }

 private:
  std::uint32_t take(std::uint32_t bits) {
    while (count_ < bits) {
      const std::uint64_t byte = in_ == end_ ? 0 : static_cast<unsigned char>(*in_++);
      pending_ |= byte << count_;
      count_ += 8;
    }
    const auto value = static_cast<std::uint32_t>(pending_ & ((std::uint64_t{1} << bits) - 1));
    pending_ >>= bits;
    count_ -= bits;
    return value;
  }

  const char* in_;
  const char* end_;
  std::uint64_t pending_ = 0;
  std::uint32_t count_ = 0;
};

}  // namespace

char* encode_positions(char* out, std::span<const std::uint32_t> positions) {
  const std::uint32_t last = positions.back();
  out = put_varint(out, last);
  if (positions.size() == 1) return out;
  BitWriter bits(out);
  bits.put(positions.front(), last);
  bits.put(static_cast<std::uint32_t>(positions.size() - 2), last - positions.front());
  bits.put_between(positions.data(), 0, positions.size() - 1);
  return bits.finish();
}

void decode_positions(std::string_view tag, std::vector<std::uint32_t>& positions) {
  const char* in = tag.data();
  const char* end = in + tag.size();
  const std::uint32_t last = get_varint(in);
  if (in == end) {
    positions.assign(1, last);
    return;
  }
  BitReader bits(in, end);
  const std::uint32_t first = bits.get(last);
  const std::size_t count = std::size_t{bits.get(last - first)} + 2;
  positions.resize(count);
  positions.front() = first;
  positions.back() = last;
  bits.get_between(positions, 0, count - 1);
}

}  // namespace blotter::glass

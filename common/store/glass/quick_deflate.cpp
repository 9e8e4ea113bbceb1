#include "common/store/glass/quick_deflate.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <utility>

namespace blotter::glass {
namespace {

constexpr std::size_t symbols = 257;  // bytes, and the end of the block
constexpr std::size_t end_of_block = 256;
constexpr unsigned code_limit = 14;      // four codes and what waits fit 64 bits
constexpr std::size_t short_text = 200;  // the introduction of a trained code would cost more than it gains
constexpr std::size_t first_update =
    4096;  // bytes seen before the first code is made; the next come after twice as many
constexpr std::size_t max_update_interval = 1U << 20;
constexpr std::uint32_t certain = 16;  // how much what was seen outweighs what was not

// Bits go out low first; fewer than eight wait between calls.
struct Bits {
  char* out;
  std::uint64_t pending = 0;
  unsigned count = 0;

  void put(std::uint64_t bits, unsigned length) {  // at most 56; eight bytes of room
    pending |= bits << count;
    count += length;
    if constexpr (std::endian::native == std::endian::little) {  // what is not full is written again
      std::memcpy(out, &pending, sizeof pending);
      out += count / 8;
      pending >>= count & ~7U;
      count &= 7;
    } else {
      for (; count >= 8; count -= 8, pending >>= 8) *out++ = static_cast<char>(pending);
    }
  }
  void put(const PrefixCode::Symbol& symbol) { put(symbol.bits, symbol.length); }
};

Bits encode(Bits bits, const PrefixCode& code, std::string_view text) {
  const PrefixCode::Symbol* const of = code.symbols.data();
  const auto* in = reinterpret_cast<const unsigned char*>(text.data());
  const auto* const end = in + text.size();
  for (; end - in >= 4; in += 4) {
    const PrefixCode::Symbol a = of[in[0]];
    const PrefixCode::Symbol b = of[in[1]];
    const PrefixCode::Symbol c = of[in[2]];
    const PrefixCode::Symbol d = of[in[3]];
    const std::uint64_t first = a.bits | std::uint64_t{b.bits} << a.length;
    const std::uint64_t second = c.bits | std::uint64_t{d.bits} << c.length;
    const unsigned half = a.length + b.length;
    bits.put(first | second << half, half + c.length + d.length);
  }
  for (; in != end; ++in) bits.put(of[*in]);
  bits.put(of[end_of_block]);
  if (bits.count > 0) bits.put(0, 8 - bits.count);
  return bits;
}

}  // namespace

QuickDeflater::QuickDeflater() : counts_(symbols, 0), next_update_(first_update) {}

QuickDeflater::Block QuickDeflater::fixed_block() {
  std::array<std::uint8_t, 288> lengths;
  for (std::size_t i = 0; i < lengths.size(); ++i)
    lengths[i] = static_cast<std::uint8_t>(i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8);
  Block block;
  block.code = PrefixCode::of_lengths(lengths);
  block.header_rest = 1 | 1 << 1;  // last block, fixed codes
  block.header_rest_bits = 3;
  return block;
}

// A code made from the counts, with its introduction: the lengths of the codes, run-length coded, in a code of their
// own.
QuickDeflater::Block QuickDeflater::trained_block() const {
  std::vector<std::uint32_t> frequencies;
  for (const std::uint32_t count : counts_) frequencies.push_back(count * certain + 1);  // anything may come
  Block block;
  block.code = PrefixCode::of(frequencies, code_limit);

  std::vector<std::uint8_t> lengths;
  for (const PrefixCode::Symbol& symbol : block.code.symbols) lengths.push_back(symbol.length);
  lengths.push_back(0);                                       // of the one code of distances: there are none
  std::vector<std::pair<std::uint32_t, std::uint32_t>> runs;  // symbol; and for a repetition (16), how many above 3
  for (std::size_t i = 0; i < lengths.size();) {
    std::size_t same = 1;
    while (i + same < lengths.size() && lengths[i + same] == lengths[i]) ++same;
    runs.emplace_back(lengths[i], 0);
    i += same--;
    for (; same >= 3; same -= std::min<std::size_t>(same, 6))
      runs.emplace_back(16, static_cast<std::uint32_t>(std::min<std::size_t>(same, 6) - 3));
    for (; same > 0; --same) runs.emplace_back(lengths[i - 1], 0);
  }

  constexpr std::array<std::uint8_t, 19> order{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
  std::vector<std::uint32_t> counts(order.size(), 1);
  for (const auto& [symbol, more] : runs) counts[symbol] += 64;
  const PrefixCode code = PrefixCode::of(counts, 7);
  block.header.resize(1024);
  Bits bits{block.header.data()};
  bits.put(1 | 2 << 1, 3);  // last block, codes of its own
  bits.put(symbols - 257, 5);
  bits.put(0, 5);  // one code of distances
  bits.put(order.size() - 4, 4);
  for (const std::uint8_t symbol : order) bits.put(code.symbols[symbol].length, 3);
  for (const auto& [symbol, more] : runs) {
    bits.put(code.symbols[symbol]);
    if (symbol == 16) bits.put(more, 2);
  }
  block.header.resize(static_cast<std::size_t>(bits.out - block.header.data()));
  block.header_rest = bits.pending;
  block.header_rest_bits = bits.count;
  return block;
}

bool QuickDeflater::append(ByteBuffer& out, std::string_view text) {
  const Block& block = text.size() < short_text ? fixed_ : trained_;
  const std::size_t before = out.size();
  char* const place = out.extend(block.header.size() + 2 * text.size() + 32);
  std::copy(block.header.begin(), block.header.end(), place);
  const Bits bits = encode({place + block.header.size(), block.header_rest, block.header_rest_bits}, block.code, text);
  const bool shorter = static_cast<std::size_t>(bits.out - place) < text.size();
  if (shorter) {
    out.commit(bits.out);
  } else {
    out.resize(before);
  }
  train(text);
  return shorter;
}

// Counts the bytes in the first quarter of each interval; at its end builds a new Huffman code and halves the counts.
void QuickDeflater::train(std::string_view text) {
  if (seen_ < next_update_ / 4) {
    for (const char byte : text) ++counts_[static_cast<unsigned char>(byte)];
    ++counts_[end_of_block];
  }
  seen_ += text.size();
  if (seen_ < next_update_) return;
  trained_ = trained_block();
  seen_ = 0;
  next_update_ = std::min(max_update_interval, next_update_ * 2);
  for (std::uint32_t& count : counts_) count /= 2;
}

}  // namespace blotter::glass

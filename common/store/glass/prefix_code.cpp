#include "common/store/glass/prefix_code.hpp"

#include <algorithm>
#include <array>
#include <numeric>

namespace blotter::glass {
namespace {

constexpr unsigned longest = 15;

// How many codes there are of each length in Huffman's tree over frequencies that rise.  The two smallest of what is
// left are joined again and again; leaves and joints both come in rising order, so two queues do.
std::array<std::uint32_t, longest + 1> count_lengths(const std::vector<std::uint32_t>& rising, unsigned limit) {
  const std::size_t leaves = rising.size();
  std::vector<std::uint64_t> weight(rising.begin(), rising.end());
  std::vector<std::size_t> parent(2 * leaves - 1);
  std::size_t leaf = 0;
  std::size_t joint = leaves;
  const auto smallest = [&] {
    const bool take_leaf = leaf < leaves && (joint == weight.size() || weight[leaf] <= weight[joint]);
    return take_leaf ? leaf++ : joint++;
  };
  while (weight.size() < 2 * leaves - 1) {
    const std::size_t a = smallest();
    const std::size_t b = smallest();
    parent[a] = parent[b] = weight.size();
    weight.push_back(weight[a] + weight[b]);
  }
  std::vector<unsigned> depth(weight.size(), 0);
  std::array<std::uint32_t, longest + 1> counts{};
  std::uint32_t too_long = 0;
  for (std::size_t node = weight.size() - 1; node-- > 0;) {
    depth[node] = depth[parent[node]] + 1;
    if (node >= leaves) continue;
    ++counts[std::min(depth[node], limit)];
    if (depth[node] > limit) ++too_long;
  }
  if (too_long == 0) return counts;
  // Codes that were shortened take too much of the tree: lengthen others until it is full exactly.
  std::uint64_t taken = 0;
  for (unsigned length = 1; length <= limit; ++length) taken += std::uint64_t{counts[length]} << (limit - length);
  for (const std::uint64_t whole = std::uint64_t{1} << limit; taken > whole; --taken) {
    unsigned length = limit - 1;
    while (counts[length] == 0) --length;
    --counts[length];  // this one and one of the longest become a pair below it
    counts[length + 1] += 2;
    --counts[limit];
  }
  return counts;
}

std::uint16_t reversed(std::uint32_t code, unsigned length) {
  std::uint32_t out = 0;
  for (; length > 0; --length, code >>= 1) out = out << 1 | (code & 1);
  return static_cast<std::uint16_t>(out);
}

}  // namespace

PrefixCode PrefixCode::of(std::span<const std::uint32_t> frequencies, unsigned limit) {
  std::vector<std::uint32_t> order(frequencies.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return frequencies[a] < frequencies[b]; });
  std::vector<std::uint32_t> rising;
  rising.reserve(order.size());
  for (const std::uint32_t symbol : order) rising.push_back(frequencies[symbol]);
  auto counts = count_lengths(rising, limit);
  std::vector<std::uint8_t> lengths(frequencies.size());
  unsigned length = limit;
  for (const std::uint32_t symbol : order) {  // the rarest get the longest
    while (counts[length] == 0) --length;
    --counts[length];
    lengths[symbol] = static_cast<std::uint8_t>(length);
  }
  return of_lengths(lengths);
}

PrefixCode PrefixCode::of_lengths(std::span<const std::uint8_t> lengths) {
  std::array<std::uint32_t, longest + 2> next{};
  for (const std::uint8_t length : lengths)
    if (length > 0) ++next[length + 1U];
  std::uint32_t code = 0;
  for (unsigned length = 1; length <= longest; ++length) {
    code = (code + next[length]) << 1;
    next[length] = code;
  }
  PrefixCode out;
  out.symbols.resize(lengths.size());
  for (std::size_t i = 0; i < lengths.size(); ++i) {
    if (lengths[i] == 0) continue;
    out.symbols[i] = {reversed(next[lengths[i]]++, lengths[i]), lengths[i]};
  }
  return out;
}

}  // namespace blotter::glass

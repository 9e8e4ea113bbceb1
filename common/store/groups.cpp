#include "common/store/groups.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <numeric>
#include <utility>

namespace blotter::store {
namespace {

constexpr std::size_t bins = text::Signature::word_bins;
// Three bins a band: of two texts that share 55 % of their shingles, 98 in 100 meet in some band.
constexpr std::size_t band_bins = 3;
constexpr std::size_t bands = bins / band_bins;
// What one article is compared with in a band.  More different texts than this in one place are formulas, not copies;
// the limit keeps a hostile collection from costing its square.
constexpr std::size_t max_compared = 64;

using Bins = std::array<std::uint8_t, bins>;

// An empty bin takes what another bin of the text has, chosen by the bin's number alone, so that two texts agree in it
// as often as in the others.  0 when there are no words at all.
std::uint8_t densified(const Bins& words, std::size_t bin) {
  if (words[bin] != 0) return words[bin];
  if (std::all_of(words.begin(), words.end(), [](std::uint8_t b) { return b == 0; })) return 0;
  for (std::uint32_t attempt = 1;; ++attempt) {
    const auto number = static_cast<std::uint32_t>(bin) * 0x9E3779B1u + attempt * 0x85EBCA77u;
    if (const std::uint8_t other = words[((number ^ (number >> 15)) * 0xC2B2AE3Du) >> 26]; other != 0) return other;
  }
}

class Groups {
 public:
  explicit Groups(const std::vector<Candidate>& candidates)
      : candidates_(candidates), order_(candidates.size()), parent_(candidates.size()) {
    std::iota(order_.begin(), order_.end(), 0u);
    std::iota(parent_.begin(), parent_.end(), 0u);
    const auto key = [&](std::uint32_t i) {
      const Candidate& one = candidates_[i];
      return std::pair(one.date == 0 ? 0xffffffffu : one.date, one.rank);
    };
    std::sort(order_.begin(), order_.end(), [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
    for (std::vector<std::uint8_t>& of_bin : words_) of_bin.resize(order_.size());
    for (std::uint32_t rank = 0; rank < order_.size(); ++rank)
      for (std::size_t bin = 0; bin < words_.size(); ++bin) words_[bin][rank] = densified(signature(rank).words, bin);
  }

  std::vector<std::uint32_t> find() {
    for (std::size_t band = 0; band < bands; ++band) join_band(band);
    std::vector<std::uint32_t> sizes(parent_.size());
    for (std::uint32_t rank = 0; rank < parent_.size(); ++rank) ++sizes[root(rank)];
    std::vector<std::uint32_t> first(parent_.size(), no_group);
    for (std::uint32_t rank = 0; rank < parent_.size(); ++rank)
      if (sizes[root(rank)] > 1) first[order_[rank]] = order_[root(rank)];
    return first;
  }

 private:
  // Ranks, not numbers of candidates: the root of a set is its first rank in the order.
  std::uint32_t root(std::uint32_t rank) {
    while (parent_[rank] != rank) rank = parent_[rank] = parent_[parent_[rank]];
    return rank;
  }
  void join(std::uint32_t a, std::uint32_t b) {
    a = root(a);
    b = root(b);
    parent_[std::max(a, b)] = std::min(a, b);
  }
  const text::Signature& signature(std::uint32_t rank) const { return candidates_[order_[rank]].signature; }

  void join_band(std::size_t band) {
    std::vector<std::uint64_t> keys;  // the band's bytes, then the rank
    keys.reserve(order_.size());
    for (std::uint32_t rank = 0; rank < order_.size(); ++rank) {
      std::uint64_t bytes = 0;
      for (std::size_t bin = band * band_bins; bin < (band + 1) * band_bins; ++bin)
        bytes = bytes << 8 | words_[bin][rank];
      if (bytes == 0) continue;  // no words at all
      keys.push_back(bytes << 32 | rank);
    }
    sort_by_band(keys);
    for (std::size_t from = 0; from < keys.size();) {
      std::size_t to = from + 1;
      while (to < keys.size() && keys[to] >> 32 == keys[from] >> 32) ++to;
      if (to - from > 1) join_run(keys, from, to);
      from = to;
    }
  }
  // Sorts keys that ascend by rank: by radix, which leaves keys of the same bytes in their order.
  static void sort_by_band(std::vector<std::uint64_t>& keys) {
    constexpr unsigned digit_bits = 12;
    constexpr std::uint64_t digit_mask = (1U << digit_bits) - 1;
    std::vector<std::uint64_t> sorted(keys.size());
    for (unsigned shift = 32; shift < 32 + 8 * band_bins; shift += digit_bits) {
      std::array<std::uint32_t, digit_mask + 2> starts{};
      for (const std::uint64_t key : keys) ++starts[(key >> shift & digit_mask) + 1];
      std::partial_sum(starts.begin(), starts.end(), starts.begin());
      for (const std::uint64_t key : keys) sorted[starts[key >> shift & digit_mask]++] = key;
      keys.swap(sorted);
    }
  }
  void join_run(const std::vector<std::uint64_t>& keys, std::size_t from, std::size_t to) {
    std::vector<std::uint32_t> compared;
    for (std::size_t i = from; i < to; ++i) {
      const auto rank = static_cast<std::uint32_t>(keys[i]);
      bool known = false;
      for (const std::uint32_t other : compared) {
        if (root(other) == root(rank)) known = true;
        else if (text::is_reprint(signature(other), signature(rank))) {
          join(other, rank);
          known = true;
        }
      }
      // Past a dozen texts, one of each group represents it.
      if (compared.size() < 12 || (!known && compared.size() < max_compared)) compared.push_back(rank);
    }
  }

  const std::vector<Candidate>& candidates_;
  std::vector<std::uint32_t> order_;                                // rank → number of the candidate
  std::vector<std::uint32_t> parent_;                               // by rank
  std::array<std::vector<std::uint8_t>, bands * band_bins> words_;  // densified, by bin and rank
};

}  // namespace

std::vector<std::uint32_t> group_near_duplicates(const std::vector<Candidate>& candidates) {
  return Groups(candidates).find();
}

}  // namespace blotter::store

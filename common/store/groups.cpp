#include "common/store/groups.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <numeric>
#include <span>
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
Bins densified(const Bins& words) {
  Bins filled = words;
  if (std::find(words.begin(), words.end(), 0) == words.end()) return filled;
  if (std::all_of(words.begin(), words.end(), [](std::uint8_t b) { return b == 0; })) return filled;
  for (std::uint32_t bin = 0; bin < bins; ++bin)
    for (std::uint32_t attempt = 1; filled[bin] == 0; ++attempt) {
      const std::uint32_t number = bin * 0x9E3779B1u + attempt * 0x85EBCA77u;
      filled[bin] = words[((number ^ (number >> 15)) * 0xC2B2AE3Du) >> 26];
    }
  return filled;
}

// Which numbers were met more than once, and a few of those that were not.
class Met {
 public:
  // For that many numbers.
  explicit Met(std::size_t numbers)
      : shift_(32U - std::min(24U, static_cast<unsigned>(std::bit_width(bits_each * numbers + 63)))),
        once_((std::size_t{1} << (32 - shift_)) / 64),
        again_(once_.size()) {}
  void clear() {
    std::fill(once_.begin(), once_.end(), 0);
    std::fill(again_.begin(), again_.end(), 0);
  }
  void add(std::uint32_t number) {
    const std::uint32_t at = place(number);
    const std::uint64_t bit = std::uint64_t{1} << (at % 64);
    again_[at / 64] |= once_[at / 64] & bit;
    once_[at / 64] |= bit;
  }
  [[nodiscard]] bool again(std::uint32_t number) const {
    const std::uint32_t at = place(number);
    return (again_[at / 64] >> (at % 64) & 1) != 0;
  }

 private:
  static constexpr std::size_t bits_each = 16;  // one number in twenty is taken for another
  [[nodiscard]] std::uint32_t place(std::uint32_t number) const { return number * 0x9E3779B1u >> shift_; }

  unsigned shift_;
  std::vector<std::uint64_t> once_;
  std::vector<std::uint64_t> again_;
};

class Groups {
 public:
  explicit Groups(const std::vector<Candidate>& candidates)
      : candidates_(candidates), parent_(candidates.size()), bytes_(candidates.size()), met_(candidates.size()) {
    std::iota(parent_.begin(), parent_.end(), 0u);
    words_.reserve(candidates.size());
    for (const Candidate& one : candidates) words_.push_back(densified(one.signature.words));
  }

  std::vector<std::uint32_t> find() {
    for (std::size_t band = 0; band < bands; ++band) join_band(band);
    std::vector<std::uint32_t> sizes(parent_.size());
    for (std::uint32_t i = 0; i < parent_.size(); ++i) ++sizes[root(i)];
    std::vector<std::uint32_t> first(parent_.size(), no_group);
    for (std::uint32_t i = 0; i < parent_.size(); ++i)
      if (sizes[root(i)] > 1) first[i] = root(i);
    return first;
  }

 private:
  // A candidate that has its band's bytes in common with another.
  struct Meeting {
    std::uint32_t band = 0;  // the bytes
    std::uint64_t age = 0;
    std::uint32_t candidate = 0;
  };

  // Orders the candidates from the earliest on.
  [[nodiscard]] std::uint64_t age(std::uint32_t i) const {
    const Candidate& one = candidates_[i];
    return std::uint64_t{one.date == 0 ? 0xffffffffu : one.date} << 32 | one.rank;
  }
  // The earliest of the candidate's set.
  std::uint32_t root(std::uint32_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  void join(std::uint32_t a, std::uint32_t b) {
    a = root(a);
    b = root(b);
    if (age(b) < age(a)) std::swap(a, b);
    parent_[b] = a;
  }
  // The band's bytes; 0 when there are no words at all.
  [[nodiscard]] std::uint32_t band_of(std::uint32_t i, std::size_t band) const {
    static_assert(band_bins == 3);
    const std::uint8_t* const bin = words_[i].data() + band * band_bins;
    return static_cast<std::uint32_t>(bin[0] << 16 | bin[1] << 8 | bin[2]);
  }

  // Few candidates meet another in a band, and only these are sorted.
  void join_band(std::size_t band) {
    met_.clear();
    for (std::uint32_t i = 0; i < words_.size(); ++i) met_.add(bytes_[i] = band_of(i, band));
    std::vector<Meeting> meetings;
    for (std::uint32_t i = 0; i < words_.size(); ++i)
      if (bytes_[i] != 0 && met_.again(bytes_[i])) meetings.push_back({bytes_[i], age(i), i});
    std::sort(meetings.begin(), meetings.end(),
              [](const Meeting& a, const Meeting& b) { return std::pair(a.band, a.age) < std::pair(b.band, b.age); });
    for (auto from = meetings.begin(); from != meetings.end();) {
      const auto to = std::find_if(from, meetings.end(), [&](const Meeting& one) { return one.band != from->band; });
      join_run({from, to});
      from = to;
    }
  }
  void join_run(std::span<const Meeting> run) {
    compared_.clear();
    for (const Meeting& meeting : run) {
      const std::uint32_t one = meeting.candidate;
      bool known = false;
      for (const std::uint32_t other : compared_) {
        if (root(other) == root(one)) known = true;
        else if (text::is_reprint(candidates_[other].signature, candidates_[one].signature)) {
          join(other, one);
          known = true;
        }
      }
      // Past a dozen texts, one of each group represents it.
      if (compared_.size() < 12 || (!known && compared_.size() < max_compared)) compared_.push_back(one);
    }
  }

  const std::vector<Candidate>& candidates_;
  std::vector<std::uint32_t> parent_;
  std::vector<Bins> words_;           // densified
  std::vector<std::uint32_t> bytes_;  // of one band, by candidate
  Met met_;
  std::vector<std::uint32_t> compared_;
};

}  // namespace

std::vector<std::uint32_t> group_near_duplicates(const std::vector<Candidate>& candidates) {
  return Groups(candidates).find();
}

}  // namespace blotter::store

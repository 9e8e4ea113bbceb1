// The postings of a term, or of several that count as one word, decoded: three bytes each.
#pragma once

#include "common/store/database.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace blotter::match {

// Calls `visit(at)` with the iterator at every posting of a term in a shard.  Throws Xapian::DatabaseCorruptError at a
// document number above `last`, the shard's last: sets and arrays are indexed by it.
template <class Visit>
void each_posting(const Xapian::Database& shard, const std::string& term, std::uint32_t last, Visit visit) {
  for (auto at = shard.postlist_begin(term); at != shard.postlist_end(term); ++at) {
    if (*at > last) throw Xapian::DatabaseCorruptError("a posting has a document number above the last");
    visit(at);
  }
}

// Documents are told apart by their place in a block of neighbours, so that a place takes two bytes and what a block's
// documents have gathered stays in the processor's first cache.
class Postings {
 public:
  static constexpr std::uint32_t block_bits = 13;
  static constexpr std::uint32_t block_size = 1u << block_bits;

  // Of the documents that hold any of the terms; how often these stand there adds up.  `norms` are of the shard's
  // documents (see DocLengths).  May throw Xapian::Error.
  Postings(const Xapian::Database& shard, const std::vector<std::string>& terms, std::span<const float> norms);

  [[nodiscard]] std::uint32_t documents() const { return static_cast<std::uint32_t>(places_.size()); }
  [[nodiscard]] std::size_t bytes() const { return sizeof *this + places_.size() * 3 + starts_.size() * 4; }
  // The most that the term brings to a BM25 score, before its weight; rounded up.
  [[nodiscard]] double most() const { return most_; }

  // Of one block: places in it, ascending, and how often the term stands there (`large`: at least as often).
  struct Block {
    std::span<const std::uint16_t> places;
    std::span<const std::uint8_t> times;
  };
  static constexpr std::uint8_t large = 255;
  [[nodiscard]] Block block(std::uint32_t number) const {
    const std::uint32_t from = starts_[number];
    const std::uint32_t size = starts_[number + 1] - from;
    return {std::span(places_).subspan(from, size), std::span(times_).subspan(from, size)};
  }

  // A place among the postings, for documents that are asked about in rising order.
  struct Cursor {
    std::uint32_t at = 0;
    std::uint32_t end = 0;
    std::uint32_t block = ~0u;
  };
  // How often the term stands in the document; -1 when it does not (0 is a filter's term).  A cursor asked about an
  // earlier document of the block it stands in finds nothing.
  [[nodiscard]] std::int64_t times(std::uint32_t docid, Cursor& cursor) const {
    if (const std::uint32_t block = docid >> block_bits; block != cursor.block)
      cursor = {starts_[block], starts_[block + 1], block};
    const auto place = static_cast<std::uint16_t>(docid & (block_size - 1));
    // By doubling steps: the next document is mostly near.
    std::uint32_t step = 1;
    while (cursor.end - cursor.at > step && places_[cursor.at + step] <= place) {
      cursor.at += step;
      step *= 2;
    }
    const auto from = places_.begin() + cursor.at;
    const auto to = places_.begin() + std::min(cursor.at + step, cursor.end);
    cursor.at = static_cast<std::uint32_t>(std::lower_bound(from, to, place) - places_.begin());
    if (cursor.at == cursor.end || places_[cursor.at] != place) return -1;
    return times_[cursor.at] == large ? large_times(docid) : times_[cursor.at];
  }
  // In a document where it stands at least `large` times.
  [[nodiscard]] std::uint32_t large_times(std::uint32_t docid) const {
    return std::lower_bound(large_.begin(), large_.end(), std::pair{docid, 0u})->second;
  }
  template <class Visit>
  void each(Visit visit) const {
    for (std::uint32_t number = 0; number + 1 < starts_.size(); ++number)
      for (const std::uint16_t place : block(number).places) visit((number << block_bits) + place);
  }

 private:
  void add(std::uint32_t docid, std::uint32_t times, float norm);

  std::vector<std::uint32_t> starts_;  // of the blocks, and the end
  std::vector<std::uint16_t> places_;
  std::vector<std::uint8_t> times_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> large_;  // by document
  double most_ = 0;
};

}  // namespace blotter::match

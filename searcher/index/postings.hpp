// The postings of a term, or of several that count as one word, decoded: three bytes each.
#pragma once

#include "common/store/database.hpp"
#include "common/store/posting_reader.hpp"
#include "searcher/index/index.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace blotter::match {

// Calls `visit(docids, wdfs)` with the postings of a term in a shard, ascending, in pieces.  Throws
// Xapian::DatabaseCorruptError at a docid above the shard's last: sets and arrays are indexed by it.
template <class Visit>
void each_chunk(const Shard& shard, const std::string& term, Visit visit) {
  const std::uint32_t last = shard.columns->last_docid();
  if (shard.postings->map()) {
    store::PostingReader reader(*shard.postings, last);
    if (reader.find(term))
      while (reader.next_chunk()) visit(reader.docids(), reader.wdfs());
    return;
  }
  for (auto at = shard.database.postlist_begin(term); at != shard.database.postlist_end(term); ++at) {
    if (*at > last) throw Xapian::DatabaseCorruptError("a posting has a document number above the last");
    const std::array docid{*at};
    const std::array wdf{at.get_wdf()};
    visit(std::span<const std::uint32_t>(docid), std::span<const std::uint32_t>(wdf));
  }
}

// Calls `visit(docid)` likewise.
template <class Visit>
void each_document(const Shard& shard, const std::string& term, Visit visit) {
  each_chunk(shard, term, [&](std::span<const std::uint32_t> docids, std::span<const std::uint32_t> /*wdfs*/) {
    for (const std::uint32_t docid : docids) visit(docid);
  });
}

// Docids are stored as 16-bit offsets into blocks of 8,192 docids.  The score accumulators of one block (32 KiB) stay
// in the L1 cache.
class Postings {
 public:
  static constexpr std::uint32_t block_bits = 13;
  static constexpr std::uint32_t block_size = 1u << block_bits;

  // Decodes the documents that contain any of `terms`; their wdfs add up.  `norms` are those of the shard's documents,
  // by docid (see DocLengths).  May throw Xapian::Error.
  Postings(const Shard& shard, const std::vector<std::string>& terms, std::span<const float> norms);

  [[nodiscard]] std::uint32_t documents() const { return static_cast<std::uint32_t>(offsets_.size()); }
  [[nodiscard]] std::size_t bytes() const { return sizeof *this + offsets_.size() * 3 + starts_.size() * 4; }
  // Returns the highest bm25_tf() of any document, rounded up: times the term's weight, no score from it is higher.
  [[nodiscard]] double upper_bound() const { return upper_bound_; }

  // The postings of one block: offsets, ascending, and their wdfs (`large`: at least as much, see large_wdf()).
  struct Block {
    std::span<const std::uint16_t> offsets;
    std::span<const std::uint8_t> wdfs;
  };
  static constexpr std::uint8_t large = 255;
  [[nodiscard]] Block block(std::uint32_t number) const {
    const std::uint32_t from = starts_[number];
    const std::uint32_t size = starts_[number + 1] - from;
    return {std::span(offsets_).subspan(from, size), std::span(wdfs_).subspan(from, size)};
  }

  // Where the last call of wdf() stopped.
  struct Cursor {
    std::uint32_t at = 0;
    std::uint32_t end = 0;
    std::uint32_t block = ~0u;
  };
  // Returns the wdf of the term in `docid`, or -1 if the document does not contain it; boolean terms have wdf 0.  Call
  // with rising docids: a cursor does not move back within a block.
  [[nodiscard]] std::int64_t wdf(std::uint32_t docid, Cursor& cursor) const {
    if (const std::uint32_t block = docid >> block_bits; block != cursor.block)
      cursor = {starts_[block], starts_[block + 1], block};
    const auto offset = static_cast<std::uint16_t>(docid & (block_size - 1));
    // By doubling steps: the next document is mostly near.
    std::uint32_t step = 1;
    while (cursor.end - cursor.at > step && offsets_[cursor.at + step] <= offset) {
      cursor.at += step;
      step *= 2;
    }
    const auto from = offsets_.begin() + cursor.at;
    const auto to = offsets_.begin() + std::min(cursor.at + step, cursor.end);
    cursor.at = static_cast<std::uint32_t>(std::lower_bound(from, to, offset) - offsets_.begin());
    if (cursor.at == cursor.end || offsets_[cursor.at] != offset) return -1;
    return wdfs_[cursor.at] == large ? large_wdf(docid) : wdfs_[cursor.at];
  }
  // Returns the wdf in a document whose stored wdf is `large`.
  [[nodiscard]] std::uint32_t large_wdf(std::uint32_t docid) const {
    return std::lower_bound(large_.begin(), large_.end(), std::pair{docid, 0u})->second;
  }
  // Calls `visit(docid)` for every document, ascending.
  template <class Visit>
  void each(Visit visit) const {
    for (std::uint32_t number = 0; number + 1 < starts_.size(); ++number)
      for (const std::uint16_t offset : block(number).offsets) visit((number << block_bits) + offset);
  }

 private:
  void add(std::span<const std::uint32_t> docids, std::span<const std::uint32_t> wdfs);

  std::vector<std::uint32_t> starts_;  // of the blocks, and the end
  std::vector<std::uint16_t> offsets_;
  std::vector<std::uint8_t> wdfs_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> large_;  // by document
  double upper_bound_ = 0;
};

}  // namespace blotter::match

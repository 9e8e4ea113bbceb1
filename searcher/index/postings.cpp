#include "searcher/index/postings.hpp"

#include "searcher/index/bm25.hpp"

#include <limits>

namespace blotter::match {
namespace {

using Numbers = std::span<const std::uint32_t>;

// The highest bm25_tf() of many postings: among those of a small wdf, that of the least norm.
class HighestTf {
 public:
  HighestTf() { least_norm_.fill(std::numeric_limits<float>::infinity()); }
  void add(std::uint32_t wdf, float norm) {
    if (wdf < least_norm_.size()) least_norm_[wdf] = std::min(least_norm_[wdf], norm);
    else highest_ = std::max(highest_, bm25_tf(wdf, norm));
  }
  [[nodiscard]] double get() const {
    double highest = highest_;
    for (std::uint32_t wdf = 0; wdf < least_norm_.size(); ++wdf)
      highest = std::max(highest, bm25_tf(wdf, least_norm_[wdf]));
    return highest;
  }

 private:
  std::array<float, 16> least_norm_;  // by wdf
  double highest_ = 0;                // of the others
};

}  // namespace

Postings::Postings(const Shard& shard, const std::vector<std::string>& terms, std::span<const float> norms) {
  const auto blocks = static_cast<std::uint32_t>((norms.size() >> block_bits) + 1);
  starts_.reserve(blocks + 1);
  if (terms.size() == 1) {
    each_chunk(shard, terms.front(), [&](Numbers docids, Numbers wdfs) { add(docids, wdfs); });
  } else {
    std::vector<std::uint32_t> sums(norms.size());  // by document; one more than the wdf; 0: no term occurs
    for (const std::string& term : terms)
      each_chunk(shard, term, [&](Numbers docids, Numbers wdfs) {
        for (std::size_t i = 0; i < docids.size(); ++i) sums[docids[i]] += wdfs[i] + (sums[docids[i]] == 0);
      });
    std::vector<std::uint32_t> docids;
    std::vector<std::uint32_t> wdfs;
    for (std::uint32_t docid = 1; docid < sums.size(); ++docid) {
      if (sums[docid] == 0) continue;
      docids.push_back(docid);
      wdfs.push_back(sums[docid] - 1);
    }
    add(docids, wdfs);
  }
  offsets_.shrink_to_fit();
  wdfs_.shrink_to_fit();
  starts_.resize(blocks + 1, documents());
  HighestTf highest;
  for (std::uint32_t number = 0; number < blocks; ++number) {
    const Block postings = block(number);
    const float* const block_norms = norms.data() + (std::size_t{number} << block_bits);
    for (std::size_t i = 0; i < postings.offsets.size(); ++i)
      if (postings.wdfs[i] != large) highest.add(postings.wdfs[i], block_norms[postings.offsets[i]]);
  }
  for (const auto& [docid, wdf] : large_) highest.add(wdf, norms[docid]);
  upper_bound_ = highest.get() * (1 + 1e-6);
}

void Postings::add(Numbers docids, Numbers wdfs) {
  const std::size_t before = offsets_.size();
  offsets_.resize(before + docids.size());
  wdfs_.resize(before + docids.size());
  // Local, since a store of a byte may change any member.
  std::uint16_t* const offsets = offsets_.data() + before;
  std::uint8_t* const bytes = wdfs_.data() + before;
  std::uint32_t block_end = 0;  // a docid
  for (std::size_t i = 0; i < docids.size(); ++i) {
    if (docids[i] >= block_end) {
      const std::uint32_t number = docids[i] >> block_bits;
      starts_.resize(std::max<std::size_t>(starts_.size(), number + 1), static_cast<std::uint32_t>(before + i));
      block_end = (number + 1) << block_bits;
    }
    offsets[i] = static_cast<std::uint16_t>(docids[i] & (block_size - 1));
    bytes[i] = static_cast<std::uint8_t>(std::min<std::uint32_t>(wdfs[i], large));
    if (wdfs[i] >= large) large_.emplace_back(docids[i], wdfs[i]);
  }
}

}  // namespace blotter::match

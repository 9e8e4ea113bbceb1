#include "searcher/index/postings.hpp"

#include "searcher/index/bm25.hpp"

namespace blotter::match {

Postings::Postings(const Xapian::Database& shard, const std::vector<std::string>& terms, std::span<const float> norms) {
  const auto last = static_cast<std::uint32_t>(norms.size()) - 1;
  const auto blocks = static_cast<std::uint32_t>((norms.size() >> block_bits) + 1);
  starts_.reserve(blocks + 1);
  if (terms.size() == 1) {
    const Xapian::doccount documents = shard.get_termfreq(terms.front());
    offsets_.reserve(documents);
    wdfs_.reserve(documents);
    each_posting(shard, terms.front(), last, [&](const auto& at) { add(*at, at.get_wdf(), norms[*at]); });
  } else {
    std::vector<std::uint32_t> sums(norms.size());  // by document; one more than the wdf; 0: no term occurs
    for (const std::string& term : terms)
      each_posting(shard, term, last, [&](const auto& at) { sums[*at] += at.get_wdf() + (sums[*at] == 0); });
    for (std::uint32_t docid = 1; docid < sums.size(); ++docid)
      if (sums[docid] != 0) add(docid, sums[docid] - 1, norms[docid]);
  }
  starts_.resize(blocks + 1, documents());
  upper_bound_ *= 1 + 1e-6;
}

void Postings::add(std::uint32_t docid, std::uint32_t wdf, float norm) {
  while (starts_.size() <= docid >> block_bits) starts_.push_back(documents());
  offsets_.push_back(static_cast<std::uint16_t>(docid & (block_size - 1)));
  wdfs_.push_back(static_cast<std::uint8_t>(std::min<std::uint32_t>(wdf, large)));
  if (wdf >= large) large_.emplace_back(docid, wdf);
  upper_bound_ = std::max(upper_bound_, bm25_tf(wdf, norm));
}

}  // namespace blotter::match

#include "searcher/index/postings.hpp"

#include "searcher/rank/bm25.hpp"

namespace blotter::match {

Postings::Postings(const Xapian::Database& shard, const std::string& term, std::span<const float> norms) {
  const Xapian::doccount documents = shard.get_termfreq(term);
  places_.reserve(documents);
  times_.reserve(documents);
  const auto blocks = static_cast<std::uint32_t>((norms.size() >> block_bits) + 1);
  starts_.reserve(blocks + 1);
  double most = 0;
  each_posting(shard, term, static_cast<std::uint32_t>(norms.size()) - 1, [&](const Xapian::PostingIterator& at) {
    const std::uint32_t docid = *at;
    const std::uint32_t times = at.get_wdf();
    while (starts_.size() <= docid >> block_bits) starts_.push_back(static_cast<std::uint32_t>(places_.size()));
    places_.push_back(static_cast<std::uint16_t>(docid & (block_size - 1)));
    times_.push_back(static_cast<std::uint8_t>(std::min<std::uint32_t>(times, large)));
    if (times >= large) large_.emplace_back(docid, times);
    most = std::max(most, bm25_tf(times, norms[docid]));
  });
  starts_.resize(blocks + 1, static_cast<std::uint32_t>(places_.size()));
  most_ = most * (1 + 1e-6);
}

}  // namespace blotter::match

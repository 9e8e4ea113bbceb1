#include "searcher/rank/scorer.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace blotter::match {
namespace {

// The cost of an exact score, per term, and of a block, in accumulated postings.
constexpr std::uint64_t postings_per_look_up = 12;
constexpr std::uint64_t postings_per_block = 1024;
// Terms whose upper bounds add up to at most this share of the threshold are non-essential: only the exact score adds
// them.
constexpr double non_essential_share = 0.3;
constexpr std::uint32_t stride = 16;  // documents looked at in one go

}  // namespace

// MaxScore (Turtle and Flood, "Query evaluation: strategies and optimizations", 1995), one block at a time.  Essential
// terms are accumulated in single precision for all documents of the block; a document whose upper bound reaches the
// threshold is then scored exactly.
class Scorer::Search {
  [[nodiscard]] auto order() const {
    return [this](const ScoredDoc& a, const ScoredDoc& b) { return ranks_before(index_, a, b); };
  }

 public:
  Search(const Index& index, const DocLengths& lengths, std::uint32_t limit)
      : index_(index), lengths_(lengths), limit_(limit) {}

  void run(ScoreTree& tree, std::uint32_t shard, const DocSet& documents) {
    tree_ = &tree;
    shard_ = shard;
    documents_ = &documents;
    leaves_.clear();
    std::uint64_t postings = 0;
    for (const ScoreTree::Leaf& leaf : tree.leaves()) {
      if (leaf.weight == 0) continue;
      leaves_.push_back({leaf.postings.get(), leaf.weight, leaf.weight * leaf.postings->upper_bound()});
      postings += leaf.postings->documents();
    }
    std::sort(leaves_.begin(), leaves_.end(),
              [](const Leaf& a, const Leaf& b) { return a.upper_bound > b.upper_bound; });
    const std::uint32_t last = index_.shards()[shard].columns->last_docid();
    const std::uint32_t blocks = (last >> Postings::block_bits) + 1;
    const std::uint64_t look_ups = documents.count() * leaves_.size() * postings_per_look_up;
    if (look_ups < postings + blocks * postings_per_block) return documents.each([&](std::uint32_t d) { offer(d); });
    for (std::uint32_t block = 0; block < blocks; ++block) search_block(block);
  }

  std::vector<ScoredDoc> best() {
    std::sort_heap(heap_.begin(), heap_.end(), order());
    return std::move(heap_);
  }

 private:
  struct Leaf {
    const Postings* postings;
    double weight;
    double upper_bound;
  };

  [[nodiscard]] bool full() const { return heap_.size() == limit_; }

  void offer(std::uint32_t docid) {
    const ScoredDoc one{{shard_, docid}, tree_->score(docid)};
    if (full()) {
      if (!ranks_before(index_, one, heap_.front())) return;
      std::pop_heap(heap_.begin(), heap_.end(), order());
      heap_.pop_back();
    }
    heap_.push_back(one);
    std::push_heap(heap_.begin(), heap_.end(), order());
  }

  // Returns the accumulated score below which a document cannot reach the top k, if the skipped terms add at most
  // `left`; -1 while the heap is not full.  Allows for a rounding error of 1e-6 per addend.
  [[nodiscard]] float threshold(double left) const {
    if (!full()) return -1;
    const double rounding = 1e-6 * static_cast<double>(leaves_.size() + 8);
    return static_cast<float>((heap_.front().score * (1 - rounding) - left) * (1 - rounding));
  }

  void search_block(std::uint32_t block) {
    std::size_t essential = leaves_.size();
    double left = 0;
    if (full())
      for (; essential > 0 && left + leaves_[essential - 1].upper_bound <= non_essential_share * heap_.front().score;
           --essential)
        left += leaves_[essential - 1].upper_bound;
    accumulators_.fill(0);
    float bound = threshold(left);
    // If a score of 0 is enough (the k-th hit scores 0), documents without any of the terms compete by their ids.
    bool any = bound <= 0;
    for (std::size_t i = 0; i < essential; ++i) any |= accumulate(leaves_[i], block);
    if (!any) return;
    const std::uint32_t first = block << Postings::block_bits;
    for (std::uint32_t at = 0; at < Postings::block_size; at += stride) {
      if (highest(at) < bound) continue;
      for (std::uint32_t i = at; i < at + stride; ++i) {
        if (accumulators_[i] < bound || !documents_->contains(first + i)) continue;
        offer(first + i);
        bound = threshold(left);
      }
    }
  }

  // The highest accumulator of a stride; four lanes, so that the comparisons do not wait for each other.
  [[nodiscard]] float highest(std::uint32_t at) const {
    std::array<float, 4> lanes{};
    for (std::uint32_t i = 0; i < stride; i += 4)
      for (std::uint32_t lane = 0; lane < 4; ++lane) lanes[lane] = std::max(lanes[lane], accumulators_[at + i + lane]);
    return std::max(std::max(lanes[0], lanes[1]), std::max(lanes[2], lanes[3]));
  }

  bool accumulate(const Leaf& leaf, std::uint32_t block) {
    const Postings::Block postings = leaf.postings->block(block);
    const std::uint32_t first = block << Postings::block_bits;
    const float* const norms = lengths_.of(shard_).norm.data() + first;
    const auto weight = static_cast<float>(leaf.weight);
    for (std::size_t i = 0; i < postings.offsets.size(); ++i) {
      const std::uint16_t offset = postings.offsets[i];
      auto wdf = static_cast<float>(postings.wdfs[i]);
      if (postings.wdfs[i] == Postings::large) wdf = static_cast<float>(leaf.postings->large_wdf(first + offset));
      accumulators_[offset] += weight * wdf / (norms[offset] + wdf);
    }
    return !postings.offsets.empty();
  }

  const Index& index_;
  const DocLengths& lengths_;
  std::uint32_t limit_;
  ScoreTree* tree_ = nullptr;
  std::uint32_t shard_ = 0;
  const DocSet* documents_ = nullptr;
  std::vector<Leaf> leaves_;  // those that score, by falling upper bound
  std::array<float, Postings::block_size> accumulators_{};
  std::vector<ScoredDoc> heap_;  // the top k so far; the front is the k-th
};

std::vector<ScoredDoc> Scorer::best(const query::Plan& plan, const ShardSets& documents, std::uint32_t limit) {
  limit = std::min(limit, count(documents));
  if (limit == 0) return {};
  index_.lengths().make(index_.shards());
  const DocLengths& lengths = index_.lengths();
  const ScoreTree::Source source{index_, lengths, matcher_};
  Search search(index_, lengths, limit);
  for (std::uint32_t shard = 0; shard < documents.size(); ++shard) {
    ScoreTree tree(source, shard, plan);
    search.run(tree, shard, documents[shard]);
  }
  return search.best();
}

}  // namespace blotter::match

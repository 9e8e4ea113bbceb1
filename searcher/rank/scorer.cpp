#include "searcher/rank/scorer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace blotter::match {
namespace {

// What an exact score costs, in postings gathered, for each of its terms.
constexpr std::uint64_t postings_per_look_up = 12;
constexpr std::uint64_t postings_per_block = 1024;
// Terms that together bring no more than this share of the least score wanted are left to the exact score.
constexpr double left_out = 0.3;
constexpr std::uint32_t stride = 16;  // documents looked at in one go

}  // namespace

// The way of MaxScore (Turtle and Flood, "Query evaluation: strategies and optimizations", 1995), block by block: the
// terms that matter are gathered for all documents of a block, rounded; a document whose bound reaches the least score
// wanted is then scored exactly.
class Scorer::Search {
  [[nodiscard]] auto order() const {
    return [this](const ScoredDoc& a, const ScoredDoc& b) { return before(index_, a, b); };
  }

 public:
  Search(const Index& index, const DocLengths& lengths, std::uint32_t wanted)
      : index_(index), lengths_(lengths), wanted_(wanted) {}

  void run(ScoreTree& tree, std::uint32_t shard, const DocSet& documents) {
    tree_ = &tree;
    shard_ = shard;
    documents_ = &documents;
    leaves_.clear();
    std::uint64_t postings = 0;
    for (const ScoreTree::Leaf& leaf : tree.leaves()) {
      if (leaf.weight == 0) continue;
      leaves_.push_back({leaf.postings.get(), leaf.weight, leaf.weight * leaf.postings->most()});
      postings += leaf.postings->documents();
    }
    std::sort(leaves_.begin(), leaves_.end(), [](const Leaf& a, const Leaf& b) { return a.most > b.most; });
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
    double most;
  };

  [[nodiscard]] bool full() const { return heap_.size() == wanted_; }

  void offer(std::uint32_t docid) {
    const ScoredDoc one{{shard_, docid}, tree_->score(docid)};
    if (full()) {
      if (!before(index_, one, heap_.front())) return;
      std::pop_heap(heap_.begin(), heap_.end(), order());
      heap_.pop_back();
    }
    heap_.push_back(one);
    std::push_heap(heap_.begin(), heap_.end(), order());
  }

  // What a document has to gather when terms that bring at most `left` are not: below, it cannot be among the best.
  // Each of the sum's parts is rounded by less than a millionth.
  [[nodiscard]] float least(double left) const {
    if (!full()) return -1;
    const double rounding = 1e-6 * static_cast<double>(leaves_.size() + 8);
    return static_cast<float>((heap_.front().score * (1 - rounding) - left) * (1 - rounding));
  }

  void search_block(std::uint32_t block) {
    std::size_t gathered = leaves_.size();
    double left = 0;
    if (full())
      for (; gathered > 0 && left + leaves_[gathered - 1].most <= left_out * heap_.front().score; --gathered)
        left += leaves_[gathered - 1].most;
    accumulators_.fill(0);
    float bound = least(left);
    // Where nothing is enough, as when the k-th hit scores 0, documents without any of the terms compete by their ids.
    bool any = bound <= 0;
    for (std::size_t i = 0; i < gathered; ++i) any |= gather(leaves_[i], block);
    if (!any) return;
    const std::uint32_t first = block << Postings::block_bits;
    for (std::uint32_t at = 0; at < Postings::block_size; at += stride) {
      if (highest(at) < bound) continue;
      for (std::uint32_t i = at; i < at + stride; ++i) {
        if (accumulators_[i] < bound || !documents_->holds(first + i)) continue;
        offer(first + i);
        bound = least(left);
      }
    }
  }

  // Of a stride's sums; in lanes, so that none waits for the other.
  [[nodiscard]] float highest(std::uint32_t at) const {
    std::array<float, 4> lanes{};
    for (std::uint32_t i = 0; i < stride; i += 4)
      for (std::uint32_t lane = 0; lane < 4; ++lane) lanes[lane] = std::max(lanes[lane], accumulators_[at + i + lane]);
    return std::max(std::max(lanes[0], lanes[1]), std::max(lanes[2], lanes[3]));
  }

  bool gather(const Leaf& leaf, std::uint32_t block) {
    const Postings::Block postings = leaf.postings->block(block);
    const std::uint32_t first = block << Postings::block_bits;
    const float* const norms = lengths_.of(shard_).norm.data() + first;
    const auto weight = static_cast<float>(leaf.weight);
    for (std::size_t i = 0; i < postings.places.size(); ++i) {
      const std::uint16_t place = postings.places[i];
      auto times = static_cast<float>(postings.times[i]);
      if (postings.times[i] == Postings::large) times = static_cast<float>(leaf.postings->large_times(first + place));
      accumulators_[place] += weight * times / (norms[place] + times);
    }
    return !postings.places.empty();
  }

  const Index& index_;
  const DocLengths& lengths_;
  std::uint32_t wanted_;
  ScoreTree* tree_ = nullptr;
  std::uint32_t shard_ = 0;
  const DocSet* documents_ = nullptr;
  std::vector<Leaf> leaves_;  // that score, the weightiest first
  std::array<float, Postings::block_size> accumulators_{};
  std::vector<ScoredDoc> heap_;  // the best so far, the least of them first
};

const DocLengths& Scorer::lengths_for(const ShardSets& documents) {
  if (searches_ < few_searches) {
    ++searches_;
    few_lengths_->add(index_.shards(), documents);
    return *few_lengths_;
  }
  few_lengths_.reset();
  index_.lengths().make(index_.shards());
  return index_.lengths();
}

std::vector<ScoredDoc> Scorer::best(const query::Plan& plan, const ShardSets& documents, bool narrowed,
                                    std::uint32_t wanted) {
  wanted = std::min(wanted, count(documents));
  if (wanted == 0) return {};
  const DocLengths& lengths = lengths_for(documents);
  const ScoreTree::Source source{
      index_, lengths, matcher_, [&](const std::vector<std::string>& terms, std::uint32_t shard) {
        const std::string name = fmt::format("{} {}", fmt::join(terms, " "), shard);
        return postings_.get(name,
                             [&] { return Postings(index_.shards()[shard].database, terms, lengths.of(shard).norm); });
      }};
  Search search(index_, lengths, wanted);
  for (std::uint32_t shard = 0; shard < documents.size(); ++shard) {
    ScoreTree tree(source, shard, plan, narrowed ? &documents : nullptr);
    search.run(tree, shard, documents[shard]);
  }
  return search.best();
}

}  // namespace blotter::match

// The best documents of a plan by BM25, from decoded postings: what Xapian's matcher finds, with the same scores to the
// last bit, in a fraction of its time once the postings of the queries' words are at hand.
#pragma once

#include "searcher/index/doc_lengths.hpp"
#include "searcher/index/index.hpp"
#include "searcher/index/lru_cache.hpp"
#include "searcher/index/postings.hpp"
#include "searcher/match/matcher.hpp"
#include "searcher/query/plan.hpp"
#include "searcher/rank/score_tree.hpp"
#include "searcher/rank/scored_doc.hpp"

#include <cstdint>
#include <memory>
#include <vector>

namespace blotter::match {

// Keeps the postings of recent terms.  One thread.
class Scorer {
 public:
  Scorer(const Index& index, Matcher& matcher) : index_(index), matcher_(matcher) {}

  // The first `wanted` of `documents` as Ranker::best gives them.  The plan is one that ScoreTree covers.  May throw
  // Xapian::Error.
  [[nodiscard]] std::vector<ScoredDoc> best(const query::Plan& plan, const ShardSets& documents, bool narrowed,
                                            std::uint32_t wanted);

 private:
  class Search;
  // All lengths are read once that many searches have come; before, those of what a search matches.
  static constexpr int few_searches = 4;
  static constexpr std::size_t most_posting_bytes = 12u << 20;

  const DocLengths& lengths_for(const ShardSets& documents);

  const Index& index_;
  Matcher& matcher_;
  int searches_ = 0;
  std::unique_ptr<DocLengths> few_lengths_ = std::make_unique<DocLengths>();
  LruCache<Postings> postings_{most_posting_bytes};
};

}  // namespace blotter::match

// The best documents of a plan by BM25, from decoded postings: what Xapian's matcher finds, with the same scores to the
// last bit, in a fraction of its time once the postings of the queries' words are at hand.
#pragma once

#include "searcher/match/index.hpp"
#include "searcher/match/lengths.hpp"
#include "searcher/match/matcher.hpp"
#include "searcher/match/postings.hpp"
#include "searcher/match/ranked.hpp"
#include "searcher/match/recent.hpp"
#include "searcher/match/score_tree.hpp"
#include "searcher/query/plan.hpp"

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
  [[nodiscard]] std::vector<Ranked> best(const query::Plan& plan, const ShardSets& documents, bool narrowed,
                                         std::uint32_t wanted);

 private:
  class Search;
  // All lengths are read once that many searches have come; before, those of what a search matches.
  static constexpr int few_searches = 4;
  static constexpr std::size_t most_posting_bytes = 12u << 20;

  const Lengths& lengths_for(const ShardSets& documents);

  const Index& index_;
  Matcher& matcher_;
  int searches_ = 0;
  std::unique_ptr<Lengths> few_lengths_ = std::make_unique<Lengths>();
  Recent<Postings> postings_{most_posting_bytes};
};

}  // namespace blotter::match

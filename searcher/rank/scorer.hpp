// Top k by BM25 from decoded postings: the documents and scores (to 1e-12) of Xapian's matcher, in a fraction of its
// time once the postings of the query's words are cached.
#pragma once

#include "searcher/index/index.hpp"
#include "searcher/index/postings.hpp"
#include "searcher/match/matcher.hpp"
#include "searcher/query/plan.hpp"
#include "searcher/rank/score_tree.hpp"
#include "searcher/rank/scored_doc.hpp"

#include <cstdint>
#include <vector>

namespace blotter::match {

// Takes the postings from the matcher, which has the recent ones.  Use one per thread.
class Scorer {
 public:
  Scorer(const Index& index, Matcher& matcher) : index_(index), matcher_(matcher) {}

  // Returns the first `limit` of `documents`, which all match the plan, ordered like Ranker::best.  May throw
  // Xapian::Error.
  [[nodiscard]] std::vector<ScoredDoc> best(const query::Plan& plan, const ShardSets& documents, std::uint32_t limit);

 private:
  class Search;

  const Index& index_;
  Matcher& matcher_;
};

}  // namespace blotter::match

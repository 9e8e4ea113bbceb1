// --expand: adds the characteristic words of the first ranking's top to the query, and reranks the top by term
// proximity.
#pragma once

#include "searcher/match/matcher.hpp"
#include "searcher/query/planner.hpp"
#include "searcher/rank/feedback.hpp"
#include "searcher/rank/ranker.hpp"

#include <string>
#include <vector>

namespace blotter::search {

class QueryExpansion {
 public:
  // Ranks `documents`, which match the plan and pass the filters.  May throw Xapian::Error, like all of these.
  QueryExpansion(const match::Index& index, const query::Vocabulary& vocabulary, match::Matcher& matcher,
                 const match::Ranker& ranker, match::Model model, const query::Planned& planned,
                 const match::ShardSets& documents);

  // Returns the plan with the words added; with `only_weight` they match no more articles.
  [[nodiscard]] query::Plan expanded(query::Plan plan, bool only_weight) const;
  // Returns a line for the user that names the words.
  [[nodiscard]] std::string note() const;
  // Returns the first `limit` of `documents` by the expanded plan and proximity; `ranked` is the order by the plan
  // alone.
  [[nodiscard]] std::vector<match::ScoredDoc> rerank(std::vector<match::ScoredDoc> ranked, const query::Plan& plan,
                                                     const match::ShardSets& documents, std::uint32_t limit) const;

 private:
  [[nodiscard]] std::vector<match::ScoredDoc> near_first(const query::Planned& planned,
                                                         const query::Vocabulary& vocabulary,
                                                         const match::ShardSets& documents);

  const match::Index& index_;
  match::Matcher& matcher_;
  const match::Ranker& ranker_;
  match::Model model_;
  std::vector<match::WeightedTerm> terms_;
  std::vector<match::ScoredDoc> proximity_;  // what proximity adds to the score of a document
};

}  // namespace blotter::search

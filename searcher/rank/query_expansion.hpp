// --expand: a first ranking tells which words go with the query, and the nearness of the query's own words lifts its
// best articles.
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
  // Ranks `documents`, which the plan matches and the filters pass.  May throw Xapian::Error, as all of these.
  QueryExpansion(const match::Index& index, const query::Vocabulary& vocabulary, match::Matcher& matcher,
                 const match::Ranker& ranker, match::Model model, const query::Planned& planned,
                 const match::ShardSets& documents);

  // The plan with the words added; `only_weight`: they find no more articles.
  [[nodiscard]] query::Plan expanded(query::Plan plan, bool only_weight) const;
  // For the reader.
  [[nodiscard]] std::string note() const;
  // The first `wanted` of `documents` by the expanded plan and nearness; `ranked` are those by the plan alone.
  [[nodiscard]] std::vector<match::ScoredDoc> lifted(std::vector<match::ScoredDoc> ranked, const query::Plan& plan,
                                                     const match::ShardSets& documents, std::uint32_t wanted) const;

 private:
  [[nodiscard]] std::vector<match::ScoredDoc> near_first(const query::Planned& planned,
                                                         const query::Vocabulary& vocabulary,
                                                         const match::ShardSets& documents);

  const match::Index& index_;
  match::Matcher& matcher_;
  const match::Ranker& ranker_;
  match::Model model_;
  std::vector<match::WeightedTerm> terms_;
  std::vector<match::ScoredDoc> lifts_;  // articles, and what nearness adds to their scores
};

}  // namespace blotter::search

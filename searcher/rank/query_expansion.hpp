// --expand: adds the characteristic words of the first ranking's top to the query, and reranks the top by term
// proximity.
#pragma once

#include "searcher/match/matcher.hpp"
#include "searcher/query/planner.hpp"
#include "searcher/rank/feedback.hpp"
#include "searcher/rank/proximity.hpp"
#include "searcher/rank/ranker.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace blotter::search {

// The words of a query whose proximity counts, in its order: the forms of each in the index.  Empty for a query of one
// word.  May throw Xapian::Error.
[[nodiscard]] std::vector<std::vector<std::string>> near_forms(const query::Planned& planned,
                                                               const query::Vocabulary& vocabulary);

// What the first ranking of a query teaches.  A Hit has a `document` and a `score`; `before` is the order of hits, in
// which equal scores are ordered by id.
class QueryExpansion {
 public:
  // `first`: the first match::near_documents hits of the query.  May throw Xapian::Error.
  template <class Hit, class Before>
  QueryExpansion(const match::Index& index, const query::Vocabulary& vocabulary,
                 const match::ProximityScorer& proximity, std::vector<Hit> first, Before before) {
    for (Hit& one : first) {
      const double bonus = match::near_share * proximity.score(one.document);
      if (bonus <= 0) continue;
      near_.push_back({one.document, bonus});
      one.score += bonus;
    }
    std::sort(first.begin(), first.end(), before);
    if (first.size() > match::feedback_documents) first.resize(match::feedback_documents);
    std::vector<match::DocRef> best;
    best.reserve(first.size());
    for (const Hit& one : first) best.push_back(one.document);
    terms_ = match::significant_terms(index, vocabulary, best, match::feedback_terms);
  }

  // Returns the plan with the words added; with `only_weight` they match no more articles.
  [[nodiscard]] query::Plan expanded(query::Plan plan, bool only_weight) const;
  // Returns a line for the user that names the words.
  [[nodiscard]] std::string note() const;
  // Returns the documents whose scores proximity raises, each with what it adds.
  [[nodiscard]] const std::vector<match::ScoredDoc>& near() const { return near_; }

  // Adds proximity to `ranked`, the first `limit` hits of the expanded plan.  `raised` are those of near() that match
  // it and pass the filters, with their scores: what is raised may come from below the first `limit`.
  template <class Hit, class Before>
  void rerank(std::vector<Hit>& ranked, const std::vector<Hit>& raised, Before before, std::uint32_t limit) const {
    std::erase_if(ranked, [&](const Hit& one) { return bonus(one.document) > 0; });
    for (const Hit& one : raised) {
      ranked.push_back(one);
      ranked.back().score += bonus(one.document);
    }
    std::sort(ranked.begin(), ranked.end(), before);
    if (ranked.size() > limit) ranked.resize(limit);
  }

 private:
  [[nodiscard]] double bonus(match::DocRef document) const;

  std::vector<match::WeightedTerm> terms_;
  std::vector<match::ScoredDoc> near_;
};

// --expand over shards on this machine.  All outlive the object.
class LocalExpansion {
 public:
  // Ranks `documents`, which match the plan and pass the filters.  May throw Xapian::Error, like rerank().
  LocalExpansion(const match::Index& index, const query::Vocabulary& vocabulary, match::Matcher& matcher,
                 const match::Ranker& ranker, match::Model model, const query::Planned& planned,
                 const match::ShardSets& documents);

  [[nodiscard]] const QueryExpansion& words() const { return expansion_; }
  // Returns the first `limit` of `documents` by the expanded plan and proximity; `ranked` is the order by the plan
  // alone.
  [[nodiscard]] std::vector<match::ScoredDoc> rerank(std::vector<match::ScoredDoc> ranked, const query::Plan& plan,
                                                     const match::ShardSets& documents, std::uint32_t limit) const;

 private:
  [[nodiscard]] QueryExpansion learn(const query::Vocabulary& vocabulary, const query::Planned& planned,
                                     const match::ShardSets& documents) const;
  [[nodiscard]] auto before() const {
    return [this](const match::ScoredDoc& a, const match::ScoredDoc& b) { return match::ranks_before(index_, a, b); };
  }

  const match::Index& index_;
  match::Matcher& matcher_;
  const match::Ranker& ranker_;
  match::Model model_;
  QueryExpansion expansion_;
};

}  // namespace blotter::search

// Scores matched documents and picks the best.
#pragma once

#include "searcher/index/bm25.hpp"
#include "searcher/index/index.hpp"
#include "searcher/match/matcher.hpp"
#include "searcher/query/plan.hpp"
#include "searcher/rank/scored_doc.hpp"
#include "searcher/rank/scorer.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace blotter::match {

enum class Model : std::uint8_t { bm25, bm25plus, pl2, dph, lm, tfidf };

class Ranker {
 public:
  // With a scorer, BM25 is reckoned by it where it can.
  explicit Ranker(const Index& index, Scorer* scorer = nullptr) : index_(index), scorer_(scorer) {}

  // The first `wanted` of `documents` by falling score; equal scores by rising id.  `documents` are what the plan
  // matches; `narrowed` says that filters have taken some away.  May throw Xapian::Error.
  [[nodiscard]] std::vector<ScoredDoc> best(const query::Plan& plan, const ShardSets& documents, bool narrowed,
                                            Model model, std::uint32_t wanted, Matcher& matcher) const;

  // Scores times 2^(-age / half_life), ages in days before `today`; an article without a date counts as two half-lives
  // old.  Sorted as `best` sorts.
  void prefer_recent(std::vector<ScoredDoc>& ranked, double half_life, std::uint32_t today) const;

  // By falling score, equal ones by id.
  void sort(std::vector<ScoredDoc>& ranked) const;

  // All of them by falling (or rising) date; equal dates by id; unknown dates last.
  [[nodiscard]] std::vector<ScoredDoc> by_date(const ShardSets& documents, bool newest_first,
                                               std::uint32_t wanted) const;

  // The plan as Xapian ranks it.
  [[nodiscard]] Xapian::Query to_query(const query::Plan& plan, Matcher& matcher) const;

 private:
  [[nodiscard]] Xapian::Query filter(ShardSets sets) const;
  [[nodiscard]] Xapian::Query heaviest(std::vector<Xapian::Query> parts) const;
  const Index& index_;
  Scorer* scorer_;
};

// 2^(-age / half_life) for an article of that day (YYYYMMDD; 0: unknown, as old as two half-lives).
[[nodiscard]] double recency(std::uint32_t day, double half_life, std::uint32_t today);

[[nodiscard]] std::unique_ptr<Xapian::Weight> make_weight(Model model);

}  // namespace blotter::match

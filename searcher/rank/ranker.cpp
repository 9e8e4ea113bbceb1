#include "searcher/rank/ranker.hpp"

#include "searcher/index/date_column.hpp"
#include "searcher/rank/doc_set_posting_source.hpp"
#include "searcher/rank/synonym_query.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace blotter::match {

using query::Plan;

std::unique_ptr<Xapian::Weight> make_weight(Model model, const Xapian::Database& all) {
  switch (model) {
    case Model::bm25plus: return std::make_unique<Xapian::BM25PlusWeight>(bm25_k1, 0, 8, bm25_b, 0.1, 1.0);
    case Model::pl2: return std::make_unique<Xapian::PL2Weight>(1.0);
    case Model::dph: return std::make_unique<Xapian::DPHWeight>();
    // Each term's probability is multiplied by the greatest length of an article, for which each server would take that
    // of its own articles.
    case Model::lm:
      return std::make_unique<Xapian::LMWeight>(all.get_doclength_upper_bound(), Xapian::Weight::DIRICHLET_SMOOTHING,
                                                1000.0);
    case Model::tfidf: return std::make_unique<Xapian::TfIdfWeight>("ntn");
    case Model::bm25: break;
  }
  return std::make_unique<Xapian::BM25Weight>(bm25_k1, 0, 8, bm25_b, bm25_least_length);
}

double recency(std::uint32_t day, double half_life, std::uint32_t today) {
  const auto now = static_cast<double>(query::to_days(today));
  const double age = day == 0 ? 2 * half_life : std::max(0.0, now - static_cast<double>(query::to_days(day)));
  return std::exp2(-age / half_life);
}

Xapian::Query Ranker::filter(ShardSets sets) const {
  auto shared = std::make_shared<DocSetPostingSource::Shared>();
  shared->sets = std::move(sets);
  for (const Shard& shard : index_.shards()) shared->handles.push_back(shard.database);
  auto* source = new DocSetPostingSource(std::move(shared));
  return Xapian::Query(source->release());
}

// In several indexes, Xapian 1.4 reads freed memory once the parts of OP_MAX have ended in one of them all at the same
// document: there, a part that matches everything ends last.
Xapian::Query Ranker::max_of(std::vector<Xapian::Query> parts) const {
  using Query = Xapian::Query;
  if (index_.shards().size() == 1) return {Query::OP_MAX, parts.begin(), parts.end()};
  const Query any(Query::OP_OR, parts.begin(), parts.end());
  parts.emplace_back(Query::OP_SCALE_WEIGHT, Query::MatchAll, 0);
  return {Query::OP_FILTER, Query(Query::OP_MAX, parts.begin(), parts.end()), any};
}

Xapian::Query Ranker::to_query(const Plan& plan, Matcher& matcher) const {
  using Query = Xapian::Query;
  const auto scaled = [&](const Query& query) {
    return plan.weight == 1 || query.empty() ? query : Query(Query::OP_SCALE_WEIGHT, query, plan.weight);
  };
  switch (plan.op) {
    case Plan::Op::nothing: return {};
    case Plan::Op::everything: return Query(Query::OP_SCALE_WEIGHT, Query::MatchAll, 0);
    case Plan::Op::term: return scaled(Query(plan.term));
    case Plan::Op::lacking:
    case Plan::Op::path:
    case Plan::Op::dates: return filter(matcher.match(plan));
    default: break;
  }
  std::vector<Query> parts;
  for (const Plan& child : plan.children) parts.push_back(to_query(child, matcher));
  switch (plan.op) {
    case Plan::Op::any: return scaled(Query(Query::OP_OR, parts.begin(), parts.end()));
    case Plan::Op::max: return scaled(max_of(parts));
    case Plan::Op::synonym: return scaled(synonym_query(parts));
    case Plan::Op::all: return scaled(Query(Query::OP_AND, parts.begin(), parts.end()));
    case Plan::Op::exclude: return scaled(Query(Query::OP_AND_NOT, parts[0], parts[1]));
    case Plan::Op::maybe: return scaled(Query(Query::OP_AND_MAYBE, parts[0], parts[1]));
    // Positions were verified by the matcher; here their words are scored.
    case Plan::Op::window:
      return scaled(
          Query(Query::OP_FILTER, Query(Query::OP_AND, parts.begin(), parts.end()), filter(matcher.match(plan))));
    case Plan::Op::at_least: return scaled(Query(Query::OP_FILTER, parts[0], filter(matcher.match(plan))));
    default: return {};
  }
}

std::vector<ScoredDoc> Ranker::best(const Plan& plan, const ShardSets& documents, bool filtered, Model model,
                                    std::uint32_t limit, Matcher& matcher) const {
  std::vector<ScoredDoc> ranked;
  const std::uint32_t total = count(documents);
  limit = std::min(limit, total);
  if (limit == 0) return ranked;
  if (scorer_ && model == Model::bm25) return scorer_->best(plan, documents, limit);
  Xapian::Enquire enquire(index_.all());
  const Xapian::Query query = to_query(plan, matcher);
  enquire.set_query(filtered ? Xapian::Query(Xapian::Query::OP_FILTER, query, filter(documents)) : query);
  const std::unique_ptr<Xapian::Weight> weight = make_weight(model, index_.all());
  enquire.set_weighting_scheme(*weight);
  // Xapian 1.4.22 loses one of the best documents of about one query in four thousand when it leaves out what cannot be
  // among the best, and in several indexes parts of scores: every match is scored.
  const Xapian::doccount at_least = index_.all().get_doccount();
  // Documents with the score of the last hit are all fetched, so that ids order them and not docids.
  const auto more = [total](std::uint64_t number) {
    return static_cast<std::uint32_t>(std::min<std::uint64_t>(number, total));
  };
  for (std::uint32_t fetch = more(std::uint64_t{limit} + 16);; fetch = more(std::uint64_t{fetch} * 4)) {
    const Xapian::MSet matches = enquire.get_mset(0, fetch, at_least);
    ranked.clear();
    for (auto at = matches.begin(); at != matches.end(); ++at) ranked.push_back({index_.ref(*at), at.get_weight()});
    if (ranked.size() < fetch || fetch == total || ranked.back().score < ranked[limit - 1].score) break;
  }
  sort(ranked);
  if (ranked.size() > limit) ranked.resize(limit);
  return ranked;
}

void Ranker::sort(std::vector<ScoredDoc>& ranked) const {
  std::sort(ranked.begin(), ranked.end(),
            [&](const ScoredDoc& a, const ScoredDoc& b) { return ranks_before(index_, a, b); });
}

void Ranker::prefer_recent(std::vector<ScoredDoc>& ranked, double half_life, std::uint32_t today) const {
  for (ScoredDoc& one : ranked) one.score *= recency(index_.date(one.document), half_life, today);
  sort(ranked);
}

std::vector<ScoredDoc> Ranker::by_date(const ShardSets& documents, schema::Slot slot, bool newest_first,
                                       std::uint32_t limit) const {
  std::vector<DateColumn> dates;
  for (const Shard& shard : index_.shards()) dates.emplace_back(shard, slot);
  std::vector<ScoredDoc> ranked;
  for (std::uint32_t shard = 0; shard < documents.size(); ++shard)
    documents[shard].each([&](std::uint32_t docid) { ranked.push_back({{shard, docid}, 0}); });
  const std::size_t keep = std::min<std::size_t>(limit, ranked.size());
  const auto earlier = [&](const ScoredDoc& a, const ScoredDoc& b) {
    const std::uint32_t first = dates[a.document.shard][a.document.docid];
    const std::uint32_t second = dates[b.document.shard][b.document.docid];
    if (first != second) {
      if (first == 0 || second == 0) return second == 0;
      return newest_first ? first > second : first < second;
    }
    return ranks_before(index_, {a.document, 0}, {b.document, 0});
  };
  std::partial_sort(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(keep), ranked.end(), earlier);
  ranked.resize(keep);
  return ranked;
}

}  // namespace blotter::match

#include "searcher/remote/server_query.hpp"

#include "common/schema.hpp"
#include "common/store/shard.hpp"
#include "searcher/index/bm25.hpp"
#include "searcher/match/matcher.hpp"
#include "searcher/match/window.hpp"
#include "searcher/rank/synonym_query.hpp"
#include "searcher/remote/vocabulary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace blotter::remote {
namespace {

using query::Plan;
using Query = Xapian::Query;

constexpr std::size_t max_remembered = 10'000;

Query joined(Query::op op, const std::vector<Query>& parts) { return {op, parts.begin(), parts.end()}; }

Query clause_query(const Plan& clause) {
  if (clause.op == Plan::Op::term) return Query(clause.term);
  std::vector<Query> parts;
  for (const Plan& child : clause.children) parts.push_back(clause_query(child));
  return joined(Query::OP_OR, parts);
}

// A window as OP_PHRASE or OP_NEAR; an empty query when one of its clauses matches nothing.
Query window_query(const Plan& plan) {
  std::vector<Query> parts;
  for (const Plan& child : plan.children) {
    if (child.op == Plan::Op::nothing) return {};
    parts.push_back(clause_query(child));
  }
  return {plan.ordered ? Query::OP_PHRASE : Query::OP_NEAR, parts.begin(), parts.end(), plan.distance};
}

void add_terms(const Plan& part, std::vector<std::string>& terms) {
  if (part.op == Plan::Op::term) terms.push_back(part.term);
  for (const Plan& child : part.children) add_terms(child, terms);
}

// Whether two clauses of the window have a word in common: Xapian's OP_NEAR then misses documents.
bool parts_share_a_word(const Plan& window) {
  std::vector<std::string> terms;
  add_terms(window, terms);
  std::sort(terms.begin(), terms.end());
  return std::adjacent_find(terms.begin(), terms.end()) != terms.end();
}

}  // namespace

std::uint32_t count_articles(const match::Index& index, const Query& query) {
  if (query.empty()) return 0;
  Xapian::Enquire enquire(index.all());
  enquire.set_query(query);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  return enquire.get_mset(0, 0, index.all().get_doccount()).get_matches_lower_bound();
}

Result<Query> ServerQuery::text(const Plan& plan, match::Model model) {
  model_ = model;
  error_.reset();
  Query query = build(plan);
  if (error_) return tl::unexpected(*error_);
  return query;
}

Query ServerQuery::build(const Plan& plan) {
  const auto scaled = [&](const Query& query) {
    return plan.weight == 1 || query.empty() ? query : Query(Query::OP_SCALE_WEIGHT, query, plan.weight);
  };
  switch (plan.op) {
    case Plan::Op::nothing: return {};
    case Plan::Op::everything: return {Query::OP_SCALE_WEIGHT, Query::MatchAll, 0};
    case Plan::Op::term: return scaled(Query(plan.term));
    case Plan::Op::dates: return dates(plan.slot, plan.range);
    case Plan::Op::synonym: return scaled(synonym(plan));
    case Plan::Op::window: return scaled(window(plan));
    default: break;
  }
  std::vector<Query> parts;
  for (const Plan& child : plan.children) parts.push_back(build(child));
  switch (plan.op) {
    case Plan::Op::any: return scaled(joined(Query::OP_OR, parts));
    case Plan::Op::max: return scaled(joined(Query::OP_MAX, parts));
    case Plan::Op::all: return scaled(joined(Query::OP_AND, parts));
    case Plan::Op::exclude: return scaled(Query(Query::OP_AND_NOT, parts[0], parts[1]));
    case Plan::Op::maybe: return scaled(Query(Query::OP_AND_MAYBE, parts[0], parts[1]));
    case Plan::Op::at_least:
      return scaled(Query(Query::OP_FILTER, parts[0], verified(plan, parts[0], "a word so many times (#n)")));
    default: return {};
  }
}

// Xapian weighs the parts as one word by an estimate of how many articles have any of them: the weight is corrected to
// the number that they are.
Query ServerQuery::synonym(const Plan& plan) {
  std::vector<Query> queries;
  std::vector<match::Union> parts;
  bool terms = true;
  for (const Plan& child : plan.children) {
    terms = terms && child.op == Plan::Op::term;
    queries.push_back(build(child));
    parts.push_back({queries.back(), terms ? static_cast<double>(vocabulary_.articles(child.term)) : 0});
  }
  if (!terms || parts.size() < 2 || model_ != match::Model::bm25) return match::synonym_query(queries);
  const match::Union whole = match::balanced_union(parts, static_cast<double>(index_.all().get_doccount()));
  if (union_sizes_.size() >= max_remembered) union_sizes_.clear();
  const auto [size, is_new] = union_sizes_.try_emplace(whole.query.get_description(), 0);
  if (is_new) size->second = count_articles(index_, whole.query);
  const auto weight = [&](double df) {
    return match::bm25_weight(index_.all().get_doccount(), static_cast<std::uint32_t>(df), 1);
  };
  const Query one(Query::OP_SYNONYM, &whole.query, &whole.query + 1);
  return {Query::OP_SCALE_WEIGHT, one, weight(size->second) / weight(whole.estimate)};
}

Query ServerQuery::window(const Plan& plan) {
  std::vector<Query> parts;
  for (const Plan& child : plan.children) parts.push_back(build(child));
  const Query words = joined(Query::OP_AND, parts);
  const Query positions = window_query(plan);
  if (positions.empty()) return {};
  if (!plan.ordered && parts_share_a_word(plan))
    return {Query::OP_FILTER, words, verified(plan, words, "words near each other of which two may be the same")};
  if (plan.in_body)
    return {Query::OP_FILTER, words, verified(plan, positions, "words near each other below the title")};
  return {Query::OP_FILTER, words, positions};
}

// The articles of `candidates` in which the positions are as the plan says, by their ids.
Query ServerQuery::verified(const Plan& plan, const Query& candidates, const std::string& what) {
  if (error_ || candidates.empty()) return {};
  Xapian::Enquire enquire(index_.all());
  enquire.set_query(candidates);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_sort_by_value(store::slot_order, false);
  const Xapian::MSet found = enquire.get_mset(0, max_candidates + 1, index_.all().get_doccount());
  if (found.size() > max_candidates) {
    error_ =
        Error{ErrorCode::bad_query,
              fmt::format("servers cannot look for {}, and {} articles are more than the {} that can be read for it",
                          what, found.get_matches_lower_bound(), max_candidates),
              "ask for rarer words, or search an index on this machine"};
    return {};
  }
  match::ShardSets sets;
  for (std::uint32_t shard = 0; shard < index_.shards().size(); ++shard) sets.emplace_back(index_.last_docid(shard));
  for (auto at = found.begin(); at != found.end(); ++at) {
    const match::DocRef ref = index_.ref(*at);
    sets[ref.shard].add(ref.docid);
  }
  for (std::uint32_t shard = 0; shard < sets.size(); ++shard) {
    const match::Shard& of = index_.shards()[shard];
    sets[shard] = plan.op == Plan::Op::at_least ? match::match_min_count(of, plan, sets[shard])
                                                : match::match_window(of, plan, sets[shard]);
  }
  std::vector<Query> ids;
  for (auto at = found.begin(); at != found.end(); ++at) {
    const match::DocRef ref = index_.ref(*at);
    if (!sets[ref.shard].contains(ref.docid)) continue;
    const std::string key = at.get_sort_key();
    ids.emplace_back(schema::boolean_term(schema::find_field("id")->prefix, store::read_order_key(key).id));
  }
  return joined(Query::OP_OR, ids);
}

Query ServerQuery::dates(schema::Slot slot, const query::DateRange& range) {
  return {Query::OP_VALUE_RANGE, slot, fmt::format("{:08}", range.from), fmt::format("{:08}", range.to)};
}

Query ServerQuery::filtered(const Query& text, const match::CountRequest& request, const Without& without) {
  Query query = text;
  for (std::size_t i = 0; i < request.filters.size(); ++i) {
    if (without.filter == i) continue;
    const match::FacetFilter& filter = request.filters[i];
    const auto any_of = [&](const std::vector<std::string>& values) {
      std::vector<Query> terms;
      terms.reserve(values.size());
      for (const std::string& value : values)
        terms.emplace_back(schema::boolean_term(query::prefix_of_facet(filter.facet), value));
      return joined(Query::OP_OR, terms);
    };
    if (!filter.include.empty()) query = Query(Query::OP_FILTER, query, any_of(filter.include));
    if (!filter.exclude.empty()) query = Query(Query::OP_AND_NOT, query, any_of(filter.exclude));
  }
  if (!without.dates && !request.dates.open())
    query = Query(Query::OP_FILTER, query, dates(schema::slot_published, request.dates));
  return query;
}

}  // namespace blotter::remote

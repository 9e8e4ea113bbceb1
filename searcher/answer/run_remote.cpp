#include "searcher/answer/run_remote.hpp"

#include "common/current_day.hpp"
#include "common/schema.hpp"
#include "searcher/answer/facet_answer.hpp"
#include "searcher/answer/hit.hpp"
#include "searcher/answer/no_results.hpp"
#include "searcher/remote/server_expansion.hpp"
#include "searcher/remote/server_query.hpp"
#include "searcher/remote/server_search.hpp"
#include "searcher/request/request_fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace blotter::search {
namespace {

using query::Plan;
using remote::ServerHit;

constexpr std::uint32_t max_aged_hits = 20'000;  // whose order by score and age is found here

tl::unexpected<Error> not_from_servers(std::string_view option, std::string_view why) {
  return fail(ErrorCode::bad_query, fmt::format("{} cannot be had from servers: {}", option, why),
              "search an index on this machine; blotter-index --merge makes one of shards");
}

Result<void> check(const Request& request) {
  constexpr std::string_view groups =
      "near-duplicates are found by comparing all articles of an index, and reprints are spread over shards";
  if (request.group) return not_from_servers("--group", groups);
  if (!request.similar.empty()) return not_from_servers("--similar", groups);
  if (slot_of(request.sort) != schema::slot_published)
    return not_from_servers(fmt::format("--sort {}", name_of(request.sort)), "they sort by publication alone");
  return {};
}

// Whether the plan asks for what only the columns and terms of an index on this machine answer.
bool needs_files(const Plan& plan) {
  return plan.op == Plan::Op::lacking || plan.op == Plan::Op::path ||
         std::any_of(plan.children.begin(), plan.children.end(), needs_files);
}

// By score and age; `hits` are all that match.
void prefer_recent(std::vector<ServerHit>& hits, double half_life, std::uint32_t today) {
  for (ServerHit& hit : hits) hit.score *= match::recency(hit.date, half_life, today);
  std::sort(hits.begin(), hits.end(), remote::ranks_before);
}

Result<void> check_desk(const Request& request, const match::CountRequest& wanted) {
  if (request.terms > 0) return not_from_servers("--terms", "it counts the words of every match");
  if (request.share) return not_from_servers("--share", "it counts every article, whatever the query");
  if (request.seen) return not_from_servers("--new", "it looks at the id of every match");
  for (const auto& [rows, columns] : wanted.crosses)
    if (rows.unit != match::Unit::none || columns.unit != match::Unit::none)
      return not_from_servers("--cross with a unit of time", "servers count pairs of facets alone");
  return {};
}

class RemoteSearch {
 public:
  RemoteSearch(const RemoteRun& run, Answer& answer) : run_(run), request_(run.request), answer_(answer) {}

  Result<void> go() {
    if (Result<void> allowed = check(request_); !allowed) return allowed;
    if (Result<void> allowed = check_desk(request_, run_.wanted); !allowed) return allowed;
    const bool lacking = std::any_of(run_.wanted.filters.begin(), run_.wanted.filters.end(), [](const auto& filter) {
      const auto is_none = [](const std::string& value) { return value == query::no_value; };
      return std::any_of(filter.include.begin(), filter.include.end(), is_none) ||
             std::any_of(filter.exclude.begin(), filter.exclude.end(), is_none);
    });
    if (lacking || needs_files(run_.planned.plan))
      return not_from_servers("none as a value, and --path", "they are found by the files of the index");
    Result<Xapian::Query> text = queries_.text(run_.planned.plan, request_.model);
    if (text && request_.expand && run_.planned.has_words) text = expanded(*text);
    if (!text) return tl::unexpected(text.error());
    remote::ServerSearch search(run_.index, *text, run_.wanted);
    Result<match::CountResult> counted = search.count();
    if (!counted) return tl::unexpected(counted.error());
    answer_.total = counted->total;
    Result<std::vector<ServerHit>> hits = ranked(search);
    if (!hits) return tl::unexpected(hits.error());
    if (Result<void> done = fetch(*hits); !done) return done;
    add_counts(run_.index, request_, run_.wanted, *counted, answer_);
    suggest_spelling([this](const Plan& plan) { return count(plan); }, run_.vocabulary, run_.planned, request_,
                     answer_);
    if (answer_.total == 0)
      explain_no_results([this](const Plan& plan) { return count(plan); }, run_.planned, run_.wanted, *counted,
                         remote::count_articles(run_.index, *text), answer_);
    if (request_.explain) explain(*text, *hits);
    return {};
  }

 private:
  // Articles that a plan matches; 0 for what cannot be verified.
  std::uint32_t count(const Plan& plan) {
    const Result<Xapian::Query> query = queries_.text(plan, request_.model);
    return query ? remote::count_articles(run_.index, *query) : 0;
  }

  // Adds words to the plan, and returns the query for it.
  Result<Xapian::Query> expanded(const Xapian::Query& text) {
    const remote::ServerSearch first(run_.index, text, run_.wanted);
    expansion_.emplace(run_.index, run_.vocabulary, run_.planned, first, request_.model);
    run_.planned.plan = expansion_->words().expanded(std::move(run_.planned.plan), !request_.match_any);
    answer_.notes.push_back(expansion_->words().note());
    return queries_.text(run_.planned.plan, request_.model);
  }

  Result<std::vector<ServerHit>> ranked(const remote::ServerSearch& search) {
    const std::uint64_t end = std::uint64_t{request_.offset} + request_.limit;
    const auto wanted = static_cast<std::uint32_t>(std::min<std::uint64_t>(end, answer_.total));
    if (request_.limit == 0 || wanted == 0) return std::vector<ServerHit>();
    const bool by_date = request_.sort != Sort::relevance || !run_.planned.has_words;
    const bool aged = !by_date && request_.half_life > 0;
    if (aged && answer_.total > max_aged_hits)
      return not_from_servers("--recent", fmt::format("age may lift any of {} articles, and at most {} are compared",
                                                      answer_.total, max_aged_hits));
    const remote::Order order = !by_date                        ? remote::Order::relevance
                                : request_.sort == Sort::oldest ? remote::Order::oldest
                                                                : remote::Order::newest;
    const std::uint32_t limit = aged ? answer_.total : wanted;
    std::vector<ServerHit> hits = search.best(order, request_.model, limit);
    if (expansion_ && !by_date) expansion_->rerank(hits, search, limit);
    if (aged) prefer_recent(hits, request_.half_life, current_day());
    if (hits.size() > wanted) hits.resize(wanted);
    hits.erase(hits.begin(),
               hits.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(request_.offset, hits.size())));
    return hits;
  }

  Result<void> fetch(const std::vector<ServerHit>& hits) {
    HitReader reader(run_.index, run_.heads, request_, run_.planned.words);
    for (const ServerHit& one : hits) {
      Result<Hit> hit = reader.next(one.document, one.score, one.id);
      if (!hit) return tl::unexpected(hit.error());
      answer_.hits.push_back(std::move(*hit));
    }
    return {};
  }

  void explain(const Xapian::Query& text, const std::vector<ServerHit>& hits) {
    answer_.explanation->plan = query::to_text(run_.planned.plan);
    answer_.explanation->xapian = text.get_description();
    explain_terms(run_.planned.plan, 1, hits, remote::query_of(hits));
  }

  // What each term adds to each hit.
  void explain_terms(const Plan& plan, double scale, const std::vector<ServerHit>& hits, const Xapian::Query& shown) {
    scale *= plan.weight;
    if (scale == 0 || hits.empty()) return;
    if (plan.op != Plan::Op::term) {
      for (const Plan& child : plan.children) explain_terms(child, scale, hits, shown);
      return;
    }
    const match::CountRequest none;
    const Xapian::Query term(Xapian::Query::OP_FILTER, Xapian::Query(plan.term), shown);
    const auto with = remote::ServerSearch(run_.index, term, none)
                          .best(remote::Order::relevance, request_.model, static_cast<std::uint32_t>(hits.size()));
    for (const ServerHit& one : with)
      for (std::size_t i = 0; i < hits.size(); ++i)
        if (hits[i].document == one.document) answer_.hits[i].weights.push_back({plan.term, one.score * scale});
  }

  const RemoteRun& run_;
  const Request& request_;
  Answer& answer_;
  remote::ServerQuery queries_{run_.index, run_.vocabulary};
  std::optional<remote::ServerExpansion> expansion_;
};

}  // namespace

Result<void> run_remote(const RemoteRun& run, Answer& answer) { return RemoteSearch(run, answer).go(); }

}  // namespace blotter::search

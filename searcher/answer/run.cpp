#include "searcher/answer/run.hpp"

#include "common/current_day.hpp"
#include "common/schema.hpp"
#include "common/text/edit_distance.hpp"
#include "common/text/steering.hpp"
#include "searcher/answer/characteristic_words.hpp"
#include "searcher/answer/facet_answer.hpp"
#include "searcher/answer/hit.hpp"
#include "searcher/answer/no_results.hpp"
#include "searcher/answer/run_remote.hpp"
#include "searcher/answer/shares.hpp"
#include "searcher/index/article_header_cache.hpp"
#include "searcher/query/ast_print.hpp"
#include "searcher/query/facet_values.hpp"
#include "searcher/query/sentence.hpp"
#include "searcher/rank/feedback.hpp"
#include "searcher/rank/query_expansion.hpp"
#include "searcher/rank/ranker.hpp"
#include "searcher/request/request_fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace blotter::search {
namespace {

using match::DocRef;
using match::ScoredDoc;
using query::Plan;

constexpr std::string_view parent_field = "parent";

// One run of one request.
class SearchRun {
 public:
  SearchRun(const Engine& engine, const Request& request, Answer& answer)
      : index_(engine.index),
        vocabulary_(engine.vocabulary),
        matcher_(engine.matcher),
        synonyms_(engine.synonyms),
        ranker_(engine.index, &engine.scorer),
        heads_(engine.heads),
        request_(request),
        answer_(answer) {}

  Result<void> go() {
    if (Result<void> done = make_plan(); !done) return done;
    Result<match::CountRequest> wanted = count_request();
    if (!wanted) return tl::unexpected<Error>(wanted.error());
    if (index_.is_remote()) return run_remote({index_, vocabulary_, heads_, request_, planned_, *wanted}, answer_);
    match::ShardSets matches = matching();
    if (request_.expand && planned_.has_words) expand(matches, *wanted);
    const std::uint32_t text_matches = match::count(matches);
    if (!request_.similar.empty())
      if (Result<void> done = keep_similar(matches); !done) return done;
    if (request_.seen) drop_seen(matches);
    match::CountResult counted = match::count_matches(index_, std::move(matches), *wanted);
    answer_.total = counted.total;
    if (request_.group) answer_.total_stories = counted.groups;
    const std::vector<ScoredDoc> ranked = rank(counted.documents, counted.total < text_matches || passed_over_);
    if (Result<void> done = fetch(ranked); !done) return done;
    add_counts(index_, request_, *wanted, counted, answer_);
    if (request_.share) add_shares(index_, matcher_, *wanted, answer_);
    if (request_.terms > 0)
      if (Result<void> done = add_characteristic_words(index_, counted.documents, planned_, request_.terms, answer_);
          !done)
        return done;
    const auto count = [this](const Plan& plan) {
      match::ShardSets found = matcher_.match(plan);
      (void)match::drop_repeated(index_, found);
      return match::count(found);
    };
    suggest_spelling(count, vocabulary_, planned_, request_, answer_);
    if (answer_.total == 0 && request_.seen && text_matches > 0)
      answer_.reasons.emplace_back("nothing new: every match was shown before");
    else if (answer_.total == 0) explain_no_results(count, planned_, *wanted, counted, text_matches, answer_);
    if (request_.explain) explain(ranked);
    return {};
  }

 private:
  // What the plan matches, without the articles that an earlier index has.
  match::ShardSets matching() {
    match::ShardSets matches = matcher_.match(planned_.plan);
    if (match::drop_repeated(index_, matches)) passed_over_ = true;
    return matches;
  }

  Result<void> make_plan() {
    answer_.notes = request_.notes;
    query::Syntax syntax = request_.syntax;
    query::PlanOptions options{request_.match_any, request_.exact_script, current_day(), synonyms_};
    if (request_.match_any && !request_.strict) {
      query::SentenceCheck check = query::detect_sentence(request_.query, syntax);
      syntax = check.syntax;
      options.sentence = check.sentence;
      if (!check.note.empty()) answer_.notes.push_back(std::move(check.note));
    }
    const Result<query::Parsed> parsed = query::parse(request_.query, syntax, index_.facet_names());
    if (!parsed) return tl::unexpected<Error>(parsed.error());
    answer_.notes.insert(answer_.notes.end(), parsed->notes.begin(), parsed->notes.end());
    query::Planner planner(vocabulary_, options);
    Result<query::Planned> planned = planner.plan(parsed->root, request_.query);
    if (!planned) return tl::unexpected<Error>(planned.error());
    planned_ = std::move(*planned);
    answer_.notes.insert(answer_.notes.end(), planned_.notes.begin(), planned_.notes.end());
    if (request_.explain) answer_.explanation = Explanation{query::to_text(parsed->root), "", ""};
    if (!request_.path.empty()) narrow(query::path_plan(request_.path));
    if (Result<void> done = add_plain_filters(); !done) return done;
    return request_.like.empty() ? Result<void>() : add_like();
  }

  void narrow(Plan to) {
    std::vector<Plan> both;
    both.push_back(std::move(to));
    both.push_back(std::move(planned_.plan));
    planned_.plan = Plan::of(Plan::Op::all, std::move(both));
  }

  // Filters on what has no column, and so no counts beside it: days but that of publication, and a mail's attachments.
  Result<void> add_plain_filters() {
    for (const auto& [name, bounds] : request_.dates) {
      const Result<query::DateRange> days = query::parse_dates(bounds.from, bounds.to, current_day());
      if (!days) return tl::unexpected<Error>(days.error());
      if (days->from > days->to)
        return fail(ErrorCode::bad_usage, fmt::format("--{0}-from is later than --{0}-to", name), "exchange them");
      if (!days->open()) narrow(query::dates_plan(*schema::find_field(name), *days));
    }
    for (const FilterRequest& given : request_.filters) {
      if (given.facet != parent_field) continue;
      const FilterRequest filter = parted(given, [](const std::string&) { return true; });
      if (!filter.include.empty()) narrow(parents(filter.include));
      if (filter.exclude.empty()) continue;
      std::vector<Plan> sides;
      sides.push_back(std::move(planned_.plan));
      sides.push_back(parents(filter.exclude));
      planned_.plan = Plan::of(Plan::Op::exclude, std::move(sides));
    }
    return {};
  }

  static Plan parents(const std::vector<std::string>& ids) {
    std::vector<Plan> any;
    any.reserve(ids.size());
    for (const std::string& id : ids)
      any.push_back(Plan::of_term(schema::boolean_term(schema::find_field(parent_field)->prefix, id), 0));
    return Plan::of(Plan::Op::any, std::move(any));
  }

  Result<DocRef> find_article(const std::string& id) const {
    const std::optional<DocRef> found = index_.find(id);
    if (!found) return no_article(index_, id, ErrorCode::bad_query);
    return *found;
  }

  // Articles like one: any of its characteristic words, among what the query matches, without itself.
  Result<void> add_like() {
    const Result<DocRef> like = find_article(request_.like);
    if (!like) return tl::unexpected<Error>(like.error());
    std::vector<Plan> words;
    for (const match::WeightedTerm& one : match::significant_terms(index_, vocabulary_, {*like}, match::like_terms))
      words.push_back(Plan::of_term(one.term, one.weight * match::like_terms));
    std::vector<Plan> both;
    both.push_back(std::move(planned_.plan));
    both.push_back(Plan::of(Plan::Op::any, std::move(words)));
    std::vector<Plan> without;
    without.push_back(Plan::of(Plan::Op::all, std::move(both)));
    without.push_back(Plan::of_term(schema::boolean_term(schema::find_field("id")->prefix, request_.like), 0));
    planned_.plan = Plan::of(Plan::Op::exclude, std::move(without));
    planned_.has_words = true;
    return {};
  }

  // Leaves the near-duplicates of one article, and itself.
  Result<void> keep_similar(match::ShardSets& matches) {
    const Result<DocRef> one = find_article(request_.similar);
    if (!one) return tl::unexpected<Error>(one.error());
    const std::string_view group = index_.group(*one);
    if (group.empty()) answer_.notes.push_back("no article is a near-duplicate of this one");
    for (std::uint32_t shard = 0; shard < matches.size(); ++shard) {
      match::DocSet members(index_.shards()[shard].columns->last_docid());
      matches[shard].each([&](std::uint32_t docid) {
        if (!group.empty() && index_.group({shard, docid}) == group) members.add(docid);
      });
      matches[shard] = std::move(members);
    }
    return {};
  }

  void drop_seen(match::ShardSets& matches) const {
    for (std::uint32_t shard = 0; shard < matches.size(); ++shard) {
      const match::DocSet found = matches[shard];
      found.each([&](std::uint32_t docid) {
        if (request_.seen->contains(text::percent_encode_steering(index_.id({shard, docid}))))
          matches[shard].remove(docid);
      });
    }
  }

  tl::unexpected<Error> no_facet(std::string_view name) const {
    const std::string near = text::nearest_name(name, index_.facet_names());
    return fail(ErrorCode::bad_usage, fmt::format("no facet is called '{}'", name),
                fmt::format("{}facets: {}", near.empty() ? "" : fmt::format("did you mean {}? ", near),
                            fmt::join(index_.facet_names(), ", ")));
  }

  Result<match::FacetFilter> resolve(const FilterRequest& given) {
    const FilterRequest filter = parted(given, [&](const std::string& whole) {
      return vocabulary_.has_value(given.facet, whole) || !vocabulary_.values_named(given.facet, whole).empty();
    });
    match::FacetFilter resolved{filter.facet, {}, {}};
    const auto has = [&](const std::string& value) { return vocabulary_.has_value(filter.facet, value); };
    const auto add = [&](const std::string& typed, std::vector<std::string>& into, bool excluded) -> Result<void> {
      Result<std::vector<std::string>> values = query::resolve_value(vocabulary_, filter.facet, typed);
      // To exclude what no article has is not a slip where values may come and go.
      if (!values && (!excluded || query::is_closed(filter.facet))) return tl::unexpected<Error>(values.error());
      if (!values || std::none_of(values->begin(), values->end(),
                                  [&](const std::string& one) { return one == query::no_value || has(one); }))
        answer_.notes.push_back(fmt::format("no article has {} {} (see --list {})", filter.facet, typed, filter.facet));
      if (values) into.insert(into.end(), values->begin(), values->end());
      return {};
    };
    for (const std::string& value : filter.include)
      if (Result<void> done = add(value, resolved.include, false); !done) return tl::unexpected<Error>(done.error());
    for (const std::string& value : filter.exclude) {
      // A value of the index that begins with the mark of exclusion.
      if (const std::string marked = '!' + value; has(marked) && !has(value)) resolved.include.push_back(marked);
      else if (Result<void> done = add(value, resolved.exclude, true); !done)
        return tl::unexpected<Error>(done.error());
    }
    return resolved;
  }

  // An axis of a cross table: a facet of that name, else a unit of time.
  Result<match::Axis> axis(const std::string& name) const {
    if (vocabulary_.has_facet(name)) return match::Axis{name, match::Unit::none};
    const Result<match::Unit> unit = parse_unit(name);
    if (!unit || *unit == match::Unit::none)
      return fail(ErrorCode::bad_usage, fmt::format("no facet and no unit of time is called '{}'", name),
                  fmt::format("facets: {}; units: year, month, week, day", fmt::join(index_.facet_names(), ", ")));
    return match::Axis{name, *unit};
  }

  Result<match::CountRequest> count_request() {
    match::CountRequest wanted;
    for (const FilterRequest& filter : request_.filters) {
      if (filter.facet == parent_field) continue;  // in the plan
      if (!vocabulary_.has_facet(filter.facet)) return no_facet(filter.facet);
      Result<match::FacetFilter> resolved = resolve(filter);
      if (!resolved) return tl::unexpected<Error>(resolved.error());
      wanted.filters.push_back(std::move(*resolved));
    }
    const Result<query::DateRange> dates = query::parse_dates(request_.from, request_.to, current_day());
    if (!dates) return tl::unexpected<Error>(dates.error());
    if (dates->from > dates->to) return fail(ErrorCode::bad_usage, "--from is later than --to", "exchange them");
    wanted.dates = *dates;
    for (const std::string& facet : request_.facets)
      if (!vocabulary_.has_facet(facet)) return no_facet(facet);
    for (const auto& [rows, columns] : request_.crosses) {
      const Result<match::Axis> down = axis(rows);
      const Result<match::Axis> across = axis(columns);
      if (!down || !across) return tl::unexpected<Error>((down ? across : down).error());
      wanted.crosses.emplace_back(*down, *across);
    }
    wanted.facets = request_.facets;
    wanted.drill_down = request_.drill_down;
    wanted.by_group = request_.group;
    wanted.histogram = request_.histogram;
    wanted.histogram_slot = request_.histogram_slot;
    return wanted;
  }

  // Pseudo-relevance feedback: adds the best articles' characteristic words to the query.
  void expand(match::ShardSets& matches, const match::CountRequest& wanted) {
    match::CountRequest only_filters = wanted;
    only_filters.facets.clear();
    only_filters.by_group = false;
    only_filters.crosses.clear();
    only_filters.histogram = match::Unit::none;
    const match::CountResult counted = match::count_matches(index_, matches, only_filters);
    expansion_.emplace(index_, vocabulary_, matcher_, ranker_, request_.model, planned_, counted.documents);
    planned_.plan = expansion_->words().expanded(std::move(planned_.plan), !request_.match_any);
    matches = matching();
    answer_.notes.push_back(expansion_->words().note());
  }

  std::vector<ScoredDoc> rank(const match::ShardSets& documents, bool filtered) {
    const std::uint64_t end = std::uint64_t{request_.offset} + request_.limit;
    const auto limit = static_cast<std::uint32_t>(std::min<std::uint64_t>(end, answer_.total));
    std::vector<ScoredDoc> ranked;
    if (request_.limit == 0) return ranked;
    if (request_.group) ranked = grouped(documents, filtered, limit);
    else ranked = ordered(documents, filtered, limit);
    ranked.erase(ranked.begin(),
                 ranked.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(request_.offset, ranked.size())));
    return ranked;
  }

  std::vector<ScoredDoc> ordered(const match::ShardSets& documents, bool filtered, std::uint32_t limit) {
    if (request_.sort != Sort::relevance || !planned_.has_words)
      return ranker_.by_date(documents, slot_of(request_.sort), request_.sort != Sort::oldest, limit);
    if (request_.half_life <= 0) return best(documents, filtered, limit);
    // Age may lift any match to the top.
    std::vector<ScoredDoc> all = best(documents, filtered, answer_.total);
    ranker_.prefer_recent(all, request_.half_life, current_day());
    if (all.size() > limit) all.resize(limit);
    return all;
  }

  std::vector<ScoredDoc> best(const match::ShardSets& documents, bool filtered, std::uint32_t limit) {
    std::vector<ScoredDoc> ranked = ranker_.best(planned_.plan, documents, filtered, request_.model, limit, matcher_);
    return expansion_ ? expansion_->rerank(std::move(ranked), planned_.plan, documents, limit) : ranked;
  }

  // The best of each group of near-duplicates.
  std::vector<ScoredDoc> grouped(const match::ShardSets& documents, bool filtered, std::uint32_t limit) {
    for (std::uint64_t fetch = std::uint64_t{limit} * 2 + 10;; fetch *= 4) {
      std::vector<ScoredDoc> kept;
      group_sizes_.clear();
      const std::vector<ScoredDoc> ranked =
          ordered(documents, filtered, static_cast<std::uint32_t>(std::min<std::uint64_t>(fetch, answer_.total)));
      for (const ScoredDoc& one : ranked) {
        const std::string group(index_.group(one.document));
        if (!group.empty() && group_sizes_[group]++ > 0) continue;
        kept.push_back(one);
      }
      if (kept.size() < limit && fetch < answer_.total) continue;
      if (kept.size() > limit) kept.resize(limit);
      return kept;
    }
  }

  Result<void> fetch(const std::vector<ScoredDoc>& ranked) {
    HitReader reader(index_, heads_, request_, planned_.words);
    for (const ScoredDoc& one : ranked) {
      Result<Hit> hit = reader.next(one.document, one.score, index_.id(one.document));
      if (!hit) return tl::unexpected<Error>(hit.error());
      hit->group = std::string(index_.group(one.document));
      if (!hit->group.empty()) hit->similar = index_.group_size(hit->group) - 1;
      if (const auto size = group_sizes_.find(hit->group); size != group_sizes_.end())
        hit->collapse_count = size->second - 1;
      answer_.hits.push_back(std::move(*hit));
    }
    return {};
  }

  void explain(const std::vector<ScoredDoc>& ranked) {
    answer_.explanation->plan = query::to_text(planned_.plan);
    answer_.explanation->xapian = ranker_.to_query(planned_.plan, matcher_).get_description();
    match::ShardSets shown;
    for (const match::Shard& shard : index_.shards()) shown.emplace_back(shard.columns->last_docid());
    for (const ScoredDoc& one : ranked) shown[one.document.shard].add(one.document.docid);
    explain_terms(planned_.plan, 1, ranked, shown);
  }

  void explain_terms(const Plan& plan, double scale, const std::vector<ScoredDoc>& ranked,
                     const match::ShardSets& shown) {
    scale *= plan.weight;
    if (scale == 0) return;
    if (plan.op != Plan::Op::term) {
      for (const Plan& child : plan.children) explain_terms(child, scale, ranked, shown);
      return;
    }
    match::ShardSets with = matcher_.match(plan);
    for (std::size_t i = 0; i < with.size(); ++i) with[i].intersect(shown[i]);
    for (const ScoredDoc& one :
         ranker_.best(Plan::of_term(plan.term), with, true, request_.model, match::count(with), matcher_))
      for (std::size_t i = 0; i < ranked.size(); ++i)
        if (ranked[i].document == one.document) answer_.hits[i].weights.push_back({plan.term, one.score * scale});
  }

  const match::Index& index_;
  const query::Vocabulary& vocabulary_;
  match::Matcher& matcher_;
  const query::Synonyms* synonyms_;
  match::Ranker ranker_;
  match::ArticleHeaderCache& heads_;
  const Request& request_;
  Answer& answer_;
  query::Planned planned_;
  bool passed_over_ = false;  // the plan matches more than is asked for, apart from filters
  std::optional<LocalExpansion> expansion_;
  std::map<std::string, std::uint32_t> group_sizes_;
};

}  // namespace

Result<void> run_request(const Engine& engine, const Request& request, Answer& answer) {
  return SearchRun(engine, request, answer).go();
}

}  // namespace blotter::search

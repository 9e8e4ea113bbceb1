#include "searcher/remote/server_search.hpp"

#include "common/store/shard.hpp"
#include "searcher/remote/vocabulary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <tuple>

namespace blotter::remote {
namespace {

using Query = Xapian::Query;

constexpr std::uint32_t more_hits = 16;         // fetched beyond the limit, so that ids order equal scores
constexpr double equal_scores = 1e-12;          // of a score: what the order of a sum's parts may change
constexpr std::size_t max_cross_values = 2000;  // of the facet with fewer values: each is a query of its own

bool listed(const std::vector<std::string>& values, std::string_view value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

// The values of one facet in a slot: those of watch lists share one.
std::vector<std::string_view> values_in(std::string_view packed, const std::string& facet) {
  std::vector<std::string_view> all = store::unpack_values(packed);
  if (store::facet_slot(facet) != store::slot_watch_values) return all;
  std::vector<std::string_view> own;
  for (std::size_t i = 0; i + 1 < all.size(); i += 2)
    if (all[i] == facet) own.push_back(all[i + 1]);
  return own;
}

bool are_equal(double score, double other) { return score >= other * (1 - equal_scores); }

std::uint32_t day_of(const std::string& digits) {
  std::uint32_t day = 0;
  for (const char digit : digits) day = day * 10 + static_cast<std::uint32_t>(static_cast<unsigned char>(digit) - '0');
  return digits.size() == store::order_date_size ? day : 0;
}

// How many of the articles that it saw have each string in its slot.
std::map<std::string, std::uint32_t> counted_by(const Xapian::ValueCountMatchSpy& spy) {
  std::map<std::string, std::uint32_t> counted;
  for (auto at = spy.values_begin(); at != spy.values_end(); ++at) counted[*at] = at.get_termfreq();
  return counted;
}

bool is_before_by_id(const ServerHit& a, const ServerHit& b) {
  return std::tie(a.id, a.document.shard) < std::tie(b.id, b.document.shard);
}

}  // namespace

bool ranks_before(const ServerHit& a, const ServerHit& b) {
  return a.score != b.score ? a.score > b.score : is_before_by_id(a, b);
}

Query query_of(const std::vector<ServerHit>& hits) {
  std::vector<Query> ids;
  ids.reserve(hits.size());
  for (const ServerHit& hit : hits) ids.emplace_back(schema::boolean_term(schema::find_field("id")->prefix, hit.id));
  return {Query::OP_OR, ids.begin(), ids.end()};
}

ServerSearch::SlotCounts ServerSearch::count_slot(const Query& query, schema::Slot slot) const {
  if (query.empty()) return {};
  Xapian::Enquire enquire(index_.all());
  enquire.set_query(query);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  Xapian::ValueCountMatchSpy spy(slot);
  enquire.add_matchspy(&spy);
  (void)enquire.get_mset(0, 0, index_.all().get_doccount());
  return counted_by(spy);
}

// Drill-sideways, as match::count_matches: of the articles that pass every other filter, one with an excluded value
// counts for that value alone, and one with several for none.
match::Counts ServerSearch::values_of(const std::string& facet, const SlotCounts& packed,
                                      const match::FacetFilter* sideways) {
  std::map<std::string_view, std::uint32_t> sums;
  for (const auto& [text, articles] : packed) {
    std::vector<std::string_view> values = values_in(text, facet);
    if (sideways) {
      std::vector<std::string_view> excluded;
      for (const std::string_view value : values)
        if (listed(sideways->exclude, value)) excluded.push_back(value);
      if (excluded.size() > 1) continue;
      if (excluded.size() == 1) values = excluded;
    }
    for (const std::string_view value : values) sums[value] += articles;
  }
  match::Counts counts;
  for (const auto& [value, articles] : sums) counts.emplace_back(*names_.emplace(value).first, articles);
  return counts;
}

Result<match::CountResult> ServerSearch::count() {
  match::CountResult out;
  out.facets.resize(request_.facets.size());
  out.crosses.resize(request_.crosses.size());
  out.without_filter.resize(request_.filters.size());
  // One query has the total, the histogram and every facet that its own filter does not concern.
  Xapian::Enquire enquire(index_.all());
  enquire.set_query(query_);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  std::map<schema::Slot, std::unique_ptr<Xapian::ValueCountMatchSpy>> spies;
  const auto add_spy = [&](schema::Slot slot) {
    auto& spy = spies[slot];
    if (spy) return;
    spy = std::make_unique<Xapian::ValueCountMatchSpy>(slot);
    enquire.add_matchspy(spy.get());
  };
  std::vector<std::optional<std::size_t>> own_filters;
  for (const std::string& facet : request_.facets) {
    std::optional<std::size_t>& own = own_filters.emplace_back();
    for (std::size_t i = 0; i < request_.filters.size() && !request_.drill_down; ++i)
      if (request_.filters[i].facet == facet) own = i;
    if (!own) add_spy(store::facet_slot(facet));
  }
  if (request_.histogram != match::Unit::none) add_spy(request_.histogram_slot);
  if (!query_.empty()) out.total = enquire.get_mset(0, 0, index_.all().get_doccount()).get_matches_lower_bound();
  for (std::size_t i = 0; i < request_.facets.size(); ++i) {
    const std::string& facet = request_.facets[i];
    const schema::Slot slot = store::facet_slot(facet);
    if (!own_filters[i]) {
      out.facets[i] = values_of(facet, counted_by(*spies.at(slot)), nullptr);
      continue;
    }
    const Query beside = ServerQuery::filtered(text_, request_, {own_filters[i], false});
    out.facets[i] = values_of(facet, count_slot(beside, slot), &request_.filters[*own_filters[i]]);
  }
  if (request_.histogram != match::Unit::none) {
    std::uint32_t dated = 0;
    for (const auto& [digits, articles] : counted_by(*spies.at(request_.histogram_slot))) {
      const std::uint32_t day = day_of(digits);
      dated += articles;
      out.histogram[day == 0 ? 0 : match::period_start(day, request_.histogram)] += articles;
    }
    if (out.total > dated) out.histogram[0] += out.total - dated;
  }
  for (std::size_t i = 0; i < request_.crosses.size(); ++i)
    if (Result<void> done = cross(request_.crosses[i].first.facet, request_.crosses[i].second.facet, out.crosses[i]);
        !done)
      return tl::unexpected(done.error());
  if (out.total > 0) return out;
  for (std::size_t i = 0; i < request_.filters.size(); ++i)
    out.without_filter[i] = count_articles(index_, ServerQuery::filtered(text_, request_, {i, false}));
  out.without_dates = count_articles(index_, ServerQuery::filtered(text_, request_, {std::nullopt, true}));
  return out;
}

// A query for each value of the facet that has fewer.
Result<void> ServerSearch::cross(const std::string& rows, const std::string& columns,
                                 std::map<std::pair<std::string, std::string>, std::uint32_t>& out) const {
  const auto values_by_facet = [&](const std::string& facet) {
    std::set<std::string> values;
    for (const auto& [packed, articles] : count_slot(query_, store::facet_slot(facet)))
      for (const std::string_view value : values_in(packed, facet)) values.emplace(value);
    return values;
  };
  const std::set<std::string> row_values = values_by_facet(rows);
  const std::set<std::string> column_values = values_by_facet(columns);
  const bool by_row = row_values.size() <= column_values.size();
  const std::set<std::string>& fewer = by_row ? row_values : column_values;
  if (fewer.size() > max_cross_values)
    return fail(ErrorCode::bad_query,
                fmt::format("servers count a cross table by a query for each value, and '{}' has {}; at most {} can be",
                            by_row ? rows : columns, fewer.size(), max_cross_values),
                "filter further");
  const std::string& outer = by_row ? rows : columns;
  const std::string& inner = by_row ? columns : rows;
  for (const std::string& value : fewer) {
    const Query one(Query::OP_FILTER, query_, Query(schema::boolean_term(query::prefix_of_facet(outer), value)));
    for (const auto& [packed, articles] : count_slot(one, store::facet_slot(inner)))
      for (const std::string_view other : values_in(packed, inner))
        out[by_row ? std::pair(value, std::string(other)) : std::pair(std::string(other), value)] += articles;
  }
  return {};
}

// Fetches on until what is equal to the last hit is all there.
std::vector<ServerHit> ServerSearch::fetch(Xapian::Enquire& enquire, const Query& query, Order order,
                                           std::uint32_t limit) const {
  std::vector<ServerHit> hits;
  if (query.empty() || limit == 0) return hits;
  enquire.set_query(query);
  const Xapian::doccount all = index_.all().get_doccount();
  const auto ends = [&](const ServerHit& last, const ServerHit& cut) {
    return order == Order::oldest ? last.date != cut.date : !are_equal(last.score, cut.score);
  };
  for (std::uint64_t number = std::uint64_t{limit} + more_hits;; number *= 4) {
    const Xapian::MSet matches =
        enquire.get_mset(0, static_cast<Xapian::doccount>(std::min<std::uint64_t>(number, all)), all);
    hits.clear();
    for (auto at = matches.begin(); at != matches.end(); ++at) {
      const std::string key = at.get_sort_key();
      const store::OrderKey read = store::read_order_key(key);
      hits.push_back({index_.ref(*at), at.get_weight(), read.date, std::string(read.id)});
    }
    // The newest come in their whole order.
    if (order == Order::newest || hits.size() < number || number >= all || ends(hits.back(), hits[limit - 1])) break;
  }
  return hits;
}

std::vector<ServerHit> ServerSearch::best(Order order, match::Model model, std::uint32_t limit) const {
  Xapian::Enquire enquire(index_.all());
  const std::unique_ptr<Xapian::Weight> weight = match::make_weight(model, index_.all());
  std::vector<ServerHit> hits;
  if (order == Order::relevance) {
    enquire.set_weighting_scheme(*weight);
    enquire.set_sort_by_relevance_then_value(store::slot_order, false);
    hits = fetch(enquire, query_, order, limit);
    for (auto from = hits.begin(); from != hits.end();) {
      const auto to = std::find_if(std::next(from), hits.end(),
                                   [&](const ServerHit& hit) { return !are_equal(hit.score, from->score); });
      for (auto at = from; at != to; ++at) at->score = from->score;
      std::sort(from, to, is_before_by_id);
      from = to;
    }
  } else {
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_sort_by_value(store::slot_order, order == Order::oldest);
    const Query dated = Query(Query::OP_VALUE_GE, schema::slot_published, "0");
    if (order == Order::newest) hits = fetch(enquire, query_, order, limit);
    else if (!query_.empty()) hits = fetch(enquire, Query(Query::OP_FILTER, query_, dated), order, limit);
    if (order == Order::oldest)
      std::sort(hits.begin(), hits.end(), [&](const ServerHit& a, const ServerHit& b) {
        return a.date != b.date ? a.date < b.date : is_before_by_id(a, b);
      });
    if (order == Order::oldest && hits.size() < limit && !query_.empty()) {
      enquire.set_sort_by_value(store::slot_order, false);
      const auto rest = limit - static_cast<std::uint32_t>(hits.size());
      const std::vector<ServerHit> undated =
          fetch(enquire, Query(Query::OP_AND_NOT, query_, dated), Order::newest, rest);
      hits.insert(hits.end(), undated.begin(), undated.end());
    }
  }
  if (hits.size() > limit) hits.resize(limit);
  return hits;
}

std::vector<ServerHit> ServerSearch::best_of(const std::vector<ServerHit>& hits, match::Model model) const {
  if (hits.empty()) return {};
  const Query among(Query::OP_FILTER, text_, query_of(hits));
  // Two shards may have an article of one id.
  const std::size_t limit = hits.size() * index_.shards().size();
  std::vector<ServerHit> found =
      ServerSearch(index_, among, request_).best(Order::relevance, model, static_cast<std::uint32_t>(limit));
  std::erase_if(found, [&](const ServerHit& one) {
    return std::none_of(hits.begin(), hits.end(), [&](const ServerHit& hit) { return hit.document == one.document; });
  });
  return found;
}

}  // namespace blotter::remote

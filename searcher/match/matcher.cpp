#include "searcher/match/matcher.hpp"

#include "common/schema.hpp"
#include "common/text/edit_distance.hpp"
#include "searcher/index/date_column.hpp"
#include "searcher/index/postings.hpp"
#include "searcher/match/window.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace blotter::match {
namespace {

using query::Plan;

constexpr std::uint32_t rare = 64;  // documents; below, reading the postings is quicker than looking up a set

}  // namespace

std::uint32_t count(const ShardSets& sets) {
  std::uint32_t total = 0;
  for (const DocSet& set : sets) total += set.count();
  return total;
}

bool drop_repeated(const Index& index, ShardSets& sets) {
  bool any = false;
  for (std::size_t shard = 1; shard < sets.size(); ++shard) {
    const std::uint32_t all = sets[shard].count();
    sets[shard].subtract(index.repeated()[shard]);
    any = any || sets[shard].count() < all;
  }
  return any;
}

ShardSets Matcher::match(const Plan& plan) {
  ShardSets sets;
  for (std::uint32_t shard = 0; shard < index_.shards().size(); ++shard) sets.push_back(evaluate(plan, shard));
  return sets;
}

DocSet Matcher::evaluate(const Plan& plan, std::uint32_t shard) {
  switch (plan.op) {
    case Plan::Op::nothing: return empty(shard);
    case Plan::Op::everything: return DocSet(index_.shards()[shard].columns->live_docs());
    case Plan::Op::term:
    case Plan::Op::synonym:
    case Plan::Op::window: return *documents(plan, shard);
    case Plan::Op::dates: return dates(plan, shard);
    case Plan::Op::lacking: return lacking(plan.term, shard);
    case Plan::Op::path: return path(plan.term, shard);
    case Plan::Op::at_least: return at_least(plan, shard);
    default: return combine(plan, shard);
  }
}

// Adds the documents of a plan to a set; those of a rare word without making a set of them.
void Matcher::unite(const Plan& plan, std::uint32_t shard, DocSet& into) {
  if (!plan.is_word()) return into.unite(evaluate(plan, shard));
  const std::shared_ptr<const Postings> found = postings(plan.terms(), shard);
  if (found->documents() > rare) return into.unite(*documents(plan, shard));
  found->each([&](std::uint32_t docid) { into.add(docid); });
}

DocSet Matcher::combine(const Plan& plan, std::uint32_t shard) {
  DocSet result = evaluate(plan.children.front(), shard);
  if (plan.op == Plan::Op::maybe) return result;
  for (std::size_t i = 1; i < plan.children.size(); ++i) {
    const Plan& child = plan.children[i];
    switch (plan.op) {
      case Plan::Op::all: result.intersect(child.is_word() ? *documents(child, shard) : evaluate(child, shard)); break;
      case Plan::Op::exclude:
        result.subtract(child.is_word() ? *documents(child, shard) : evaluate(child, shard));
        break;
      default: unite(child, shard, result);
    }
  }
  return result;
}

std::shared_ptr<const Postings> Matcher::postings(const std::vector<std::string>& terms, std::uint32_t shard) {
  return postings_.get(fmt::format("{} {}", fmt::join(terms, " "), shard), [&] {
    index_.lengths().make(index_.shards());
    return Postings(index_.shards()[shard], terms, index_.lengths().of(shard).norm);
  });
}

// The documents of a word or of a window.  Those of a window are expensive, and needed twice in a search, to count and
// to rank.
std::shared_ptr<const DocSet> Matcher::documents(const Plan& plan, std::uint32_t shard) {
  if (plan.is_word())
    return recent_.get(fmt::format("word {} {}", fmt::join(plan.terms(), " "), shard), [&] {
      DocSet set = empty(shard);
      postings(plan.terms(), shard)->each([&](std::uint32_t docid) { set.add(docid); });
      return set;
    });
  return recent_.get((plan.in_body ? "body " : "window ") + query::to_text(plan) + ' ' + std::to_string(shard), [&] {
    Plan all;
    all.op = Plan::Op::all;
    all.children = plan.children;
    return match_window(index_.shards()[shard], plan, evaluate(all, shard));
  });
}

DocSet Matcher::at_least(const Plan& plan, std::uint32_t shard) {
  return match_min_count(index_.shards()[shard], plan, evaluate(plan.children.front(), shard));
}

DocSet Matcher::dates(const Plan& plan, std::uint32_t shard) const {
  DocSet found = empty(shard);
  const DateColumn dates(index_.shards()[shard], plan.slot);
  for (std::uint32_t docid = 1; docid < dates.days().size(); ++docid)
    if (plan.range.contains(dates[docid])) found.add(docid);
  return found;
}

DocSet Matcher::lacking(const std::string& facet, std::uint32_t shard) const {
  const store::Columns& columns = *index_.shards()[shard].columns;
  DocSet found(columns.live_docs());
  const schema::Field* field = schema::find_field(facet);
  std::optional<DateColumn> dates;
  if (field && field->kind == schema::FieldKind::date) dates.emplace(index_.shards()[shard], field->slot);
  const store::Column* column = dates ? nullptr : columns.find(facet);
  DocSet(columns.live_docs()).each([&](std::uint32_t docid) {
    const bool has = dates ? (*dates)[docid] != 0 : column && !column->of(docid).empty();
    if (has) found.remove(docid);
  });
  return found;
}

// A pattern fits a whole path, or from any of its folders on; and all that is below what it fits.
DocSet Matcher::path(const std::string& pattern, std::uint32_t shard) const {
  const std::u32string fits = text::to_characters((pattern.starts_with('/') ? "" : "*/") + pattern);
  const std::u32string below = fits + U"/*";
  const std::string prefix = std::string(schema::path_prefix) + ':';
  const Xapian::Database& database = index_.shards()[shard].database;
  DocSet found = empty(shard);
  for (auto at = database.allterms_begin(prefix); at != database.allterms_end(prefix); ++at) {
    const std::u32string path = text::to_characters((*at).substr(prefix.size()));
    if (text::glob_match(fits, path) || text::glob_match(below, path))
      each_document(index_.shards()[shard], *at, [&](std::uint32_t docid) { found.add(docid); });
  }
  return found;
}

}  // namespace blotter::match

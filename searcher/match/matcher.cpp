#include "searcher/match/matcher.hpp"

#include "common/schema.hpp"

#include <algorithm>
#include <utility>

namespace blotter::match {
namespace {

using query::Plan;

constexpr std::uint32_t rare = 64;  // documents; below, reading the postings is quicker than looking up a set

// Collects every document that a match visits.
class Collector final : public Xapian::MatchSpy {
 public:
  explicit Collector(DocSet& set) : set_(set) {}
  void operator()(const Xapian::Document& document, double) override { set_.add(document.get_docid()); }

 private:
  DocSet& set_;
};

// Positions of a term, or of any of several, in one document; of the body alone when so wanted.
std::vector<std::uint32_t> positions(const Xapian::Database& database, const Plan& plan, std::uint32_t docid,
                                     bool in_body) {
  std::vector<std::uint32_t> found;
  if (plan.op == Plan::Op::term) {
    for (auto at = database.positionlist_begin(docid, plan.term); at != database.positionlist_end(docid, plan.term);
         ++at)
      if (!in_body || *at > schema::body_gap) found.push_back(*at);
    return found;
  }
  for (const Plan& child : plan.children) {
    const std::vector<std::uint32_t> more = positions(database, child, docid, in_body);
    found.insert(found.end(), more.begin(), more.end());
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

// Whether one position of each list, ascending, lies within `distance` positions.
bool ordered_within(const std::vector<std::vector<std::uint32_t>>& lists, std::uint32_t distance) {
  for (const std::uint32_t first : lists.front()) {
    std::uint32_t last = first;
    bool whole = true;
    for (std::size_t i = 1; i < lists.size() && whole; ++i) {
      const auto next = std::upper_bound(lists[i].begin(), lists[i].end(), last);
      whole = next != lists[i].end();
      if (whole) last = *next;
    }
    if (whole && last - first < distance) return true;
  }
  return false;
}

// Whether distinct positions, one of each list, lie within `distance` positions in any order.
bool near_within(std::vector<std::vector<std::uint32_t>> lists, std::uint32_t distance) {
  std::sort(lists.begin(), lists.end());
  do {
    if (ordered_within(lists, distance)) return true;
  } while (lists.size() <= 5 && std::next_permutation(lists.begin(), lists.end()));
  return false;
}

Xapian::Query part_query(const Plan& plan) {
  if (plan.op == Plan::Op::term) return Xapian::Query(plan.term);
  std::vector<Xapian::Query> parts;
  for (const Plan& child : plan.children) parts.push_back(part_query(child));
  return Xapian::Query(Xapian::Query::OP_OR, parts.begin(), parts.end());
}

}  // namespace

std::uint32_t count(const ShardSets& sets) {
  std::uint32_t total = 0;
  for (const DocSet& set : sets) total += set.count();
  return total;
}

Xapian::Query window_query(const Plan& plan) {
  std::vector<Xapian::Query> parts;
  for (const Plan& child : plan.children) {
    if (child.op == Plan::Op::nothing) return Xapian::Query();
    parts.push_back(part_query(child));
  }
  return Xapian::Query(plan.ordered ? Xapian::Query::OP_PHRASE : Xapian::Query::OP_NEAR, parts.begin(), parts.end(),
                       plan.distance);
}

ShardSets Matcher::match(const Plan& plan) {
  ShardSets sets;
  for (std::uint32_t shard = 0; shard < index_.shards().size(); ++shard) sets.push_back(evaluate(plan, shard));
  return sets;
}

DocSet Matcher::evaluate(const Plan& plan, std::uint32_t shard) {
  switch (plan.op) {
    case Plan::Op::nothing: return empty(shard);
    case Plan::Op::everything: return DocSet(index_.shards()[shard].columns->present());
    case Plan::Op::term: return *term(plan.term, shard);
    case Plan::Op::window: return *window(plan, shard);
    case Plan::Op::dates: return dates(plan, shard);
    case Plan::Op::at_least: return at_least(plan, shard);
    default: return combine(plan, shard);
  }
}

// Adds the documents of a part to a set; a rare term's without a set of its own.
void Matcher::unite(const Plan& plan, std::uint32_t shard, DocSet& into) {
  if (plan.op != Plan::Op::term) return into.unite(evaluate(plan, shard));
  const Xapian::Database& database = index_.shards()[shard].database;
  if (database.get_termfreq(plan.term) > rare) return into.unite(*term(plan.term, shard));
  for (auto at = database.postlist_begin(plan.term); at != database.postlist_end(plan.term); ++at) into.add(*at);
}

DocSet Matcher::combine(const Plan& plan, std::uint32_t shard) {
  DocSet result = evaluate(plan.children.front(), shard);
  if (plan.op == Plan::Op::maybe) return result;
  for (std::size_t i = 1; i < plan.children.size(); ++i) {
    const Plan& child = plan.children[i];
    switch (plan.op) {
      case Plan::Op::all:
        result.intersect(child.op == Plan::Op::term ? *term(child.term, shard) : evaluate(child, shard));
        break;
      case Plan::Op::except:
        result.subtract(child.op == Plan::Op::term ? *term(child.term, shard) : evaluate(child, shard));
        break;
      default: unite(child, shard, result);
    }
  }
  return result;
}

std::shared_ptr<const DocSet> Matcher::term(const std::string& term, std::uint32_t shard) {
  return recent_.get("term " + term + ' ' + std::to_string(shard), [&] {
    DocSet set = empty(shard);
    const Xapian::Database& database = index_.shards()[shard].database;
    for (auto at = database.postlist_begin(term); at != database.postlist_end(term); ++at) set.add(*at);
    return set;
  });
}

// Positions are dear: the set is asked for twice in a search, to count and to rank.
std::shared_ptr<const DocSet> Matcher::window(const Plan& plan, std::uint32_t shard) {
  const Xapian::Query query = window_query(plan);
  return recent_.get((plan.in_body ? "body " : "window ") + query.get_description() + ' ' + std::to_string(shard),
                     [&] { return find_window(plan, query, shard); });
}

// Xapian verifies positions; what must stand in the body is looked at once more.
DocSet Matcher::find_window(const Plan& plan, const Xapian::Query& query, std::uint32_t shard) const {
  DocSet found = empty(shard);
  if (query.empty()) return found;
  const Xapian::Database& database = index_.shards()[shard].database;
  Xapian::Enquire enquire(database);
  enquire.set_query(query);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  Collector collector(found);
  enquire.add_matchspy(&collector);
  (void)enquire.get_mset(0, 0, database.get_doccount());
  if (!plan.in_body) return found;
  DocSet in_body = found;
  found.each([&](std::uint32_t docid) {
    std::vector<std::vector<std::uint32_t>> lists;
    for (const Plan& child : plan.children) lists.push_back(positions(database, child, docid, true));
    if (!(plan.ordered ? ordered_within(lists, plan.distance) : near_within(lists, plan.distance)))
      in_body.remove(docid);
  });
  return in_body;
}

DocSet Matcher::at_least(const Plan& plan, std::uint32_t shard) {
  const DocSet candidates = evaluate(plan.children.front(), shard);
  DocSet found = candidates;
  candidates.each([&](std::uint32_t docid) {
    if (positions(index_.shards()[shard].database, plan.children[1], docid, plan.in_body).size() < plan.distance)
      found.remove(docid);
  });
  return found;
}

DocSet Matcher::dates(const Plan& plan, std::uint32_t shard) const {
  DocSet found = empty(shard);
  const auto dates = index_.shards()[shard].columns->dates();
  for (std::uint32_t docid = 1; docid < dates.size(); ++docid)
    if (plan.range.holds(dates[docid])) found.add(docid);
  return found;
}

}  // namespace blotter::match

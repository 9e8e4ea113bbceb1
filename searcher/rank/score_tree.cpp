#include "searcher/rank/score_tree.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace blotter::match {

using query::Plan;

namespace {

// As Xapian rounds an estimate.
std::uint32_t to_count(double documents) { return static_cast<std::uint32_t>(std::floor(documents + 0.5)); }

bool is_plain_term(const Plan& plan) { return plan.op == Plan::Op::term && plan.weight == 1; }

}  // namespace

bool ScoreTree::covers(const Plan& plan) {
  if (plan.op == Plan::Op::synonym) return std::all_of(plan.children.begin(), plan.children.end(), is_plain_term);
  // The count of at_least is of forms that score nothing.
  if (plan.op == Plan::Op::at_least) return covers(plan.children.front());
  return std::all_of(plan.children.begin(), plan.children.end(), covers);
}

ScoreTree::ScoreTree(const Source& source, std::uint32_t shard, const Plan& plan, const ShardSets* filtered)
    : source_(source), shard_(shard), articles_(source.lengths.articles()) {
  if (!filtered) {
    root_ = build(plan, 1);
    return;
  }
  Conjunction parts;
  collect_all(plan, 1, parts);
  parts.required.push_back(add_set(*filtered));
  root_ = finish(std::move(parts));
}

ScoreTree::NodeId ScoreTree::add(Node node) {
  nodes_.push_back(std::move(node));
  return static_cast<NodeId>(nodes_.size() - 1);
}

ScoreTree::NodeId ScoreTree::add_set(const ShardSets& sets) {
  sets_.push_back(sets[shard_]);
  return add({Kind::set, count(sets), static_cast<std::uint32_t>(sets_.size() - 1), {}});
}

ScoreTree::NodeId ScoreTree::add_leaf(const std::vector<std::string>& terms, double factor) {
  Leaf leaf;
  std::uint32_t df = 0;
  for (std::uint32_t shard = 0; shard < source_.index.shards().size(); ++shard) {
    std::shared_ptr<const Postings> postings = source_.postings(terms, shard);
    df += postings->documents();
    if (shard == shard_) leaf.postings = std::move(postings);
  }
  if (factor != 0) leaf.weight = bm25_weight(source_.lengths.articles(), df, factor);
  leaves_.push_back(std::move(leaf));
  return add({Kind::leaf, df, static_cast<std::uint32_t>(leaves_.size() - 1), {}});
}

ScoreTree::NodeId ScoreTree::build(const Plan& plan, double factor) {
  factor *= plan.weight;
  switch (plan.op) {
    case Plan::Op::term: return add_leaf({plan.term}, factor);
    case Plan::Op::synonym: {
      std::vector<std::string> terms;
      for (const Plan& child : plan.children) terms.push_back(child.term);
      return add_leaf(terms, factor);
    }
    case Plan::Op::nothing:
    case Plan::Op::everything:
    case Plan::Op::lacking:
    case Plan::Op::path:
    case Plan::Op::dates: return add_set(source_.matcher.match(plan));
    case Plan::Op::any:
    case Plan::Op::max: {
      NodeIds parts;
      for (const Plan& child : plan.children) collect_any(child, factor, parts);
      return plan.op == Plan::Op::any || factor == 0 ? sum(std::move(parts)) : max(std::move(parts));
    }
    case Plan::Op::exclude: {
      const NodeId kept = build(plan.children[0], factor);
      NodeIds excluded;
      collect_excluded(plan.children[1], excluded);
      return exclude(kept, sum(std::move(excluded)));
    }
    case Plan::Op::maybe: {
      const NodeId wanted = build(plan.children[0], factor);
      if (factor == 0) return wanted;
      NodeIds more;
      collect_any(plan.children[1], factor, more);
      const NodeId optional = sum(std::move(more));
      return add({Kind::maybe, nodes_[wanted].documents, 0, {wanted, optional}});
    }
    default: break;
  }
  Conjunction parts;
  collect_clauses(plan, factor, parts);
  return finish(std::move(parts));
}

// Unions directly below a union are one; a weight of its own keeps a part together.
void ScoreTree::collect_any(const Plan& plan, double factor, NodeIds& into) {
  if (plan.op != Plan::Op::any || plan.weight != 1) return into.push_back(build(plan, factor));
  for (const Plan& child : plan.children) collect_any(child, factor, into);
}

// The weight of what is taken away says nothing.
void ScoreTree::collect_excluded(const Plan& plan, NodeIds& into) {
  if (plan.op != Plan::Op::any) return into.push_back(build(plan, 0));
  for (const Plan& child : plan.children) collect_any(child, 0, into);
}

void ScoreTree::collect_all(const Plan& plan, double factor, Conjunction& into) {
  if (plan.weight != 1) into.required.push_back(build(plan, factor));
  else collect_clauses(plan, factor, into);
}

void ScoreTree::collect_clauses(const Plan& plan, double factor, Conjunction& into) {
  switch (plan.op) {
    case Plan::Op::all:
      for (const Plan& child : plan.children) collect_all(child, factor, into);
      return;
    case Plan::Op::exclude:
      collect_all(plan.children[0], factor, into);
      return collect_excluded(plan.children[1], into.excluded);
    case Plan::Op::maybe:
      collect_all(plan.children[0], factor, into);
      return collect_any(plan.children[1], factor, into.optional);
    case Plan::Op::window:
      for (const Plan& child : plan.children) collect_all(child, factor, into);
      return into.required.push_back(add_set(source_.matcher.match(plan)));
    case Plan::Op::at_least:
      collect_all(plan.children[0], factor, into);
      return into.required.push_back(add_set(source_.matcher.match(plan)));
    default: into.required.push_back(build(plan, factor));
  }
}

// The rarest part first.
ScoreTree::NodeId ScoreTree::finish(Conjunction parts) {
  Node node;
  node.kind = Kind::all;
  node.parts.resize(parts.required.size());
  std::partial_sort_copy(parts.required.begin(), parts.required.end(), node.parts.begin(), node.parts.end(),
                         [&](NodeId a, NodeId b) { return nodes_[a].documents < nodes_[b].documents; });
  double documents = nodes_[node.parts.front()].documents;
  for (std::size_t i = 1; i < node.parts.size(); ++i)
    documents = documents * nodes_[node.parts[i]].documents / articles_;
  node.documents = to_count(documents);
  NodeId whole = add(std::move(node));
  if (!parts.excluded.empty()) whole = exclude(whole, sum(std::move(parts.excluded)));
  if (parts.optional.empty()) return whole;
  const NodeId optional = sum(std::move(parts.optional));
  return add({Kind::maybe, nodes_[whole].documents, 0, {whole, optional}});
}

// A tree of sums of two, the rarest parts deepest: a heap gives them, and the library's heap decides between equals.
ScoreTree::NodeId ScoreTree::sum(NodeIds parts) {
  const auto more_frequent = [&](NodeId a, NodeId b) { return nodes_[a].documents > nodes_[b].documents; };
  std::make_heap(parts.begin(), parts.end(), more_frequent);
  while (parts.size() > 1) {
    const NodeId rarest = parts.front();
    std::pop_heap(parts.begin(), parts.end(), more_frequent);
    parts.pop_back();
    const NodeId next = parts.front();
    const double left = nodes_[next].documents;
    const double right = nodes_[rarest].documents;
    const double documents = left + right - left * right / articles_;
    const NodeId both = add({Kind::sum, to_count(documents), 0, {next, rarest}});
    std::pop_heap(parts.begin(), parts.end(), more_frequent);
    parts.back() = both;
    std::push_heap(parts.begin(), parts.end(), more_frequent);
  }
  return parts.front();
}

ScoreTree::NodeId ScoreTree::max(NodeIds parts) {
  if (parts.size() == 1) return parts.front();
  std::sort(parts.begin(), parts.end(), [&](NodeId a, NodeId b) { return nodes_[a].documents > nodes_[b].documents; });
  const double scale = 1.0 / articles_;
  double share = nodes_[parts.front()].documents * scale;
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const double next = nodes_[parts[i]].documents * scale;
    share += next - share * next;
  }
  return add({Kind::max, to_count(share * articles_), 0, std::move(parts)});
}

ScoreTree::NodeId ScoreTree::exclude(NodeId kept, NodeId excluded) {
  const double documents = nodes_[kept].documents * (1.0 - nodes_[excluded].documents / articles_);
  return add({Kind::exclude, to_count(documents), 0, {kept, excluded}});
}

double ScoreTree::score(std::uint32_t docid) {
  double score = 0;
  evaluate(nodes_[root_], docid, source_.lengths.norm(shard_, docid), score);
  return score;
}

bool ScoreTree::evaluate(const Node& node, std::uint32_t docid, double norm, double& score) {
  double first = 0;
  double second = 0;
  switch (node.kind) {
    case Kind::set: return sets_[node.place].contains(docid);
    case Kind::leaf: {
      Leaf& leaf = leaves_[node.place];
      const std::int64_t wdf = leaf.postings->wdf(docid, leaf.cursor);
      if (wdf > 0 && leaf.weight != 0) score += leaf.weight * bm25_tf(static_cast<std::uint32_t>(wdf), norm);
      return wdf >= 0;
    }
    case Kind::sum: {
      const bool left = evaluate(nodes_[node.parts[0]], docid, norm, first);
      const bool right = evaluate(nodes_[node.parts[1]], docid, norm, second);
      score += first + second;
      return left || right;
    }
    case Kind::all:
      for (const NodeId part : node.parts) {
        double more = 0;
        if (!evaluate(nodes_[part], docid, norm, more)) return false;
        first += more;
      }
      score += first;
      return true;
    case Kind::maybe:
      if (!evaluate(nodes_[node.parts[0]], docid, norm, first)) return false;
      evaluate(nodes_[node.parts[1]], docid, norm, second);
      score += first + second;
      return true;
    case Kind::max: {
      bool any = false;
      for (const NodeId part : node.parts) {
        double one = 0;
        if (!evaluate(nodes_[part], docid, norm, one)) continue;
        any = true;
        first = std::max(first, one);
      }
      score += first;
      return any;
    }
    case Kind::exclude:
      if (evaluate(nodes_[node.parts[1]], docid, norm, second)) return false;
      return evaluate(nodes_[node.parts[0]], docid, norm, score);
  }
  return false;
}

}  // namespace blotter::match

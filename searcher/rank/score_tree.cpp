#include "searcher/rank/score_tree.hpp"

#include <algorithm>
#include <utility>

namespace blotter::match {

using query::Plan;

ScoreTree::ScoreTree(const Source& source, std::uint32_t shard, const Plan& plan) : source_(source), shard_(shard) {
  root_ = build(plan, 1);
}

ScoreTree::ScoreNode ScoreTree::leaf(const std::vector<std::string>& terms, double factor) {
  Leaf leaf;
  std::uint32_t df = 0;
  for (std::uint32_t shard = 0; shard < source_.index.shards().size(); ++shard) {
    std::shared_ptr<const Postings> postings = source_.matcher.postings(terms, shard);
    df += postings->documents();
    if (shard == shard_) leaf.postings = std::move(postings);
  }
  if (factor != 0) leaf.weight = bm25_weight(source_.lengths.articles(), df, factor);
  leaves_.push_back(std::move(leaf));
  return {Kind::leaf, leaves_.size() - 1, {}};
}

ScoreTree::ScoreNode ScoreTree::set(const Plan& plan) {
  sets_.push_back(source_.matcher.match(plan)[shard_]);
  return {Kind::set, sets_.size() - 1, {}};
}

ScoreTree::ScoreNode ScoreTree::build(const Plan& plan, double factor) {
  factor *= plan.weight;
  const auto join = [&](Kind kind, std::size_t count) {
    ScoreNode node{kind, 0, {}};
    for (std::size_t i = 0; i < count; ++i) node.parts.push_back(build(plan.children[i], factor));
    return node;
  };
  const std::size_t children = plan.children.size();
  switch (plan.op) {
    case Plan::Op::term:
    case Plan::Op::synonym: return leaf(plan.terms(), factor);
    case Plan::Op::nothing:
    case Plan::Op::everything:
    case Plan::Op::lacking:
    case Plan::Op::path:
    case Plan::Op::dates: return set(plan);
    case Plan::Op::any: return join(Kind::any, children);
    case Plan::Op::max: {
      ScoreNode node{Kind::max, 0, {}};
      add_rivals(plan, factor, node);
      return node;
    }
    case Plan::Op::all: return join(Kind::all, children);
    case Plan::Op::exclude: return {Kind::exclude, 0, {build(plan.children[0], factor), build(plan.children[1], 0)}};
    case Plan::Op::maybe: return factor == 0 ? build(plan.children[0], 0) : join(Kind::maybe, children);
    // The words score; the matcher decides where, and how often, they have to occur.
    case Plan::Op::window:
    case Plan::Op::at_least: {
      ScoreNode node = join(Kind::all, plan.op == Plan::Op::window ? children : 1);
      node.parts.push_back(set(plan));
      return node;
    }
  }
  return {};
}

void ScoreTree::add_rivals(const Plan& plan, double factor, ScoreNode& node) {
  for (const Plan& child : plan.children)
    if (child.op == Plan::Op::any && child.weight == 1) add_rivals(child, factor, node);
    else node.parts.push_back(build(child, factor));
}

double ScoreTree::score(std::uint32_t docid) {
  return score_of(root_, docid, source_.lengths.norm(shard_, docid)).value_or(0);
}

std::optional<double> ScoreTree::score_of(const ScoreNode& node, std::uint32_t docid, double norm) {
  const auto part = [&](std::size_t i) { return score_of(node.parts[i], docid, norm); };
  switch (node.kind) {
    case Kind::set: return sets_[node.index].contains(docid) ? std::optional(0.0) : std::nullopt;
    case Kind::leaf: {
      Leaf& leaf = leaves_[node.index];
      const std::int64_t wdf = leaf.postings->wdf(docid, leaf.cursor);
      if (wdf < 0) return std::nullopt;
      if (wdf == 0 || leaf.weight == 0) return 0;
      return leaf.weight * bm25_tf(static_cast<std::uint32_t>(wdf), norm);
    }
    case Kind::any:
    case Kind::max: {
      std::optional<double> score;
      for (std::size_t i = 0; i < node.parts.size(); ++i)
        if (const std::optional<double> one = part(i); one && !score) score = one;
        else if (one) score = node.kind == Kind::any ? *score + *one : std::max(*score, *one);
      return score;
    }
    case Kind::all: {
      double score = 0;
      for (std::size_t i = 0; i < node.parts.size(); ++i) {
        const std::optional<double> one = part(i);
        if (!one) return std::nullopt;
        score += *one;
      }
      return score;
    }
    case Kind::exclude: return part(1) ? std::nullopt : part(0);
    case Kind::maybe: {
      const std::optional<double> wanted = part(0);
      return wanted ? std::optional(*wanted + part(1).value_or(0)) : std::nullopt;
    }
  }
  return std::nullopt;
}

}  // namespace blotter::match

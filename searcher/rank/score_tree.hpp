// A plan as a sum over decoded postings, in the very order in which Xapian's matcher adds (api/queryinternal.cc and
// matcher/ of 1.4): floating-point sums depend on it, and equal scores are to stay equal.  What orders and weighs the
// parts is counted over all shards, so that an article has one score, to the last bit, however articles are spread.
#pragma once

#include "searcher/index/doc_lengths.hpp"
#include "searcher/index/index.hpp"
#include "searcher/index/postings.hpp"
#include "searcher/match/matcher.hpp"
#include "searcher/query/plan.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace blotter::match {

// Of one shard.
class ScoreTree {
 public:
  struct Leaf {
    std::shared_ptr<const Postings> postings;
    double weight = 0;  // 0: the term only filters
    Postings::Cursor cursor{};
  };
  // What a tree is made from.
  struct Source {
    const Index& index;
    const DocLengths& lengths;
    Matcher& matcher;
    // Of a term, or of several as one word, in a shard.
    std::function<std::shared_ptr<const Postings>(const std::vector<std::string>&, std::uint32_t)> postings;
  };

  // Returns whether every part of the plan is one that a tree has.
  [[nodiscard]] static bool covers(const query::Plan& plan);
  // The plan is one that `covers` accepts; `filtered` are the documents left by filters, if there are filters.
  // May throw Xapian::Error.
  ScoreTree(const Source& source, std::uint32_t shard, const query::Plan& plan, const ShardSets* filtered);

  [[nodiscard]] const std::vector<Leaf>& leaves() const { return leaves_; }
  // Returns the score of a document that the plan matches.  Documents are asked about in rising order.
  [[nodiscard]] double score(std::uint32_t docid);

 private:
  enum class Kind : std::uint8_t { leaf, set, sum, all, maybe, max, exclude };
  using NodeId = std::uint32_t;
  using NodeIds = std::vector<NodeId>;
  struct Node {
    Kind kind = Kind::set;
    std::uint32_t documents = 0;  // of all shards, as Xapian estimates them
    std::uint32_t place = 0;      // of the leaf or the set
    NodeIds parts;
  };
  // What a conjunction gathers from its parts and the conjunctions among them.
  struct Conjunction {
    NodeIds required;
    NodeIds excluded;
    NodeIds optional;
  };

  NodeId add(Node node);
  NodeId add_set(const ShardSets& sets);
  NodeId add_leaf(const std::vector<std::string>& terms, double factor);
  NodeId build(const query::Plan& plan, double factor);
  void collect_any(const query::Plan& plan, double factor, NodeIds& into);
  void collect_excluded(const query::Plan& plan, NodeIds& into);
  void collect_all(const query::Plan& plan, double factor, Conjunction& into);
  void collect_clauses(const query::Plan& plan, double factor, Conjunction& into);
  NodeId finish(Conjunction parts);
  NodeId sum(NodeIds parts);
  NodeId max(NodeIds parts);
  NodeId exclude(NodeId kept, NodeId excluded);
  // Whether the document matches there; what it scores is added to `score`.
  bool evaluate(const Node& node, std::uint32_t docid, double norm, double& score);

  const Source& source_;
  std::uint32_t shard_;
  double articles_;  // of all shards
  std::vector<Node> nodes_;
  std::vector<Leaf> leaves_;
  std::vector<DocSet> sets_;
  NodeId root_ = 0;
};

}  // namespace blotter::match

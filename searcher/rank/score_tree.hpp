// The score of a document under a plan, from decoded postings: BM25 of each term that the document matches the plan by,
// added up in the order of the plan.  Weights count df over all shards, so that an article has one score however
// articles are spread.
#pragma once

#include "searcher/index/doc_lengths.hpp"
#include "searcher/index/index.hpp"
#include "searcher/index/postings.hpp"
#include "searcher/match/matcher.hpp"
#include "searcher/query/plan.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
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

  // May throw Xapian::Error.
  ScoreTree(const Source& source, std::uint32_t shard, const query::Plan& plan);

  [[nodiscard]] const std::vector<Leaf>& leaves() const { return leaves_; }
  // Returns the score of a document that the plan matches.  Documents are asked about in rising order.
  [[nodiscard]] double score(std::uint32_t docid);

 private:
  enum class Kind : std::uint8_t { leaf, set, any, max, all, exclude, maybe };
  struct Node {
    Kind kind = Kind::set;
    std::size_t place = 0;  // of the leaf or the set
    std::vector<Node> parts;
  };

  [[nodiscard]] Node leaf(const std::vector<std::string>& terms, double factor);
  [[nodiscard]] Node set(const query::Plan& plan);
  // `factor` scales all weights below; 0: only what matches is asked for.
  [[nodiscard]] Node build(const query::Plan& plan, double factor);
  // Adds the children whose highest score counts.  Of a union directly among them each part counts by itself, as in
  // Xapian's OP_MAX, which is what servers evaluate.
  void add_rivals(const query::Plan& plan, double factor, Node& node);
  // Returns what the document scores there; none: it does not match.
  [[nodiscard]] std::optional<double> score_of(const Node& node, std::uint32_t docid, double norm);

  const Source& source_;
  std::uint32_t shard_;
  std::vector<Leaf> leaves_;
  std::vector<DocSet> sets_;
  Node root_;
};

}  // namespace blotter::match

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
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace blotter::match {

// The scores of documents of one shard.
class ScoreTree {
 public:
  // A term, or several that count as one word.
  struct Leaf {
    std::shared_ptr<const Postings> postings;
    double weight = 0;  // 0: the term only filters
    Postings::Cursor cursor{};
  };
  // What a tree needs of the index; must outlive it.
  struct Source {
    const Index& index;
    const DocLengths& lengths;
    Matcher& matcher;
  };

  // Builds the tree of `plan` for a shard.  May throw Xapian::Error.
  ScoreTree(const Source& source, std::uint32_t shard, const query::Plan& plan);

  [[nodiscard]] const std::vector<Leaf>& leaves() const { return leaves_; }
  // Returns the score of a document that the plan matches.  Call with rising docids.
  [[nodiscard]] double score(std::uint32_t docid);

 private:
  enum class Kind : std::uint8_t { leaf, set, any, max, all, exclude, maybe };
  struct ScoreNode {
    Kind kind = Kind::set;
    std::size_t index = 0;  // in leaves_ or sets_
    std::vector<ScoreNode> parts;
  };

  [[nodiscard]] ScoreNode leaf(const std::vector<std::string>& terms, double factor);
  [[nodiscard]] ScoreNode set(const query::Plan& plan);
  // Builds the node of a plan whose weights are all multiplied by `factor`; 0: the node only filters.
  [[nodiscard]] ScoreNode build(const query::Plan& plan, double factor);
  // Adds the children of a plan of which only the highest score counts.  If a child is a union, each part of it
  // competes by itself, as in Xapian's OP_MAX, which servers evaluate.
  void add_rivals(const query::Plan& plan, double factor, ScoreNode& node);
  // Returns the document's score at a node; nothing if the node does not match it.
  [[nodiscard]] std::optional<double> score_of(const ScoreNode& node, std::uint32_t docid, double norm);

  const Source& source_;
  std::uint32_t shard_;
  std::vector<Leaf> leaves_;
  std::vector<DocSet> sets_;
  ScoreNode root_;
};

}  // namespace blotter::match

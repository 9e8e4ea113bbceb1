// The documents that a plan matches, exactly: no scoring, no top k.
#pragma once

#include "searcher/index/doc_set.hpp"
#include "searcher/index/index.hpp"
#include "searcher/index/lru_cache.hpp"
#include "searcher/index/postings.hpp"
#include "searcher/query/plan.hpp"

#include <memory>
#include <string>
#include <vector>

namespace blotter::match {

// One set per shard, in the order of Index::shards().
using ShardSets = std::vector<DocSet>;

[[nodiscard]] std::uint32_t count(const ShardSets& sets);
// Removes the articles that an earlier shard has, too (Index::repeated()).  Returns whether there were any.
bool drop_repeated(const Index& index, ShardSets& sets);

// Evaluates plans on one index.  Caches the postings of recent terms, and the document sets of terms and windows, which
// the queries of a batch repeat.  Use one per thread.
class Matcher {
 public:
  explicit Matcher(const Index& index) : index_(index) {}

  // Returns the documents that the plan matches, by shard.  May throw Xapian::Error.
  [[nodiscard]] ShardSets match(const query::Plan& plan);
  // Returns the postings in a shard of a term, or of several that count as one word.  May throw Xapian::Error.
  [[nodiscard]] std::shared_ptr<const Postings> postings(const std::vector<std::string>& terms, std::uint32_t shard);

 private:
  static constexpr std::size_t max_set_bytes = 8u << 20;
  static constexpr std::size_t max_posting_bytes = 12u << 20;

  [[nodiscard]] DocSet evaluate(const query::Plan& plan, std::uint32_t shard);
  void unite(const query::Plan& plan, std::uint32_t shard, DocSet& into);
  [[nodiscard]] DocSet combine(const query::Plan& plan, std::uint32_t shard);
  [[nodiscard]] DocSet at_least(const query::Plan& plan, std::uint32_t shard);
  [[nodiscard]] DocSet dates(const query::Plan& plan, std::uint32_t shard) const;
  [[nodiscard]] DocSet lacking(const std::string& facet, std::uint32_t shard) const;
  [[nodiscard]] DocSet path(const std::string& pattern, std::uint32_t shard) const;
  [[nodiscard]] std::shared_ptr<const DocSet> documents(const query::Plan& plan, std::uint32_t shard);
  [[nodiscard]] std::uint32_t last_docid(std::uint32_t shard) const {
    return index_.shards()[shard].columns->last_docid();
  }
  [[nodiscard]] DocSet empty(std::uint32_t shard) const { return DocSet(last_docid(shard)); }

  const Index& index_;
  LruCache<DocSet> recent_{max_set_bytes};
  LruCache<Postings> postings_{max_posting_bytes};
};

}  // namespace blotter::match

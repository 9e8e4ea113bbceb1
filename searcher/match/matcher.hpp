// The documents that a plan matches, exactly: no scoring, no top k.
#pragma once

#include "searcher/index/doc_set.hpp"
#include "searcher/index/index.hpp"
#include "searcher/index/lru_cache.hpp"
#include "searcher/query/plan.hpp"

#include <memory>
#include <string>
#include <vector>

namespace blotter::match {

// One set a shard.
using ShardSets = std::vector<DocSet>;

[[nodiscard]] std::uint32_t count(const ShardSets& sets);
// Takes away the articles that an earlier index of the search has; whether there were any.
bool drop_repeated(const Index& index, ShardSets& sets);

// A window as a Xapian query (OP_PHRASE or OP_NEAR), unscored; empty when one of its parts finds nothing.
[[nodiscard]] Xapian::Query window_query(const query::Plan& plan);
// Whether a word of the window is wanted twice: Xapian's OP_NEAR loses documents then.
[[nodiscard]] bool parts_share_a_word(const query::Plan& window);

// Evaluates plans on one index; keeps the sets of recent terms and windows, which queries of a batch repeat.  One
// thread.
class Matcher {
 public:
  explicit Matcher(const Index& index) : index_(index) {}

  // May throw Xapian::Error.
  [[nodiscard]] ShardSets match(const query::Plan& plan);

 private:
  static constexpr std::size_t most_set_bytes = 8u << 20;

  [[nodiscard]] DocSet evaluate(const query::Plan& plan, std::uint32_t shard);
  void unite(const query::Plan& plan, std::uint32_t shard, DocSet& into);
  [[nodiscard]] DocSet combine(const query::Plan& plan, std::uint32_t shard);
  [[nodiscard]] std::shared_ptr<const DocSet> window(const query::Plan& plan, std::uint32_t shard);
  [[nodiscard]] DocSet find_window(const query::Plan& plan, const Xapian::Query& query, std::uint32_t shard);
  [[nodiscard]] DocSet at_least(const query::Plan& plan, std::uint32_t shard);
  [[nodiscard]] DocSet dates(const query::Plan& plan, std::uint32_t shard) const;
  [[nodiscard]] DocSet lacking(const std::string& facet, std::uint32_t shard) const;
  [[nodiscard]] DocSet path(const std::string& pattern, std::uint32_t shard) const;
  [[nodiscard]] std::shared_ptr<const DocSet> term(const std::string& term, std::uint32_t shard);
  [[nodiscard]] std::uint32_t last_docid(std::uint32_t shard) const {
    return index_.shards()[shard].columns->last_docid();
  }
  [[nodiscard]] DocSet empty(std::uint32_t shard) const { return DocSet(last_docid(shard)); }

  const Index& index_;
  LruCache<DocSet> recent_{most_set_bytes};
};

}  // namespace blotter::match

// A document with its score, and the order of results.
#pragma once

#include "searcher/index/index.hpp"

namespace blotter::match {

struct ScoredDoc {
  DocRef document;
  double score = 0;
};

// Whether `a` comes before `b`: by falling score, equal scores by rising id, equal ids by the order of the shards.
inline bool ranks_before(const Index& index, const ScoredDoc& a, const ScoredDoc& b) {
  if (a.score != b.score) return a.score > b.score;
  const int order = index.id(a.document).compare(index.id(b.document));
  return order != 0 ? order < 0 : a.document.shard < b.document.shard;
}

}  // namespace blotter::match

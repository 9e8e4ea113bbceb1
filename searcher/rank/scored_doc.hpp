// A document with its score, and the order of results.
#pragma once

#include "searcher/index/index.hpp"

namespace blotter::match {

struct ScoredDoc {
  DocRef document;
  double score = 0;
};

// By falling score, equal ones by id.
inline bool before(const Index& index, const ScoredDoc& a, const ScoredDoc& b) {
  if (a.score != b.score) return a.score > b.score;
  return index.id(a.document) < index.id(b.document);
}

}  // namespace blotter::match

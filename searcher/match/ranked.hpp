// A document with its score, and the order of results.
#pragma once

#include "searcher/match/index.hpp"

namespace blotter::match {

struct Ranked {
  DocRef document;
  double score = 0;
};

// By falling score, equal ones by id.
inline bool before(const Index& index, const Ranked& a, const Ranked& b) {
  if (a.score != b.score) return a.score > b.score;
  return index.id(a.document) < index.id(b.document);
}

}  // namespace blotter::match

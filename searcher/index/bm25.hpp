// BM25 as Xapian computes it (weight/bm25weight.cc of 1.4), operation by operation, so that scores are the same to the
// last bit.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace blotter::match {

// BM25's constants (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009).  searcher/rank/README.md
// has what chose them.
inline constexpr double bm25_k1 = 1.5;
inline constexpr double bm25_b = 0.65;
inline constexpr double bm25_least_length = 0.1;  // of the mean: shorter articles count as that long

// The share of a term's weight that a wdf brings: wdf / (norm + wdf).
inline double bm25_tf(std::uint32_t wdf, double norm) {
  const double count = wdf;
  return count / (norm + count);
}

// The norm of a document of that length; `inverse_mean` is 1 / the mean length, or 0 in an empty index.
inline double bm25_norm(std::uint32_t length, double inverse_mean) {
  const double relative = std::max(length * inverse_mean, bm25_least_length);
  return bm25_k1 * (relative * bm25_b + (1 - bm25_b));
}

// The weight of a term that `df` of `articles` contain, times `factor`.
inline double bm25_weight(std::uint32_t articles, std::uint32_t df, double factor) {
  double odds = (articles - df + 0.5) / (df + 0.5);
  if (odds < 2) odds = odds * 0.5 + 1;
  return std::log(odds) * factor * (bm25_k1 + 1);
}

}  // namespace blotter::match

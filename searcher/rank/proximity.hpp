// Term proximity: how near the words of a query are to each other in an article.
#pragma once

#include "searcher/index/index.hpp"
#include "searcher/match/matcher.hpp"

#include <string>
#include <vector>

namespace blotter::match {

// A word of the query by its forms in the index, which unlike stems have positions.
struct ProximityWord {
  std::vector<std::string> forms;
};

class ProximityScorer {
 public:
  // `words` in the order of the query; each two neighbours there make a pair.  May throw Xapian::Error.
  ProximityScorer(const Index& index, Matcher& matcher, const std::vector<ProximityWord>& words);

  // Returns the sum over the pairs of their proximity (1 / distance for each two positions at most eight words apart,
  // saturated as BM25 saturates tf), times the rarer word's idf: the sequential dependence of Metzler and Croft, "A
  // Markov random field model for term dependencies", SIGIR 2005, in the form of Rasolofo and Savoy, "Term proximity
  // scoring for keyword-based retrieval systems", ECIR 2003.  0 when no two are near.  May throw Xapian::Error.
  [[nodiscard]] double score(DocRef document) const;

 private:
  struct Word {
    std::vector<std::string> forms;
    std::vector<ShardSets> documents;  // by form
    double idf = 0;
  };
  [[nodiscard]] std::vector<std::uint32_t> positions(const Word& word, DocRef document) const;

  const Index& index_;
  std::vector<Word> words_;
};

}  // namespace blotter::match

// How near the words of a query stand to each other in an article.
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
  // `words` in the query's order; neighbours there are sought near each other.
  ProximityScorer(const Index& index, Matcher& matcher, const std::vector<ProximityWord>& words);

  // The sum over neighbours of BM25's saturation of their nearness (1 for each distance of their places, up to a window
  // of eight words), weighed by the rarer one's idf: the sequential dependence of Metzler and Croft, "A Markov random
  // field model for term dependencies", SIGIR 2005, in the form of Rasolofo and Savoy, "Term proximity scoring for
  // keyword-based retrieval systems", ECIR 2003.  0 when no two are near.  May throw Xapian::Error.
  [[nodiscard]] double score(DocRef document) const;

 private:
  struct Word {
    std::vector<std::string> forms;
    std::vector<ShardSets> holders;  // by form
    double idf = 0;
  };
  [[nodiscard]] std::vector<std::uint32_t> places(const Word& word, DocRef document) const;

  const Index& index_;
  std::vector<Word> words_;
};

}  // namespace blotter::match

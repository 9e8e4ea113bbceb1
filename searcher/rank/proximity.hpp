// Term proximity: how near the words of a query are to each other in an article.
#pragma once

#include "searcher/index/index.hpp"
#include "searcher/index/positions.hpp"
#include "searcher/match/matcher.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace blotter::match {

// A word of the query by its forms in the index, which unlike stems have positions.
struct ProximityWord {
  std::vector<std::string> forms;
  std::vector<std::vector<DocRef>> documents;  // by form: those of the documents to score that contain it
  std::uint32_t df = 0;                        // documents of the index that contain any of the forms
};

// Looks a word up in shards on this machine.  `documents` are those to score.  May throw Xapian::Error.
[[nodiscard]] ProximityWord proximity_word(std::vector<std::string> forms, const std::vector<DocRef>& documents,
                                           Matcher& matcher);

class ProximityScorer {
 public:
  // `words` in the order of the query; each two neighbours there make a pair.
  ProximityScorer(const Index& index, std::vector<ProximityWord> words) : index_(index), words_(std::move(words)) {}

  // Returns the sum over the pairs of their proximity (1 / distance for each two positions at most eight words apart,
  // saturated as BM25 saturates tf), times the rarer word's idf: the sequential dependence of Metzler and Croft, "A
  // Markov random field model for term dependencies", SIGIR 2005, in the form of Rasolofo and Savoy, "Term proximity
  // scoring for keyword-based retrieval systems", ECIR 2003.  0 when no two are near.  May throw Xapian::Error.
  [[nodiscard]] double score(DocRef document) const;

 private:
  [[nodiscard]] double idf(const ProximityWord& word) const;
  [[nodiscard]] Positions positions(const ProximityWord& word, DocRef document) const;

  const Index& index_;
  std::vector<ProximityWord> words_;
};

}  // namespace blotter::match

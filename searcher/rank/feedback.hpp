// Weighted terms of documents, for pseudo-relevance feedback (--expand) and for articles like another (--like).
#pragma once

#include "searcher/index/index.hpp"
#include "searcher/query/plan.hpp"
#include "searcher/query/vocabulary.hpp"
#include "searcher/rank/ranker.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace blotter::match {

struct WeightedTerm {
  std::string term;   // a stem's term
  double weight = 0;  // all of them together: 1
};

// Returns whether a term is a stem of title and body together: Z, then no field's capital.
[[nodiscard]] bool is_stem_of_text(std::string_view term);

// Returns the `count` most significant stems of the documents, which are in the order of their rank, heaviest first.  A
// relevance model (Lavrenko and Croft, "Relevance based language models", SIGIR 2001) whose document prior falls as 1 /
// rank, which needs no scores and so suits every ranking model, and whose estimate of a term in a document is that of
// BM25: idf tf / (tf + 1/2).  Left out are stop words, terms of more than a quarter of the articles, and with several
// documents terms of one article alone.  Equal weights are ordered by term.  May throw Xapian::Error.
[[nodiscard]] std::vector<WeightedTerm> significant_terms(const Index& index, const query::Vocabulary& vocabulary,
                                                          const std::vector<DocRef>& documents, std::size_t count);

// Returns the plan with the terms added, as RM3 mixes them (Lv and Zhai, "A comparative study of methods for estimating
// query language models with pseudo feedback", CIKM 2009): their weights add up to `share` times those of the query's
// words, so that long and short queries are expanded alike.  `only_weight`: they add no documents.
[[nodiscard]] query::Plan expanded(query::Plan plan, const std::vector<WeightedTerm>& terms, double share,
                                   bool only_weight);

// Settings of --expand.  Picked among about a hundred combinations on Cranfield, CACM and Medline, so the gain in MAP
// there is not a held-out one.
inline constexpr std::uint32_t feedback_documents = 30;
inline constexpr std::size_t feedback_terms = 70;
inline constexpr double feedback_share = 5;
inline constexpr std::uint32_t near_documents = 100;  // of the first ranking, that are reranked by proximity
inline constexpr double near_share = 0.3;
inline constexpr std::size_t like_terms = 30;

}  // namespace blotter::match

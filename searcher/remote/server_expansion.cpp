#include "searcher/remote/server_expansion.hpp"

#include "common/schema.hpp"
#include "searcher/remote/server_query.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace blotter::remote {
namespace {

using Query = Xapian::Query;

// Those of the hits that contain a term.
std::vector<match::DocRef> with_term(const match::Index& index, const Query& term, const std::vector<ServerHit>& hits) {
  Xapian::Enquire enquire(index.all());
  enquire.set_query(Query(Query::OP_FILTER, term, query_of(hits)));
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  const auto limit = static_cast<Xapian::doccount>(hits.size() * index.shards().size());  // shards may share ids
  const Xapian::MSet found = enquire.get_mset(0, limit, index.all().get_doccount());
  std::vector<match::DocRef> documents;
  documents.reserve(found.size());
  for (const Xapian::docid docid : found) documents.push_back(index.ref(docid));
  return documents;
}

match::ProximityScorer proximity_of(const match::Index& index, const query::Vocabulary& vocabulary,
                                    const query::Planned& planned, const std::vector<ServerHit>& first) {
  std::vector<match::ProximityWord> words;
  for (std::vector<std::string>& forms : search::near_forms(planned, vocabulary)) {
    match::ProximityWord& word = words.emplace_back();
    std::vector<Query> terms;
    for (const std::string& form : forms) {
      terms.emplace_back(schema::word_term({}, form));
      word.documents.push_back(with_term(index, terms.back(), first));
    }
    word.df = count_articles(index, Query(Query::OP_OR, terms.begin(), terms.end()));
    word.forms = std::move(forms);
  }
  return {index, std::move(words)};
}

}  // namespace

ServerExpansion::ServerExpansion(const match::Index& index, const query::Vocabulary& vocabulary,
                                 const query::Planned& planned, const ServerSearch& search, match::Model model)
    : model_(model),
      first_(search.best(Order::relevance, model, match::near_documents)),
      expansion_(index, vocabulary, proximity_of(index, vocabulary, planned, first_), first_, ranks_before) {}

void ServerExpansion::rerank(std::vector<ServerHit>& ranked, const ServerSearch& search, std::uint32_t limit) const {
  std::vector<ServerHit> near = first_;
  std::erase_if(near, [&](const ServerHit& hit) {
    return std::none_of(expansion_.near().begin(), expansion_.near().end(),
                        [&](const match::ScoredDoc& one) { return one.document == hit.document; });
  });
  expansion_.rerank(ranked, search.best_of(near, model_), ranks_before, limit);
}

}  // namespace blotter::remote

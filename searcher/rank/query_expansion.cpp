#include "searcher/rank/query_expansion.hpp"

#include "searcher/rank/proximity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace blotter::search {
namespace {

using match::ScoredDoc;

constexpr std::size_t max_inflections = 8;  // forms of one word whose places are looked at
constexpr std::size_t max_named = 10;       // words in the note

std::vector<match::ProximityWord> near_words(const query::Planned& planned, const query::Vocabulary& vocabulary) {
  std::vector<match::ProximityWord> words;
  for (const query::QueryWord& word : planned.words) {
    if (word.forms.size() != 1) continue;  // a phrase or pattern
    match::ProximityWord& near = words.emplace_back();
    for (const query::IndexWord& form :
         vocabulary.inflections(word.forms.front(), word.stems, {}, max_inflections).words)
      near.forms.push_back(form.form);
  }
  return words;
}

}  // namespace

QueryExpansion::QueryExpansion(const match::Index& index, const query::Vocabulary& vocabulary, match::Matcher& matcher,
                               const match::Ranker& ranker, match::Model model, const query::Planned& planned,
                               const match::ShardSets& documents)
    : index_(index), matcher_(matcher), ranker_(ranker), model_(model) {
  std::vector<match::DocRef> best;
  for (const ScoredDoc& one : near_first(planned, vocabulary, documents)) {
    if (best.size() == match::feedback_documents) break;
    best.push_back(one.document);
  }
  terms_ = match::significant_terms(index, best, match::feedback_terms);
}

// Returns the first ranking, its top reranked by term proximity.
std::vector<ScoredDoc> QueryExpansion::near_first(const query::Planned& planned, const query::Vocabulary& vocabulary,
                                                  const match::ShardSets& documents) {
  std::vector<ScoredDoc> ranked = ranker_.best(planned.plan, documents, true, model_, match::near_documents, matcher_);
  const match::ProximityScorer proximity(index_, matcher_, near_words(planned, vocabulary));
  for (ScoredDoc& one : ranked) {
    const double bonus = match::near_share * proximity.score(one.document);
    if (bonus == 0) continue;
    proximity_.push_back({one.document, bonus});
    one.score += bonus;
  }
  ranker_.sort(ranked);
  return ranked;
}

query::Plan QueryExpansion::expanded(query::Plan plan, bool only_weight) const {
  return match::expanded(std::move(plan), terms_, match::feedback_share, only_weight);
}

std::string QueryExpansion::note() const {
  if (terms_.empty()) return "nothing to expand the query with";
  std::string added;
  for (std::size_t i = 0; i < std::min(terms_.size(), max_named); ++i)
    added += (i ? ", " : "") + terms_[i].term.substr(1);
  return fmt::format("expanded by {} words of the best articles: {}{}", terms_.size(), added,
                     terms_.size() > max_named ? ", ..." : "");
}

std::vector<ScoredDoc> QueryExpansion::rerank(std::vector<ScoredDoc> ranked, const query::Plan& plan,
                                              const match::ShardSets& documents, std::uint32_t limit) const {
  if (proximity_.empty()) return ranked;
  // What is rerank may come from below the first `limit`: it is scored by itself.
  match::ShardSets near;
  for (const match::Shard& shard : index_.shards()) near.emplace_back(shard.columns->last_docid());
  for (const ScoredDoc& one : proximity_)
    if (documents[one.document.shard].contains(one.document.docid)) near[one.document.shard].add(one.document.docid);
  std::erase_if(ranked, [&](const ScoredDoc& one) { return near[one.document.shard].contains(one.document.docid); });
  for (ScoredDoc& one : ranker_.best(plan, near, true, model_, match::count(near), matcher_)) {
    const auto lift = std::find_if(proximity_.begin(), proximity_.end(),
                                   [&](const ScoredDoc& other) { return other.document == one.document; });
    one.score += lift->score;
    ranked.push_back(one);
  }
  ranker_.sort(ranked);
  if (ranked.size() > limit) ranked.resize(limit);
  return ranked;
}

}  // namespace blotter::search

#include "searcher/rank/query_expansion.hpp"

#include <fmt/format.h>

namespace blotter::search {
namespace {

using match::ScoredDoc;

constexpr std::size_t max_inflections = 8;  // forms of one word whose places are looked at
constexpr std::size_t max_named = 10;       // words in the note

}  // namespace

std::vector<std::vector<std::string>> near_forms(const query::Planned& planned, const query::Vocabulary& vocabulary) {
  std::vector<const query::QueryWord*> words;
  for (const query::QueryWord& word : planned.words)
    if (word.forms.size() == 1) words.push_back(&word);  // not a phrase or pattern
  std::vector<std::vector<std::string>> all;
  if (words.size() < 2) return all;
  for (const query::QueryWord* word : words) {
    std::vector<std::string>& forms = all.emplace_back();
    for (query::IndexWord& form : vocabulary.inflections(word->forms.front(), word->stems, {}, max_inflections).words)
      forms.push_back(std::move(form.form));
  }
  return all;
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

double QueryExpansion::bonus(match::DocRef document) const {
  const auto at =
      std::find_if(near_.begin(), near_.end(), [&](const ScoredDoc& one) { return one.document == document; });
  return at == near_.end() ? 0 : at->score;
}

LocalExpansion::LocalExpansion(const match::Index& index, const query::Vocabulary& vocabulary, match::Matcher& matcher,
                               const match::Ranker& ranker, match::Model model, const query::Planned& planned,
                               const match::ShardSets& documents)
    : index_(index),
      matcher_(matcher),
      ranker_(ranker),
      model_(model),
      expansion_(learn(vocabulary, planned, documents)) {}

QueryExpansion LocalExpansion::learn(const query::Vocabulary& vocabulary, const query::Planned& planned,
                                     const match::ShardSets& documents) const {
  std::vector<ScoredDoc> first = ranker_.best(planned.plan, documents, true, model_, match::near_documents, matcher_);
  std::vector<match::DocRef> scored;
  scored.reserve(first.size());
  for (const ScoredDoc& one : first) scored.push_back(one.document);
  std::vector<match::ProximityWord> words;
  for (std::vector<std::string>& forms : near_forms(planned, vocabulary))
    words.push_back(match::proximity_word(std::move(forms), scored, matcher_));
  return {index_, vocabulary, match::ProximityScorer(index_, std::move(words)), std::move(first), before()};
}

std::vector<ScoredDoc> LocalExpansion::rerank(std::vector<ScoredDoc> ranked, const query::Plan& plan,
                                              const match::ShardSets& documents, std::uint32_t limit) const {
  match::ShardSets near;
  for (const match::Shard& shard : index_.shards()) near.emplace_back(shard.columns->last_docid());
  for (const ScoredDoc& one : expansion_.near())
    if (documents[one.document.shard].contains(one.document.docid)) near[one.document.shard].add(one.document.docid);
  expansion_.rerank(ranked, ranker_.best(plan, near, true, model_, match::count(near), matcher_), before(), limit);
  return ranked;
}

}  // namespace blotter::search

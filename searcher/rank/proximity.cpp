#include "searcher/rank/proximity.hpp"

#include "common/schema.hpp"
#include "searcher/index/bm25.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>

namespace blotter::match {
namespace {

constexpr std::uint32_t window = 8;  // words

double proximity_of(const Positions& left, const Positions& right) {
  double sum = 0;
  auto from = right.begin();
  for (const std::uint32_t place : left) {
    while (from != right.end() && *from + window < place) ++from;
    for (auto at = from; at != right.end() && *at <= place + window; ++at)
      if (*at != place) sum += 1.0 / (*at > place ? *at - place : place - *at);
  }
  return sum;
}

bool listed(const std::vector<DocRef>& documents, DocRef document) {
  return std::find(documents.begin(), documents.end(), document) != documents.end();
}

}  // namespace

ProximityWord proximity_word(std::vector<std::string> forms, const std::vector<DocRef>& documents, Matcher& matcher) {
  ProximityWord word{std::move(forms), {}, 0};
  ShardSets any;
  for (const std::string& form : word.forms) {
    const ShardSets with = matcher.match(query::Plan::of_term(schema::word_term({}, form)));
    std::vector<DocRef>& own = word.documents.emplace_back();
    std::copy_if(documents.begin(), documents.end(), std::back_inserter(own),
                 [&](DocRef document) { return with[document.shard].contains(document.docid); });
    if (any.empty()) any = with;
    else
      for (std::size_t shard = 0; shard < any.size(); ++shard) any[shard].unite(with[shard]);
  }
  word.df = count(any);
  return word;
}

double ProximityScorer::idf(const ProximityWord& word) const {
  const auto articles = static_cast<double>(index_.all().get_doccount());
  return std::log1p((articles - word.df + 0.5) / (word.df + 0.5));
}

Positions ProximityScorer::positions(const ProximityWord& word, DocRef document) const {
  Positions all;
  const Xapian::Database& database = index_.shards()[document.shard].database;
  for (std::size_t i = 0; i < word.forms.size(); ++i) {
    if (!listed(word.documents[i], document)) continue;
    const std::string term = schema::word_term({}, word.forms[i]);
    const Positions own = positions_of(database, document.docid, term);
    all.insert(all.end(), own.begin(), own.end());
  }
  std::sort(all.begin(), all.end());
  return all;
}

double ProximityScorer::score(DocRef document) const {
  std::vector<std::optional<Positions>> read(words_.size());
  const auto contains = [&](const ProximityWord& word) {
    return std::any_of(word.documents.begin(), word.documents.end(),
                       [&](const std::vector<DocRef>& documents) { return listed(documents, document); });
  };
  const auto positions_of = [&](std::size_t i) -> const Positions& {
    if (!read[i]) read[i] = positions(words_[i], document);
    return *read[i];
  };
  std::optional<double> norm;  // of the document's length
  double sum = 0;
  for (std::size_t i = 1; i < words_.size(); ++i) {
    const ProximityWord& left = words_[i - 1];
    const ProximityWord& right = words_[i];
    if (left.forms == right.forms || !contains(left) || !contains(right)) continue;
    const double near = proximity_of(positions_of(i - 1), positions_of(i));
    if (near <= 0) continue;
    if (!norm)
      norm = bm25_norm(index_.shards()[document.shard].database.get_doclength(document.docid),
                       1 / index_.all().get_avlength());
    sum += std::min(idf(left), idf(right)) * (bm25_k1 + 1) * near / (*norm + near);
  }
  return sum;
}

}  // namespace blotter::match

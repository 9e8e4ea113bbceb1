#include "searcher/rank/proximity.hpp"

#include "common/schema.hpp"
#include "searcher/rank/ranker.hpp"

#include <algorithm>
#include <cmath>

namespace blotter::match {
namespace {

constexpr std::uint32_t window = 8;  // words

double inverse_frequency(const Index& index, const ShardSets& documents) {
  const auto articles = static_cast<double>(index.all().get_doccount());
  const auto with = static_cast<double>(count(documents));
  return std::log1p((articles - with + 0.5) / (with + 0.5));
}

double proximity_of(const std::vector<std::uint32_t>& left, const std::vector<std::uint32_t>& right) {
  double sum = 0;
  auto from = right.begin();
  for (const std::uint32_t place : left) {
    while (from != right.end() && *from + window < place) ++from;
    for (auto at = from; at != right.end() && *at <= place + window; ++at)
      if (*at != place) sum += 1.0 / (*at > place ? *at - place : place - *at);
  }
  return sum;
}

}  // namespace

ProximityScorer::ProximityScorer(const Index& index, Matcher& matcher, const std::vector<ProximityWord>& words)
    : index_(index) {
  for (const ProximityWord& one : words) {
    Word& word = words_.emplace_back();
    word.forms = one.forms;
    ShardSets any;
    for (const std::string& form : word.forms) {
      word.documents.push_back(matcher.match(query::Plan::of_term(schema::word_term({}, form))));
      if (any.empty()) any = word.documents.back();
      for (std::size_t shard = 0; shard < any.size(); ++shard) any[shard].unite(word.documents.back()[shard]);
    }
    word.idf = any.empty() ? 0 : inverse_frequency(index, any);
  }
}

std::vector<std::uint32_t> ProximityScorer::positions(const Word& word, DocRef document) const {
  std::vector<std::uint32_t> all;
  const Xapian::Database& database = index_.shards()[document.shard].database;
  for (std::size_t i = 0; i < word.forms.size(); ++i) {
    if (!word.documents[i][document.shard].contains(document.docid)) continue;
    const std::string term = schema::word_term({}, word.forms[i]);
    all.insert(all.end(), database.positionlist_begin(document.docid, term),
               database.positionlist_end(document.docid, term));
  }
  std::sort(all.begin(), all.end());
  return all;
}

double ProximityScorer::score(DocRef document) const {
  const Xapian::Database& database = index_.shards()[document.shard].database;
  const double length = static_cast<double>(database.get_doclength(document.docid)) / index_.all().get_avlength();
  const double most = bm25_k1 * (1 - bm25_b + bm25_b * std::max(length, 0.1));
  double sum = 0;
  std::vector<std::uint32_t> left;
  for (std::size_t i = 0; i < words_.size(); ++i) {
    std::vector<std::uint32_t> right = positions(words_[i], document);
    if (i > 0 && !left.empty() && !right.empty() && words_[i].forms != words_[i - 1].forms)
      if (const double near = proximity_of(left, right); near > 0)
        sum += std::min(words_[i].idf, words_[i - 1].idf) * (bm25_k1 + 1) * near / (most + near);
    left = std::move(right);
  }
  return sum;
}

}  // namespace blotter::match

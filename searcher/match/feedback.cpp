#include "searcher/match/feedback.hpp"

#include "common/schema.hpp"
#include "searcher/query/stop_words.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>
#include <utility>

namespace blotter::match {
namespace {

// Stems of title and body together: Z, then no field's capital.
bool is_stem(std::string_view term) {
  return term.size() > 2 && term.starts_with(schema::stem_prefix) && !(term[1] >= 'A' && term[1] <= 'Z');
}

}  // namespace

std::vector<WeighedTerm> telling_terms(const Index& index, const std::vector<DocRef>& documents, std::size_t count) {
  std::map<std::string, double> frequencies;
  double rank = 0;
  for (const DocRef& document : documents) {
    const Xapian::Database& database = index.shards()[document.shard].database;
    const double share = 1 / std::log2(1 + ++rank);
    auto term = database.termlist_begin(document.docid);
    for (term.skip_to(std::string(schema::stem_prefix)); term != database.termlist_end(document.docid); ++term) {
      const std::string name = *term;
      if (!name.starts_with(schema::stem_prefix)) break;
      if (is_stem(name) && !query::is_stop_word(std::string_view(name).substr(1)))
        frequencies[name] += share * term.get_wdf();
    }
  }
  const auto articles = static_cast<double>(index.all().get_doccount());
  std::vector<WeighedTerm> terms;
  for (const auto& [name, frequency] : frequencies) {
    // A term that one of several documents has alone says nothing of them together.
    const Xapian::doccount holders = index.all().get_termfreq(name);
    if (holders < 2 && documents.size() > 1) continue;
    const double p = static_cast<double>(index.all().get_collection_freq(name)) / articles;
    terms.push_back({name, frequency * std::log2((1 + p) / p) + std::log2(1 + p)});
  }
  std::stable_sort(terms.begin(), terms.end(),
                   [](const WeighedTerm& a, const WeighedTerm& b) { return a.weight > b.weight; });
  if (terms.size() > count) terms.resize(count);
  if (!terms.empty()) {
    const double most = terms.front().weight;
    for (WeighedTerm& term : terms) term.weight /= most;
  }
  return terms;
}

query::Plan expanded(query::Plan plan, const std::vector<WeighedTerm>& terms, double share, bool only_weight) {
  if (terms.empty()) return plan;
  std::vector<query::Plan> added;
  added.reserve(terms.size());
  for (const WeighedTerm& term : terms) added.push_back(query::Plan::of_term(term.term, share * term.weight));
  std::vector<query::Plan> both;
  both.push_back(std::move(plan));
  both.push_back(query::Plan::of(query::Plan::Op::any, std::move(added)));
  return query::Plan::of(only_weight ? query::Plan::Op::maybe : query::Plan::Op::any, std::move(both));
}

}  // namespace blotter::match

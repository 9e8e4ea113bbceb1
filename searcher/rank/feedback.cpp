#include "searcher/rank/feedback.hpp"

#include "common/schema.hpp"
#include "searcher/query/stop_words.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>
#include <utility>

namespace blotter::match {
namespace {

// A term in more than a fourth of the articles distinguishes nothing, unless there are few articles.
constexpr double widest = 4;
constexpr double few = 10;

// What the query's words weigh together.
double mass(const query::Plan& plan) {
  using Op = query::Plan::Op;
  double sum = 0;
  switch (plan.op) {
    case Op::any:
    case Op::all:
      for (const query::Plan& child : plan.children) sum += mass(child);
      break;
    case Op::maybe:
    case Op::exclude: sum = mass(plan.children.front()); break;
    case Op::nothing:
    case Op::everything:
    case Op::lacking:
    case Op::path:
    case Op::dates: return 0;
    default: sum = 1;
  }
  return sum * plan.weight;
}

}  // namespace

bool is_stem_of_text(std::string_view term) {
  return term.size() > 2 && term.starts_with(schema::stem_prefix) && !(term[1] >= 'A' && term[1] <= 'Z');
}

std::vector<WeightedTerm> significant_terms(const Index& index, const query::Vocabulary& vocabulary,
                                            const std::vector<DocRef>& documents, std::size_t count) {
  std::map<std::string, double> sums;
  double rank = 0;
  for (const DocRef& document : documents) {
    const Xapian::Database& database = index.shards()[document.shard].database;
    const double prior = 1 / ++rank;
    auto term = database.termlist_begin(document.docid);
    for (term.skip_to(std::string(schema::stem_prefix)); term != database.termlist_end(document.docid); ++term) {
      const std::string name = *term;
      if (!name.starts_with(schema::stem_prefix)) break;
      const double tf = term.get_wdf();
      if (is_stem_of_text(name) && !query::is_stop_word(std::string_view(name).substr(1)))
        sums[name] += prior * tf / (tf + 0.5);
    }
  }
  std::vector<std::string> names;
  names.reserve(sums.size());
  for (const auto& [name, sum] : sums) names.push_back(name);
  const std::vector<std::uint32_t> frequencies = vocabulary.articles_of_each(names);
  const auto articles = static_cast<double>(vocabulary.article_count());
  std::vector<WeightedTerm> terms;
  auto frequency = frequencies.begin();
  for (const auto& [name, sum] : sums) {
    const auto df = static_cast<double>(*frequency++);
    const double idf = std::log((articles - df + 0.5) / (df + 0.5));
    const bool everywhere = !(idf > 0) || (df > few && df * widest > articles);
    if (everywhere || (df < 2 && documents.size() > 1)) continue;
    terms.push_back({name, sum * idf});
  }
  std::stable_sort(terms.begin(), terms.end(),
                   [](const WeightedTerm& a, const WeightedTerm& b) { return a.weight > b.weight; });
  if (terms.size() > count) terms.resize(count);
  double all = 0;
  for (const WeightedTerm& term : terms) all += term.weight;
  for (WeightedTerm& term : terms) term.weight /= all;
  return terms;
}

query::Plan expanded(query::Plan plan, const std::vector<WeightedTerm>& terms, double share, bool only_weight) {
  if (terms.empty()) return plan;
  const double scale = share * std::max(mass(plan), 1.0);
  std::vector<query::Plan> added;
  added.reserve(terms.size());
  for (const WeightedTerm& term : terms) added.push_back(query::Plan::of_term(term.term, scale * term.weight));
  std::vector<query::Plan> both;
  both.push_back(std::move(plan));
  both.push_back(query::Plan::of(query::Plan::Op::any, std::move(added)));
  return query::Plan::of(only_weight ? query::Plan::Op::maybe : query::Plan::Op::any, std::move(both));
}

}  // namespace blotter::match

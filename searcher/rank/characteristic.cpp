#include "searcher/rank/characteristic.hpp"

#include "common/schema.hpp"
#include "searcher/index/postings.hpp"
#include "searcher/query/stop_words.hpp"
#include "searcher/rank/feedback.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <unordered_map>

namespace blotter::match {
namespace {

using TermCounts = std::unordered_map<std::string, std::uint32_t>;

bool is_word(std::string_view term) {
  if (!is_stem_of_text(term) || query::is_stop_word(term.substr(1))) return false;
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; };
  const std::string_view stem = term.substr(1);
  return stem.size() > 1 && is_letter(stem[0]) && is_letter(stem[1]);
}

// From the documents' lists of terms: for sets that are a small part of the index.
void count_by_documents(const Xapian::Database& shard, const DocSet& documents, TermCounts& counts) {
  documents.each([&](std::uint32_t docid) {
    auto term = shard.termlist_begin(docid);
    for (term.skip_to(std::string(schema::stem_prefix)); term != shard.termlist_end(docid); ++term) {
      const std::string name = *term;
      if (!name.starts_with(schema::stem_prefix)) break;
      if (is_stem_of_text(name)) ++counts[name];
    }
  });
}

// From the terms' lists of documents: for large sets.
void count_by_terms(const Xapian::Database& shard, const DocSet& documents, std::uint32_t last, TermCounts& counts) {
  const std::string prefix(schema::stem_prefix);
  for (auto term = shard.allterms_begin(prefix); term != shard.allterms_end(prefix); ++term) {
    const std::string name = *term;
    if (!is_word(name)) continue;
    std::uint32_t n = 0;
    each_posting(shard, name, last, [&](const Xapian::PostingIterator& at) { n += documents.contains(*at); });
    if (n > 0) counts[name] += n;
  }
}

// Robertson and Sparck Jones' relevance weight of a term that r of R documents of the set have, and n of all N.
double relevance_weight(double r, double set, double n, double all) {
  return std::log((r + 0.5) * (all - n - set + r + 0.5) / ((n - r + 0.5) * (set - r + 0.5)));
}

constexpr std::uint32_t small_part = 16;  // a set of fewer than the index's documents divided by this

}  // namespace

std::vector<CharacteristicTerm> characteristic_terms(const Index& index, const ShardSets& documents, std::size_t most) {
  TermCounts counts;
  for (std::size_t i = 0; i < documents.size(); ++i) {
    const Shard& shard = index.shards()[i];
    if (documents[i].count() < shard.columns->documents() / small_part + 1)
      count_by_documents(shard.database, documents[i], counts);
    else count_by_terms(shard.database, documents[i], shard.columns->last_docid(), counts);
  }
  const double set = count(documents);
  const double all = index.all().get_doccount();
  std::vector<CharacteristicTerm> terms;
  for (const auto& [name, n] : counts) {
    if (!is_word(name) || (n < 2 && set > 1)) continue;
    const std::uint32_t df = index.all().get_termfreq(name);
    if (n * all <= df * set) continue;
    terms.push_back({name, n, df, n * relevance_weight(n, set, df, all)});
  }
  const auto heavier = [](const CharacteristicTerm& a, const CharacteristicTerm& b) {
    return a.weight != b.weight ? a.weight > b.weight : a.term < b.term;
  };
  const std::size_t kept = std::min(most, terms.size());
  std::partial_sort(terms.begin(), terms.begin() + static_cast<std::ptrdiff_t>(kept), terms.end(), heavier);
  terms.resize(kept);
  return terms;
}

}  // namespace blotter::match

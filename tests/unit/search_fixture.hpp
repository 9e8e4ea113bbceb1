// The small index, opened for the search's parts.
#pragma once

#include "searcher/index/index.hpp"
#include "searcher/match/matcher.hpp"
#include "searcher/query/parser.hpp"
#include "searcher/query/planner.hpp"
#include "searcher/query/vocabulary.hpp"
#include "tests/support/small_index.hpp"

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace blotter::test {

struct Opened {
  TemporaryFolder folder;
  match::Index index;
  query::Vocabulary vocabulary;

  explicit Opened(const std::string& articles = small_articles)
      : index(open(make_small_index(folder, articles))), vocabulary(index.all(), shards(index), index.languages()) {}

  static match::Index open(const std::string& directory) {
    Result<match::Index> opened = match::Index::open({directory});
    if (!opened) throw std::runtime_error(opened.error().message);
    return std::move(*opened);
  }
  static std::vector<query::Vocabulary::Shard> shards(const match::Index& index) {
    std::vector<query::Vocabulary::Shard> all;
    for (const match::Shard& shard : index.shards()) all.push_back({shard.columns, shard.postings});
    return all;
  }
  [[nodiscard]] Result<query::Planned> plan(const std::string& text, query::PlanOptions options = {}) const {
    const Result<query::Parsed> parsed = query::parse(text);
    if (!parsed) return tl::unexpected<Error>(parsed.error());
    return query::Planner(vocabulary, options).plan(parsed->root, text);
  }
  // Ids of the articles that match, in byte order.
  [[nodiscard]] std::string found(const query::Plan& plan) const {
    match::Matcher matcher(index);
    const match::ShardSets sets = matcher.match(plan);
    std::string ids;
    for (std::uint32_t shard = 0; shard < sets.size(); ++shard)
      sets[shard].each([&](std::uint32_t docid) { ids += index.id({shard, docid}); });
    std::sort(ids.begin(), ids.end());
    return ids;
  }
  [[nodiscard]] std::string found(const std::string& text) const { return found(plan(text)->plan); }
};

inline const Opened& small_index() {
  static const Opened one;
  return one;
}

}  // namespace blotter::test

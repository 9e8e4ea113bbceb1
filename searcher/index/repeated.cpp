#include "searcher/index/repeated.hpp"

#include "searcher/index/index.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

namespace blotter::match {
namespace {

// Documents in the order of their ids.
std::vector<std::uint32_t> by_id(const store::Columns& columns) {
  std::vector<std::uint32_t> documents;
  DocSet(columns.live_docs()).each([&](std::uint32_t docid) { documents.push_back(docid); });
  std::sort(documents.begin(), documents.end(),
            [&](std::uint32_t a, std::uint32_t b) { return columns.id_ranks()[a] < columns.id_ranks()[b]; });
  return documents;
}

std::vector<std::string_view> sources(const store::Columns& columns, std::uint32_t docid) {
  std::vector<std::string_view> values;
  if (const store::Column* column = columns.find("source"))
    for (const std::uint32_t code : column->of(docid)) values.push_back(column->values[code]);
  return values;
}

bool is_same(const Shard& one, std::uint32_t docid, const Shard& other, std::uint32_t other_docid,
             std::string_view id) {
  if (id.find("://") != std::string_view::npos) return true;
  const std::vector<std::string_view> source = sources(*one.columns, docid);
  if (!source.empty() && source == sources(*other.columns, other_docid)) return true;
  const Result<Article> a = one.articles->read(docid);
  const Result<Article> b = other.articles->read(other_docid);
  if (!a || !b) return false;  // an error is reported when the damaged one is read
  return (!a->url.empty() && a->url == b->url) || (!a->title.empty() && a->title == b->title) || a->body == b->body;
}

}  // namespace

std::vector<DocSet> repeated_articles(const std::vector<Shard>& shards) {
  std::vector<DocSet> repeated;
  if (shards.size() == 1) {  // nothing to compare: most searches open one index, and need not sort its ids
    repeated.emplace_back(shards.front().columns->last_docid());
    return repeated;
  }
  std::vector<std::vector<std::uint32_t>> order;
  for (std::size_t i = 0; i < shards.size(); ++i) {
    const store::Columns& columns = *shards[i].columns;
    const auto id_of = [](const store::Columns& of, std::uint32_t docid) { return of.id(of.id_ranks()[docid]); };
    repeated.emplace_back(columns.last_docid());
    order.push_back(by_id(columns));
    for (std::size_t j = 0; j < i; ++j) {
      const store::Columns& earlier = *shards[j].columns;
      auto at = order[j].begin();
      for (const std::uint32_t docid : order[i]) {
        const std::string_view id = id_of(columns, docid);
        while (at != order[j].end() && id_of(earlier, *at) < id) ++at;
        if (at == order[j].end()) break;
        if (id_of(earlier, *at) == id && !repeated[i].contains(docid) && is_same(shards[j], *at, shards[i], docid, id))
          repeated[i].add(docid);
      }
    }
  }
  return repeated;
}

}  // namespace blotter::match

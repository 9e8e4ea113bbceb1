#include "searcher/index/article_header_cache.hpp"

#include "common/store/article_record.hpp"

namespace blotter::match {
namespace {

std::string without_text(const Article& article) {
  Article head = article;
  head.body.clear();
  for (Facet& facet : head.facets)
    for (FacetValue& value : facet.values) {
      value.evidence.clear();
      value.elements.clear();
    }
  return store::encode(head);
}

}  // namespace

Result<Article> read_article(const Index& index, DocRef document) {
  return index.shards()[document.shard].articles->read(document.docid);
}

Result<Article> ArticleHeaderCache::article(DocRef document) {
  const auto head = recent_.get(std::to_string(index_.docid(document)),
                                [&] { return Head{read_article(index_, document).map(without_text)}; });
  return head->record.and_then(store::decode);
}

}  // namespace blotter::match

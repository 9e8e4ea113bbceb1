#include "searcher/index/article_header_cache.hpp"

#include "common/store/article_record.hpp"

namespace blotter::match {
namespace {

std::string without_text(const Article& article) {
  Article header = article;
  header.body.clear();
  for (Facet& facet : header.facets)
    for (FacetValue& value : facet.values) {
      value.evidence.clear();
      value.elements.clear();
    }
  return store::encode(header);
}

}  // namespace

Result<Article> read_article(const Index& index, DocRef document) {
  return index.shards()[document.shard].articles->read(document.docid);
}

Result<Article> ArticleHeaderCache::article(DocRef document) {
  const auto header = recent_.get(std::to_string(index_.docid(document)), [&] {
    const Result<Article> read = read_article(index_, document);
    return Header{read.map(without_text), read ? read->indexed : std::string()};
  });
  Result<Article> article = header->record.and_then(store::decode);
  if (article) article->indexed = header->indexed;
  return article;
}

}  // namespace blotter::match

#include "searcher/index/article_header_cache.hpp"

#include "common/store/article_record.hpp"

#include <optional>
#include <utility>

namespace blotter::match {
namespace {

void remove_text(Article& article) {
  article.body.clear();
  for (Facet& facet : article.facets)
    for (FacetValue& value : facet.values) {
      value.evidence.clear();
      value.elements.clear();
    }
}

}  // namespace

Result<Article> read_article(const Index& index, DocRef document) {
  return index.shards()[document.shard].articles->read(document.docid);
}

Result<Article> ArticleHeaderCache::article(DocRef document) {
  std::optional<Result<Article>> read;  // just now
  const auto header = recent_.get(std::to_string(index_.docid(document)), [&] {
    read = read_article(index_, document);
    if (!*read) return Header{tl::unexpected<Error>(read->error()), {}};
    remove_text(**read);
    return Header{store::encode(**read), (*read)->indexed};
  });
  if (read) return std::move(*read);
  Result<Article> article = header->record.and_then(store::decode);
  if (article) article->indexed = header->indexed;
  return article;
}

}  // namespace blotter::match

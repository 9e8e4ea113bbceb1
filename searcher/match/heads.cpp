#include "searcher/match/heads.hpp"

#include "common/store/stored_article.hpp"

#include <utility>

namespace blotter::match {
namespace {

std::string read_record(const Index& index, DocRef document) {
  // A match has no need of the look-up whether the document is there.
  return index.shards()[document.shard].database.get_document(document.docid, Xapian::DOC_ASSUME_VALID).get_data();
}

std::string without_text(const Article& article) {
  Article head = article;
  head.body.clear();
  for (Facet& facet : head.facets)
    for (FacetValue& value : facet.values) value.evidence.clear();
  return store::encode(head);
}

}  // namespace

Result<Article> read_article(const Index& index, DocRef document) {
  return store::decode(read_record(index, document));
}

Result<Article> Heads::article(DocRef document) {
  const auto record = recent_.get(std::to_string(index_.docid(document)), [&] {
    std::string data = read_record(index_, document);
    const Result<Article> whole = store::decode(data);
    return Record{whole ? without_text(*whole) : std::move(data)};  // a damaged one is told as such below
  });
  return store::decode(record->data);
}

}  // namespace blotter::match

#include "common/store/stored_articles.hpp"

#include "common/schema.hpp"
#include "common/store/article_record.hpp"
#include "common/store/shard.hpp"

namespace blotter::store {

Result<Article> StoredArticles::read(Xapian::docid docid) {
  const Xapian::Document document = database_.get_document(docid, Xapian::DOC_ASSUME_VALID);
  Result<Article> article = read_record(document.get_data());
  if (article) article->indexed = dashed_date(document.get_value(schema::slot_indexed));
  return article;
}

Result<Article> StoredArticles::read_record(const std::string& data) {
  if (!is_packed(data)) return decode(data);
  if (!unpacker_) unpacker_.emplace(database_.get_metadata(key_dictionary));
  return unpack(data, *unpacker_).and_then([](const std::string& record) { return decode(record); });
}

}  // namespace blotter::store

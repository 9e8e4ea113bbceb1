#include "common/store/stored_articles.hpp"

#include "common/store/article_record.hpp"

namespace blotter::store {

Result<Article> StoredArticles::read(Xapian::docid docid) {
  std::string data = database_.get_document(docid, Xapian::DOC_ASSUME_VALID).get_data();
  if (!is_packed(data)) return decode(data);
  if (!unpacker_) unpacker_.emplace(database_.get_metadata(key_dictionary));
  return unpack(data, *unpacker_).and_then([](const std::string& record) { return decode(record); });
}

}  // namespace blotter::store

#include "common/store/stored_articles.hpp"

#include "common/schema.hpp"
#include "common/store/article_record.hpp"
#include "common/store/glass/pack.hpp"
#include "common/store/shard.hpp"

#include <array>
#include <string_view>

namespace blotter::store {

Result<Article> StoredArticles::read(Xapian::docid docid) {
  Result<Article> article = read_record(record(docid));
  if (article) article->indexed = dashed_date(indexed(docid));
  return article;
}

std::string StoredArticles::record(Xapian::docid docid) {
  if (records_ && records_->map()) {
    std::array<char, glass::max_sortable32> number;
    const std::string_view key(number.data(),
                               static_cast<std::size_t>(glass::put_sortable(number.data(), docid) - number.data()));
    glass::TableCursor cursor(*records_);
    if (cursor.seek(key) && cursor.item().key == key && !cursor.item().is_compressed) {
      std::string record;
      cursor.take_tag(record);
      return record;
    }
  }
  return database_.get_document(docid, Xapian::DOC_ASSUME_VALID).get_data();
}

std::string StoredArticles::indexed(Xapian::docid docid) const {
  if (!indexed_ || !indexed_->map())
    return database_.get_document(docid, Xapian::DOC_ASSUME_VALID).get_value(schema::slot_indexed);
  std::string value(indexed_->at(docid));
  indexed_->check_unchanged();
  return value;
}

Result<Article> StoredArticles::read_record(const std::string& data) {
  if (!is_packed(data)) return decode(data);
  if (!unpacker_) unpacker_.emplace(database_.get_metadata(key_dictionary));
  return unpack(data, *unpacker_).and_then([](const std::string& record) { return decode(record); });
}

}  // namespace blotter::store

// Reads the articles of one index by docid.
#pragma once

#include "common/article.hpp"
#include "common/error.hpp"
#include "common/store/database.hpp"
#include "common/store/dictionary.hpp"

#include <optional>
#include <string>

namespace blotter::store {

// Use one per thread, like the database's handle.
class StoredArticles {
 public:
  explicit StoredArticles(const Xapian::Database& database) : database_(database) {}

  // Returns the article of an existing document.  ErrorCode::index when its record is damaged; may throw Xapian::Error.
  [[nodiscard]] Result<Article> read(Xapian::docid docid);

 private:
  [[nodiscard]] Result<Article> read_record(const std::string& data);

  Xapian::Database database_;
  std::optional<RecordDecompressor> unpacker_;  // made for the first compressed record
};

}  // namespace blotter::store

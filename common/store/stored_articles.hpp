// The articles of one index, read by their document numbers.
#pragma once

#include "common/article.hpp"
#include "common/error.hpp"
#include "common/store/database.hpp"
#include "common/store/dictionary.hpp"

#include <optional>
#include <string>

namespace blotter::store {

// One a thread, as the database's handle.
class StoredArticles {
 public:
  explicit StoredArticles(const Xapian::Database& database) : database_(database) {}

  // The article of a document that is there: who asks has it from the index.  ErrorCode::index when its record is
  // damaged.  May throw Xapian::Error.
  [[nodiscard]] Result<Article> read(Xapian::docid docid);

 private:
  Xapian::Database database_;
  std::optional<RecordDecompressor> unpacker_;  // since a packed one was met
};

}  // namespace blotter::store

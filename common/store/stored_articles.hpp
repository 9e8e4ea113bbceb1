// Reads the articles of one index by docid.
#pragma once

#include "common/article.hpp"
#include "common/error.hpp"
#include "common/store/database.hpp"
#include "common/store/dictionary.hpp"
#include "common/store/glass/mapped_table.hpp"
#include "common/store/glass/stored_values.hpp"

#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace blotter::store {

// Use one per thread, like the database's handle.
class StoredArticles {
 public:
  explicit StoredArticles(const Xapian::Database& database) : database_(database) {}
  // Reads records from the mapped table docdata.glass, and the values of schema::slot_indexed, where they can be
  // mapped.
  StoredArticles(const Xapian::Database& database, std::shared_ptr<glass::MappedTable> records,
                 std::shared_ptr<glass::StoredValues> indexed)
      : database_(database), records_(std::move(records)), indexed_(std::move(indexed)) {}

  // Returns the article of an existing document.  ErrorCode::index when its record is damaged; may throw Xapian::Error.
  [[nodiscard]] Result<Article> read(Xapian::docid docid);

 private:
  [[nodiscard]] std::string record(Xapian::docid docid);
  [[nodiscard]] std::string indexed(Xapian::docid docid) const;
  [[nodiscard]] Result<Article> read_record(const std::string& data);

  Xapian::Database database_;
  std::shared_ptr<glass::MappedTable> records_;
  std::shared_ptr<glass::StoredValues> indexed_;
  std::optional<RecordDecompressor> unpacker_;  // made for the first compressed record
};

}  // namespace blotter::store

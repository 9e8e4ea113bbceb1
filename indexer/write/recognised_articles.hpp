// Articles of an index whose text was read off pictures, by the document that it was read from: what is there need not
// be recognised again.
#pragma once

#include "common/article.hpp"
#include "common/store/database.hpp"

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>

namespace blotter {

class RecognisedArticles {
 public:
  // An index that does not exist, or cannot be read, has none.
  explicit RecognisedArticles(const std::string& directory);

  // Returns an article with that Recognition::key.  Any thread may ask.
  [[nodiscard]] std::optional<Article> find(std::uint64_t key);

 private:
  std::mutex mutex_;
  std::optional<Xapian::Database> database_;
};

}  // namespace blotter

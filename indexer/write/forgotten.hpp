// Articles that were removed for good: the index remembers them by a tombstone each, so that no later run brings them
// back.
#pragma once

#include "common/article.hpp"
#include "common/error.hpp"
#include "common/store/database.hpp"

#include <atomic>
#include <cstdint>
#include <string>
#include <unordered_set>
#include <vector>

namespace blotter {

// The tombstones of an index, as metadata entries: a merge and a compaction keep them.
class ForgottenArticles {
 public:
  // An index that cannot be read has none.
  explicit ForgottenArticles(const std::string& directory);

  // Returns whether the article has the id, the URL or the text of a forgotten one; counts those that do.  Any thread
  // may ask.
  [[nodiscard]] bool keeps_out(const Article& article) const;
  [[nodiscard]] std::uint64_t kept_out() const { return kept_out_; }

 private:
  std::unordered_set<std::uint64_t> keys_;
  mutable std::atomic<std::uint64_t> kept_out_ = 0;
};

// Returns the number of tombstones.  These three may throw Xapian::Error.
[[nodiscard]] std::uint64_t count_forgotten(const Xapian::Database& database);
// Sets one up for the article.
void forget(Xapian::WritableDatabase& database, const Article& article);
// Takes the tombstone of that id away; false when there is none.
[[nodiscard]] bool take_back(Xapian::WritableDatabase& database, const std::string& id);

}  // namespace blotter

// Articles that were removed for good (--forget).  The index has a tombstone for each, a metadata entry with the hashes
// of its id, URL and text, so that no later run adds it again.  Merges and compactions keep the entries.
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

// The tombstones of an index, read once.
class ForgottenArticles {
 public:
  // Reads the tombstones of the index in `directory`; none if it is missing or cannot be read.
  explicit ForgottenArticles(const std::string& directory);

  // Returns whether the article has the id, the URL or the text of a forgotten one, and counts it if so.  Several
  // threads may call it.
  [[nodiscard]] bool keeps_out(const Article& article) const;
  // Returns how often keeps_out() was true.
  [[nodiscard]] std::uint64_t kept_out() const { return kept_out_; }

 private:
  std::unordered_set<std::uint64_t> keys_;
  mutable std::atomic<std::uint64_t> kept_out_ = 0;
};

// Returns the number of tombstones.  May throw Xapian::Error.
[[nodiscard]] std::uint64_t count_forgotten(const Xapian::Database& database);
// Adds a tombstone for the article; the next commit writes it.  May throw Xapian::Error.
void forget(Xapian::WritableDatabase& database, const Article& article);
// Removes the tombstone of that id; returns false if there is none.  May throw Xapian::Error.
[[nodiscard]] bool take_back(Xapian::WritableDatabase& database, const std::string& id);

}  // namespace blotter

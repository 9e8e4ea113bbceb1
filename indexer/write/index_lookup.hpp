// The articles of an index, as article_placement asks for them.
#pragma once

#include "common/store/database.hpp"
#include "common/store/stored_articles.hpp"
#include "indexer/document/article_placement.hpp"
#include "indexer/write/run_record.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace blotter {

// Boolean terms of an id and of a URL.
[[nodiscard]] std::string id_term(const std::string& id);
[[nodiscard]] std::string url_term(const std::string& url);
// Returns what the boolean terms of files begin with, and that of the document's own file; empty when it has none.  May
// throw Xapian::Error.
[[nodiscard]] std::string path_term_prefix();
[[nodiscard]] std::string path_term_of(const Xapian::Database& database, Xapian::docid docid);
// Returns what schema::slot_content_hash holds; 0 for anything else than a hash.
[[nodiscard]] std::uint64_t content_hash_in(std::string_view value);

// Tells whether documents were read from a file.  It keeps the file's list, so that asking for one article of the file
// after the other, in the order of their docids, costs little.
class FileArticles {
 public:
  // True when either has no file.  May throw Xapian::Error; after DatabaseModifiedError call reset().
  [[nodiscard]] bool is_from(const Xapian::Database& database, Xapian::docid docid, const std::string& absolute);
  void reset() { file_.clear(); }

 private:
  std::string file_;
  std::string term_;
  Xapian::docid passed_ = 0;  // the last that was asked for
  Xapian::PostingIterator at_;
  Xapian::PostingIterator end_;
};

// Sees what was written to `database`, committed or not.  Throws Xapian::Error.
class IndexLookup final : public KnownArticles {
 public:
  // Both outlive the object.
  IndexLookup(Xapian::Database& database, const RunRecord& run) : database_(database), articles_(database), run_(run) {}

  [[nodiscard]] std::optional<KnownArticle> by_id(const std::string& id) override;
  [[nodiscard]] std::vector<KnownArticle> by_url(const std::string& url, std::uint32_t except) override;
  [[nodiscard]] std::vector<std::uint32_t> by_text(std::uint64_t text) override;
  [[nodiscard]] bool is_ambiguous(const std::string& id) override;
  [[nodiscard]] bool in_this_run(std::uint32_t docid) override { return run_.contains(docid); }
  [[nodiscard]] bool is_from(std::uint32_t docid, const std::string& absolute) override {
    return FileArticles().is_from(database_, docid, absolute);  // the list may have changed since
  }
  [[nodiscard]] bool file_is_gone(std::uint32_t docid) override;

 private:
  [[nodiscard]] KnownArticle known(Xapian::docid docid);

  Xapian::Database& database_;
  store::StoredArticles articles_;
  const RunRecord& run_;
};

}  // namespace blotter

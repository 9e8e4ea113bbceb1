// The index being written: put, remove, commit.  All of Xapian's writing side that updates need is here.
#pragma once

#include "common/error.hpp"
#include "common/store/database.hpp"
#include "common/store/stored_articles.hpp"
#include "indexer/document/document_builder.hpp"
#include "indexer/document/identity.hpp"
#include "indexer/facets/tagger.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace blotter {

// Bytes of article text a commit: keeps what a kill can cost small, and Xapian's posting buffer inside the cache.
inline constexpr std::size_t commit_bytes = 8u << 20;

// The document as Xapian wants it.  Workers call this, so that the writer's thread only writes.
[[nodiscard]] Xapian::Document to_xapian(const IndexDocument& document, const text::Interner& vocabulary);

// The hash of an article's content as indexed before; reads the last commit, so one a thread, beside the
// writer.
class IndexedArticles {
 public:
  // An index that does not exist has seen nothing.
  explicit IndexedArticles(const std::string& directory);
  [[nodiscard]] std::optional<std::uint64_t> content_hash(const std::string& id);
  // Whether an article with this text or address is there.
  [[nodiscard]] bool has_like(const Identity& identity);

 private:
  std::optional<Xapian::Database> database_;
};

// What became of an article.
enum class UpsertResult : std::uint8_t { added, updated, duplicate };

// Names of the watch-list facets: those that the index knows, then the new ones.
[[nodiscard]] std::vector<std::string> watch_facet_names(const std::vector<facets::WatchValue>& watch,
                                                         std::vector<std::string> known);
// The metadata entries that declare them with their labels; none when there is no watch list.
[[nodiscard]] std::map<std::string, std::string> watch_metadata(const std::vector<facets::WatchValue>& watch,
                                                                std::vector<std::string> known);

class IndexWriter {
 public:
  // Opens or makes the index, and declares the watch-list facets.  ErrorCode::index when it is locked or no
  // index of ours.
  [[nodiscard]] static Result<IndexWriter> open(const std::string& directory,
                                                const std::vector<facets::WatchValue>& watch);

  // Adds the document, or puts it in place of what it replaces (identity.hpp); a duplicate is not added, and what its
  // id held before goes.
  [[nodiscard]] Result<UpsertResult> put(const Identity& identity, const Xapian::Document& document);
  // The same for an article whose document is not made yet: true when that would be a duplicate.
  [[nodiscard]] Result<bool> drop_if_duplicate(const Identity& identity);
  // Adds copies of all documents of another index, which this one has no equals of; commits as it goes.
  [[nodiscard]] Result<void> add_all(const std::string& directory);
  // Removes those documents.
  [[nodiscard]] Result<void> drop(const std::vector<std::uint32_t>& docids);
  // Adds the folders among `paths` to those that the index was made from.
  [[nodiscard]] Result<void> remember_roots(const std::vector<std::string>& paths);
  // Makes everything so far durable, in one step.
  [[nodiscard]] Result<void> commit();
  // What was written so far, committed or not.
  [[nodiscard]] Xapian::WritableDatabase& database() { return database_; }
  // The largest document number that was ever given.
  [[nodiscard]] std::uint32_t last_docid() const { return database_.get_lastdocid(); }
  // Names of the watch-list facets: those that the index knew before, then new ones.
  [[nodiscard]] const std::vector<std::string>& watch_facets() const { return watch_facets_; }
  // What the articles' records are packed with (store::RecordCompressor); empty if the index has no dictionary.
  [[nodiscard]] const std::string& dictionary() const { return dictionary_; }
  // Gives one to an index that has none.
  [[nodiscard]] Result<void> set_dictionary(const std::string& dictionary);

 private:
  // The documents that an article meets.
  struct ExistingDocuments {
    Xapian::docid own = 0;  // of the same id
    bool duplicate = false;
    std::vector<Xapian::docid> shorter;  // of the same address
  };
  explicit IndexWriter(Xapian::WritableDatabase database) : database_(std::move(database)), articles_(database_) {}
  [[nodiscard]] ExistingDocuments standing(const Identity& identity);

  Xapian::WritableDatabase database_;
  store::StoredArticles articles_;
  std::vector<std::string> watch_facets_;
  std::string dictionary_;
};

}  // namespace blotter

// Changes an existing index through Xapian's writer: adds, replaces and removes documents, and commits.
#pragma once

#include "common/error.hpp"
#include "common/store/database.hpp"
#include "common/store/index_changes.hpp"
#include "common/store/shard.hpp"
#include "common/store/side_file.hpp"
#include "indexer/document/article_placement.hpp"
#include "indexer/document/document_builder.hpp"
#include "indexer/document/identity.hpp"
#include "indexer/facets/tagger.hpp"
#include "indexer/source/roots.hpp"
#include "indexer/write/index_lookup.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace blotter {

// Bytes of article text per commit: few enough that a killed run loses little and that Xapian's posting buffer stays in
// the processor's cache.
inline constexpr std::size_t commit_bytes = 8u << 20;

// Converts a document for Xapian.  Workers call this, so that the thread of the writer only writes.
[[nodiscard]] Xapian::Document to_xapian(const IndexDocument& document, const text::Interner& vocabulary);

// Looks up articles in the index as last committed.  Use one per thread; the writer may write meanwhile.
class IndexedArticles {
 public:
  // The article of an id.
  struct Found {
    Xapian::docid docid = 0;
    std::uint64_t hash = 0;  // content_hash()
    bool same_file = true;   // it was read from the file that was asked for
  };
  // The index need not exist: then nothing is found.
  explicit IndexedArticles(const std::string& directory);
  // Returns the article with that id, and whether it was read from the file with that absolute path.  Returns nothing
  // if there is none or the index cannot be read: the caller then indexes the article again, which loses nothing.
  [[nodiscard]] std::optional<Found> find(const std::string& id, const std::string& absolute);
  // Returns whether the index has an article with the same text or URL.
  [[nodiscard]] bool has_like(const Identity& identity);

 private:
  std::optional<Xapian::Database> database_;
  FileArticles files_;
};

// Metadata key under which the index stores its watch lists.
inline constexpr const char* key_watchlist = "blotter:watchlist";
// Returns the watch lists (Tagger::watch_text()) of the index in a directory; empty if it has none or does not exist.
[[nodiscard]] std::string kept_watchlist(const std::string& directory);
// Returns which shard of a collection the index in a directory is; nothing if it is not a shard or cannot be read.
[[nodiscard]] std::optional<store::ShardNumber> kept_shard(const std::string& directory);
// Returns the names of the watch-list facets: `known`, those that the index declares, then the new ones in `watch`.
[[nodiscard]] std::vector<std::string> watch_facet_names(const std::vector<facets::WatchValue>& watch,
                                                         std::vector<std::string> known);
// Returns the metadata entries that declare these facets and their labels; empty if there is no watch list.
[[nodiscard]] std::map<std::string, std::string> watch_metadata(const std::vector<facets::WatchValue>& watch,
                                                                std::vector<std::string> known);

// The open index.  Changes become durable with commit(); if the object ends without one, they are lost.
class IndexWriter {
 public:
  // Opens or creates the index, and declares the watch-list facets.  Fails with ErrorCode::index if the index is locked
  // or the directory holds something else.
  [[nodiscard]] static Result<IndexWriter> open(const std::string& directory,
                                                const std::vector<facets::WatchValue>& watch);

  // Removes the documents in placement.dropped, then adds the document, or replaces placement.target by it.  Returns
  // its docid.  What is replaced leaves the document its day of indexing; in an older index that is none, and the
  // document gets none.  Fails on errors of Xapian or the disk, as all functions below do.
  [[nodiscard]] Result<std::uint32_t> upsert(const Placement& placement, Xapian::Document document);
  // Adds copies of all documents of another index, of which this index has none; commits every few megabytes.
  [[nodiscard]] Result<void> add_all(const std::string& directory);
  // Removes documents.
  [[nodiscard]] Result<void> drop(const std::vector<std::uint32_t>& docids);
  // Stores the folders from which the index is made.
  [[nodiscard]] Result<void> remember_roots(const source::Roots& roots);
  // Stores the watch lists, as Tagger::watch_text() gives them.
  [[nodiscard]] Result<void> remember_watchlist(const std::string& text);
  // Makes all changes so far durable, in one step.
  [[nodiscard]] Result<void> commit();
  // Commits and updates the side files (columns, checksums).  Must be the last call.
  [[nodiscard]] Result<void> finish();
  // Returns the database with all changes so far, committed or not.
  [[nodiscard]] Xapian::WritableDatabase& database() { return database_; }
  // Returns the highest docid that was ever assigned.
  [[nodiscard]] std::uint32_t last_docid() const { return database_.get_lastdocid(); }
  // Returns the names of the watch-list facets: those that the index declared before, then new ones.
  [[nodiscard]] const std::vector<std::string>& watch_facets() const { return watch_facets_; }
  // Returns the dictionary of the articles' records (store::RecordCompressor); empty if the index has none.
  [[nodiscard]] const std::string& dictionary() const { return dictionary_; }
  // Stores a dictionary in an index that has none.
  [[nodiscard]] Result<void> set_dictionary(const std::string& dictionary);
  // Returns which shard of a collection the index is; nothing if it is not a shard.
  [[nodiscard]] const std::optional<store::ShardNumber>& shard() const { return shard_; }
  // Makes an index without articles a shard.
  [[nodiscard]] Result<void> set_shard(const store::ShardNumber& shard);

 private:
  IndexWriter(store::Descriptor folder, const std::string& pinned);

  store::Descriptor folder_;  // by which the database is named: whatever takes its place at its path is left alone
  Xapian::WritableDatabase database_;
  std::vector<std::string> watch_facets_;
  std::string dictionary_;
  std::optional<store::ShardNumber> shard_;
  std::unique_ptr<store::IndexChanges> changes_;  // documents changed since the index was opened, for the side files
};

}  // namespace blotter

// The index being written: upsert, remove, commit.  All of Xapian's writing side that updates need is here.
#pragma once

#include "common/error.hpp"
#include "common/store/database.hpp"
#include "common/store/index_changes.hpp"
#include "common/store/shard.hpp"
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

// Bytes of article text a commit: keeps what a kill can cost small, and Xapian's posting buffer inside the cache.
inline constexpr std::size_t commit_bytes = 8u << 20;

// Returns the document as Xapian wants it.  Workers call this, so that the writer's thread only writes.
[[nodiscard]] Xapian::Document to_xapian(const IndexDocument& document, const text::Interner& vocabulary);

// The articles of the index as last committed; one a thread, beside the writer.
class IndexedArticles {
 public:
  // What the index has of an id.
  struct Found {
    Xapian::docid docid = 0;
    std::uint64_t hash = 0;  // content_hash()
    bool same_file = true;   // it is from the file that was asked for
  };
  // An index that does not exist has seen nothing.
  explicit IndexedArticles(const std::string& directory);
  // Nothing when the index has no article of that id, or cannot be read: indexing it again loses nothing.
  [[nodiscard]] std::optional<Found> find(const std::string& id, const std::string& absolute);
  // Returns whether an article with this text or URL is there.
  [[nodiscard]] bool has_like(const Identity& identity);

 private:
  std::optional<Xapian::Database> database_;
  FileArticles files_;
};

// Metadata key of the watch lists that the articles were read with.
inline constexpr const char* key_watchlist = "blotter:watchlist";
// Returns the watch lists of the index in a directory; empty when it has none, or there is no index.
[[nodiscard]] std::string kept_watchlist(const std::string& directory);
// Returns what part of a collection the index is; nothing when it is whole, or cannot be read.
[[nodiscard]] std::optional<store::ShardNumber> kept_shard(const std::string& directory);
// Returns the names of the watch-list facets: those that the index knows, then the new ones.
[[nodiscard]] std::vector<std::string> watch_facet_names(const std::vector<facets::WatchValue>& watch,
                                                         std::vector<std::string> known);
// Returns the metadata entries that declare them with their labels; none when there is no watch list.
[[nodiscard]] std::map<std::string, std::string> watch_metadata(const std::vector<facets::WatchValue>& watch,
                                                                std::vector<std::string> known);

class IndexWriter {
 public:
  // Opens or makes the index, and declares the watch-list facets.  ErrorCode::index when it is locked or no
  // index of ours.
  [[nodiscard]] static Result<IndexWriter> open(const std::string& directory,
                                                const std::vector<facets::WatchValue>& watch);

  // Drops what the placement drops, and adds or replaces the document; returns its docid.
  [[nodiscard]] Result<std::uint32_t> upsert(const Placement& placement, const Xapian::Document& document);
  // Adds copies of all documents of another index, which this one has no equals of; commits as it goes.
  [[nodiscard]] Result<void> add_all(const std::string& directory);
  // Removes those documents.
  [[nodiscard]] Result<void> drop(const std::vector<std::uint32_t>& docids);
  // Remembers the folders that the index is made from.
  [[nodiscard]] Result<void> remember_roots(const source::Roots& roots);
  // Keeps the watch lists, Tagger::watch_text().
  [[nodiscard]] Result<void> remember_watchlist(const std::string& text);
  // Makes everything so far durable, in one step.
  [[nodiscard]] Result<void> commit();
  // Commits, and brings the side files up to date; the last that is done with the writer.
  [[nodiscard]] Result<void> finish();
  // Returns what was written so far, committed or not.
  [[nodiscard]] Xapian::WritableDatabase& database() { return database_; }
  // Returns the largest document number that was ever given.
  [[nodiscard]] std::uint32_t last_docid() const { return database_.get_lastdocid(); }
  // Returns the names of the watch-list facets: those that the index knew before, then new ones.
  [[nodiscard]] const std::vector<std::string>& watch_facets() const { return watch_facets_; }
  // Returns what the articles' records are packed with (store::RecordCompressor); empty if the index has no dictionary.
  [[nodiscard]] const std::string& dictionary() const { return dictionary_; }
  // Gives one to an index that has none.
  [[nodiscard]] Result<void> set_dictionary(const std::string& dictionary);
  // Returns what part of a collection the index is; nothing for one that is whole.
  [[nodiscard]] const std::optional<store::ShardNumber>& shard() const { return shard_; }
  // Makes an index without articles that part.
  [[nodiscard]] Result<void> set_shard(const store::ShardNumber& shard);

 private:
  IndexWriter(const std::string& directory, Xapian::WritableDatabase database)
      : database_(std::move(database)), changes_(std::make_unique<store::IndexChanges>(directory)) {}

  Xapian::WritableDatabase database_;
  std::vector<std::string> watch_facets_;
  std::string dictionary_;
  std::optional<store::ShardNumber> shard_;
  std::unique_ptr<store::IndexChanges> changes_;  // since the index was opened
};

}  // namespace blotter

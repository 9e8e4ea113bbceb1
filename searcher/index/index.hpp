// The open index: each shard with its database and columns, and all shards as one Xapian database.  If one shard
// is behind a server, all are opened so, folders on this machine too (common/store/remote.hpp); such shards have no
// columns and are searched by searcher/remote.
#pragma once

#include "common/error.hpp"
#include "common/store/columns.hpp"
#include "common/store/database.hpp"
#include "common/store/glass/stored_values.hpp"
#include "common/store/stored_articles.hpp"
#include "searcher/index/doc_lengths.hpp"
#include "searcher/index/doc_set.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace blotter::match {

// One open shard.
struct Shard {
  std::shared_ptr<const store::IndexFolder> folder;  // pinned, and read by the database; null behind a server
  Xapian::Database database;
  std::shared_ptr<const store::Columns> columns;     // null behind a server
  std::shared_ptr<glass::MappedTable> postings;      // likewise: the table postlist.glass
  std::shared_ptr<glass::StoredValues> word_orders;  // likewise: the values of schema::slot_word_order
  std::shared_ptr<glass::MappedTable> records;       // likewise: the table docdata.glass
  std::shared_ptr<glass::StoredValues> indexed;      // likewise: the values of schema::slot_indexed
  std::shared_ptr<store::StoredArticles> articles;
  store::Revision revision;
  std::vector<std::string> watch_names;  // watch-list facets
  std::vector<std::string> languages;    // of its articles, ISO 639-1
  std::string name;                      // as the user named it
  std::string context;                   // of the connection, as in Xapian's errors; empty if there is none
};

// Options for shards behind servers.
struct RemoteOptions {
  std::chrono::milliseconds timeout{5000};
  bool partial = false;  // search without the shards that do not answer, instead of failing
};

// A shard that does not answer and is left out (RemoteOptions::partial).
struct MissingShard {
  std::string name;
  Error error;
  std::chrono::steady_clock::time_point since;
};

// A document: its shard's index in Index::shards(), and its docid there.
struct DocRef {
  std::uint32_t shard = 0;
  std::uint32_t docid = 0;
  friend bool operator==(const DocRef&, const DocRef&) = default;
};

// Use one per thread: Xapian's databases are not thread-safe.
class Index {
 public:
  // Opens folders and server addresses; a name that is given twice is opened once.  A name may list copies of one
  // shard, separated by '|': one that answers is used.  Fails with ErrorCode::index and the name that cannot be opened.
  [[nodiscard]] static Result<Index> open(const std::vector<std::string>& names, const RemoteOptions& remote = {});
  // Opens the same indexes again, for another thread or after a commit.  Shards whose revision is the same share their
  // columns.
  [[nodiscard]] Result<Index> reopen() const;
  // Returns whether the shards are behind servers.
  [[nodiscard]] bool is_remote() const { return remote_; }
  // Returns the shards that are left out because they do not answer.
  [[nodiscard]] const std::vector<MissingShard>& missing() const { return missing_; }
  // Returns whether it is time to try one of missing() again.
  [[nodiscard]] bool is_due() const;
  // Returns the error with the name of the shard that it comes from.
  [[nodiscard]] Error to_error(const Xapian::Error& error) const;
  // Returns the revision of each shard as it is open.
  [[nodiscard]] const std::vector<store::Revision>& revisions() const { return revisions_; }
  // Returns false after another folder has taken the place of an open one: files that are not open yet may be gone, so
  // the caller should reopen().
  [[nodiscard]] bool is_current() const;

  [[nodiscard]] const std::vector<Shard>& shards() const { return shards_; }
  // Returns all shards as one database.
  [[nodiscard]] const Xapian::Database& all() const { return all_; }
  [[nodiscard]] const std::vector<std::string>& languages() const { return languages_; }
  // Returns the facets that have a column: the schema's, then those of watch lists.
  [[nodiscard]] const std::vector<std::string>& facet_names() const { return facet_names_; }
  [[nodiscard]] const std::vector<std::string>& watch_names() const { return watch_names_; }

  // Converts a docid of all(), in which Xapian interleaves the shards.  Throws Xapian::DatabaseCorruptError for one
  // above the shard's last.
  [[nodiscard]] DocRef ref(Xapian::docid docid) const;
  [[nodiscard]] std::uint32_t last_docid(std::uint32_t shard) const;
  // Converts back: the docid in all().
  [[nodiscard]] Xapian::docid docid(DocRef ref) const {
    const auto n = static_cast<std::uint32_t>(shards_.size());
    return (ref.docid - 1) * n + ref.shard + 1;
  }
  // Returns the article with that id, given as stored or as outputs write it (%20 for a space); nothing if there is
  // none. May throw Xapian::Error.
  [[nodiscard]] std::optional<DocRef> find(std::string_view id) const;
  [[nodiscard]] std::string_view id(DocRef ref) const {
    const store::Columns& columns = *shards_[ref.shard].columns;
    return columns.id(columns.id_ranks()[ref.docid]);
  }
  // Returns the day of publication, YYYYMMDD; 0 when unknown.
  [[nodiscard]] std::uint32_t date(DocRef ref) const { return shards_[ref.shard].columns->dates()[ref.docid]; }
  // Returns the document's group of near-duplicates, or empty.
  [[nodiscard]] std::string_view group(DocRef ref) const;
  // Returns the number of articles in that group, over all shards.
  [[nodiscard]] std::uint32_t group_size(std::string_view group) const;
  // Returns the document lengths, shared like the columns.  DocLengths::make() takes them when they are first needed.
  [[nodiscard]] DocLengths& lengths() const { return *lengths_; }
  // Returns, by shard, the documents that searches leave out because an earlier shard has the same article.
  [[nodiscard]] const std::vector<DocSet>& repeated() const { return *repeated_; }
  // Returns the label of a watch list's value, or empty.
  [[nodiscard]] std::string watch_label(std::string_view facet, std::string_view value) const;

 private:
  [[nodiscard]] std::optional<DocRef> find_written(std::string_view id) const;

  std::vector<std::string> names_;
  RemoteOptions options_;
  bool remote_ = false;
  std::vector<MissingShard> missing_;
  std::vector<Shard> shards_;
  std::vector<store::Revision> revisions_;
  Xapian::Database all_;
  std::shared_ptr<DocLengths> lengths_;
  std::shared_ptr<const std::vector<DocSet>> repeated_;
  std::vector<std::string> languages_;
  std::vector<std::string> facet_names_;
  std::vector<std::string> watch_names_;
};

}  // namespace blotter::match

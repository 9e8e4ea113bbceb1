#include "indexer/write/index_writer.hpp"

#include "common/schema.hpp"
#include "common/store/database.hpp"
#include "common/store/glass/free_list.hpp"
#include "common/store/index_files.hpp"
#include "common/store/side_file.hpp"
#include "indexer/write/document_change.hpp"
#include "indexer/write/index_lookup.hpp"
#include "indexer/write/roots.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <system_error>
#include <unistd.h>

namespace blotter {

namespace fs = std::filesystem;

namespace {

std::optional<store::ShardNumber> shard_in(const Xapian::Database& database) {
  const Result<store::ShardNumber> shard = store::ShardNumber::parse(database.get_metadata(store::key_shard));
  return shard ? std::optional(*shard) : std::nullopt;
}

tl::unexpected<Error> to_unexpected(const Xapian::Error& error) {
  return tl::unexpected<Error>(store::to_error(error));
}

bool is_synced(const fs::path& path) {
  const store::Descriptor file(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
  return file && ::fsync(file.get()) == 0;
}

// Xapian writes its tables in place: one that has a second name, in a copy made with links (cp -al), gets a file of its
// own first, so that the copy stays what it is.
Result<void> part_from_links(const fs::path& directory) {
  for (const char* table : store::table_files) {
    const fs::path path = directory / table;
    std::error_code error;
    if (fs::hard_link_count(path, error) < 2 || error) continue;
    const fs::path own = directory / fmt::format("blotter-{:06}", ::getpid() % 1'000'000);  // a temporary file's name
    fs::copy_file(path, own, error);                                                        // never over another file
    if (!error && is_synced(own)) fs::rename(own, path, error);
    else if (!error) error = std::error_code(errno, std::generic_category());
    if (!error) continue;
    std::error_code left;
    fs::remove(own, left);
    return fail(ErrorCode::io, "cannot copy '" + path.string() + "', which has another name: " + error.message());
  }
  return {};
}

// Names the folder however it is moved: Xapian opens tables by their path whenever it needs them, and would write into
// another index that has been put in the place of this one.
std::string pinned_path(const store::Descriptor& folder, const std::string& directory) {
  std::string path = fmt::format("/proc/self/fd/{}", folder.get());
  return folder && ::access(path.c_str(), X_OK) == 0 ? path : directory;
}

}  // namespace

IndexWriter::IndexWriter(store::Descriptor folder, const std::string& pinned)
    : folder_(std::move(folder)),
      database_(pinned, Xapian::DB_CREATE_OR_OPEN | Xapian::DB_BACKEND_GLASS),
      changes_(std::make_unique<store::IndexChanges>(pinned)) {}

Xapian::Document to_xapian(const IndexDocument& document, const text::Interner& vocabulary) {
  Xapian::Document out;
  for (const IndexDocument::Term& term : document.terms) {
    const std::string name(vocabulary.text(term.id));
    // Xapian counts one a posting; the weight beyond that is added to the term.
    for (std::uint32_t i = 0; i < term.position_count; ++i)
      out.add_posting(name, document.positions[term.first_position + i], i == 0 ? term.wdf : 0);
    if (term.position_count == 0) out.add_term(name, term.wdf);
  }
  for (const auto& [slot, value] : document.values) out.add_value(slot, value);
  out.set_data(document.data);
  return out;
}

IndexedArticles::IndexedArticles(const std::string& directory) {
  try {
    if (std::filesystem::exists(directory + "/" + store::version_file))
      database_ = Xapian::Database(directory, Xapian::DB_BACKEND_GLASS);
  } catch (const Xapian::Error&) {
    database_.reset();  // nothing was committed yet; a damaged index is reported by whoever opens it to write
  }
}

bool IndexedArticles::has_like(const Identity& identity) {
  if (!database_) return false;
  try {
    const std::string text = text_term(identity.text);
    return (!text.empty() && database_->term_exists(text)) ||
           (!identity.url.empty() && database_->term_exists(url_term(identity.url)));
  } catch (const Xapian::Error&) {
    return false;  // overtaken by a commit: the writer will see
  }
}

std::optional<IndexedArticles::Found> IndexedArticles::find(const std::string& id, const std::string& absolute) {
  if (!database_) return std::nullopt;
  const std::string term = id_term(id);
  // A commit may overtake the reader: open the new revision and ask again.
  for (int attempt = 0; attempt < 3; ++attempt) {
    try {
      const auto posting = database_->postlist_begin(term);
      if (posting == database_->postlist_end(term)) return std::nullopt;
      const std::string value = database_->get_document(*posting).get_value(schema::slot_content_hash);
      return Found{*posting, content_hash_in(value), files_.is_from(*database_, *posting, absolute)};
    } catch (const Xapian::DatabaseModifiedError&) {
      database_->reopen();
      files_.reset();
    } catch (const Xapian::Error&) {
      return std::nullopt;  // treated as new: the writer will see
    }
  }
  return std::nullopt;
}

std::string kept_watchlist(const std::string& directory) {
  const Result<store::OpenIndex> index = store::open(directory);
  return index ? index->database.get_metadata(key_watchlist) : std::string();
}

std::optional<store::ShardNumber> kept_shard(const std::string& directory) {
  const Result<store::OpenIndex> index = store::open(directory);
  return index ? shard_in(index->database) : std::nullopt;
}

std::vector<std::string> watch_facet_names(const std::vector<facets::WatchValue>& watch,
                                           std::vector<std::string> known) {
  for (const facets::WatchValue& value : watch) {
    if (schema::find_field(value.facet)) continue;  // further values of a facet that has a field
    if (std::find(known.begin(), known.end(), value.facet) == known.end()) known.push_back(value.facet);
  }
  return known;
}

std::map<std::string, std::string> watch_metadata(const std::vector<facets::WatchValue>& watch,
                                                  std::vector<std::string> known) {
  std::map<std::string, std::string> metadata;
  for (const facets::WatchValue& value : watch)
    if (!schema::find_field(value.facet))
      metadata[store::key_watch_labels + value.facet] += value.id + '\t' + value.label + '\n';
  if (metadata.empty()) return metadata;
  for (const std::string& name : watch_facet_names(watch, std::move(known)))
    metadata[store::key_watch_facets] += name + '\n';
  return metadata;
}

Result<IndexWriter> IndexWriter::open(const std::string& directory, const std::vector<facets::WatchValue>& watch) {
  if (const std::optional<std::string> damaged = glass::damaged_free_list(directory))
    return fail(ErrorCode::index, "the list of free blocks of '" + directory + "/" + *damaged + "' is damaged",
                "--compact writes the tables anew");
  if (const Result<void> own = part_from_links(directory); !own) return tl::unexpected(own.error());
  store::Descriptor folder(::open(directory.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  const std::string pinned = pinned_path(folder, directory);
  try {
    IndexWriter writer(std::move(folder), pinned);
    const std::string version = writer.database_.get_metadata(store::key_schema);
    if (version.empty()) {
      if (writer.database_.get_doccount() > 0)
        return fail(ErrorCode::index, "'" + directory + "' is a Xapian database, but no Blotter index");
    } else if (!schema::is_readable(version)) {
      return fail(ErrorCode::index, "'" + directory + "' has index format " + version,
                  "index the articles into a new folder");
    }
    if (version != schema::version) writer.database_.set_metadata(store::key_schema, std::string(schema::version));
    const std::vector<std::string> known = store::watch_facets(writer.database_);
    for (const auto& [key, value] : watch_metadata(watch, known)) writer.database_.set_metadata(key, value);
    writer.watch_facets_ = watch_facet_names(watch, known);
    writer.dictionary_ = writer.database_.get_metadata(store::key_dictionary);
    writer.shard_ = shard_in(writer.database_);
    return writer;
  } catch (const Xapian::Error& error) {
    Error converted = store::to_error(error);
    return fail(ErrorCode::index, "cannot write the index '" + directory + "': " + converted.message, converted.hint);
  }
}

Result<std::uint32_t> IndexWriter::upsert(const Placement& placement, Xapian::Document document) {
  try {
    if (Result<void> dropped = drop(placement.dropped); !dropped) return tl::unexpected(dropped.error());
    if (placement.target == 0) {
      const std::uint32_t docid = database_.add_document(document);
      changes_->put(docid, document);
      return docid;
    }
    Xapian::Document stored = database_.get_document(placement.target);
    document.add_value(schema::slot_indexed, stored.get_value(schema::slot_indexed));  // an empty one removes it
    change_to(stored, document);
    database_.replace_document(placement.target, stored);
    changes_->put(placement.target, document);
    return placement.target;
  } catch (const Xapian::Error& error) {
    return to_unexpected(error);
  }
}

Result<void> IndexWriter::set_dictionary(const std::string& dictionary) {
  try {
    database_.set_metadata(store::key_dictionary, dictionary);
    dictionary_ = dictionary;
    return {};
  } catch (const Xapian::Error& error) {
    return to_unexpected(error);
  }
}

Result<void> IndexWriter::set_shard(const store::ShardNumber& shard) {
  try {
    database_.set_metadata(store::key_shard, shard.text());
    shard_ = shard;
    return {};
  } catch (const Xapian::Error& error) {
    return to_unexpected(error);
  }
}

Result<void> IndexWriter::add_all(const std::string& directory) {
  try {
    const Xapian::Database other(directory, Xapian::DB_BACKEND_GLASS);
    std::size_t uncommitted = 0;
    for (auto at = other.postlist_begin({}); at != other.postlist_end({}); ++at) {
      const Xapian::Document document = other.get_document(*at);
      changes_->put(database_.add_document(document), document);
      if ((uncommitted += document.get_data().size()) < commit_bytes) continue;
      uncommitted = 0;
      database_.commit();
    }
    return {};
  } catch (const Xapian::Error& error) {
    return to_unexpected(error);
  }
}

Result<void> IndexWriter::drop(const std::vector<std::uint32_t>& docids) {
  try {
    for (const Xapian::docid docid : docids) {
      database_.delete_document(docid);
      changes_->remove(docid);
    }
    return {};
  } catch (const Xapian::Error& error) {
    return to_unexpected(error);
  }
}

Result<void> IndexWriter::remember_roots(const source::Roots& roots) {
  try {
    if (const std::string value = roots.value(); value != database_.get_metadata(key_roots))
      database_.set_metadata(key_roots, value);
    return {};
  } catch (const Xapian::Error& error) {
    return to_unexpected(error);
  }
}

Result<void> IndexWriter::remember_watchlist(const std::string& text) {
  try {
    if (text != database_.get_metadata(key_watchlist)) database_.set_metadata(key_watchlist, text);
    return {};
  } catch (const Xapian::Error& error) {
    return to_unexpected(error);
  }
}

Result<void> IndexWriter::commit() {
  try {
    database_.commit();
    return {};
  } catch (const Xapian::Error& error) {
    return to_unexpected(error);
  }
}

Result<void> IndexWriter::finish() {
  if (Result<void> done = commit(); !done) return done;
  return changes_->write_side_files();
}

}  // namespace blotter

#include "indexer/index_writer.hpp"

#include "common/schema.hpp"
#include "common/store/database.hpp"

#include <algorithm>
#include <cstring>
#include <filesystem>

namespace blotter {
namespace {

std::string id_term(const std::string& id) { return schema::boolean_term(schema::find_field("id")->prefix, id); }

tl::unexpected<Error> failed(const Xapian::Error& error) { return tl::unexpected<Error>(store::to_error(error)); }

}  // namespace

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

SeenArticles::SeenArticles(const std::string& directory) {
  try {
    if (std::filesystem::exists(directory)) database_ = Xapian::Database(directory);
  } catch (const Xapian::Error&) {
    database_.reset();  // nothing was committed yet; a damaged index is reported by whoever opens it to write
  }
}

std::optional<std::uint64_t> SeenArticles::content_hash(const std::string& id) {
  if (!database_) return std::nullopt;
  const std::string term = id_term(id);
  // A commit may overtake the reader: open the new revision and ask again.
  for (int attempt = 0; attempt < 3; ++attempt) {
    try {
      const auto posting = database_->postlist_begin(term);
      if (posting == database_->postlist_end(term)) return std::nullopt;
      const std::string value = database_->get_document(*posting).get_value(schema::slot_content_hash);
      std::uint64_t hash = 0;
      if (value.size() != sizeof hash) return std::nullopt;
      std::memcpy(&hash, value.data(), sizeof hash);
      return hash;
    } catch (const Xapian::DatabaseModifiedError&) {
      database_->reopen();
    } catch (const Xapian::Error&) {
      return std::nullopt;  // treated as new: indexing it again loses nothing
    }
  }
  return std::nullopt;
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
  try {
    IndexWriter writer(Xapian::WritableDatabase(directory, Xapian::DB_CREATE_OR_OPEN));
    const std::string version = writer.database_.get_metadata(store::key_schema);
    if (version.empty()) {
      if (writer.database_.get_doccount() > 0)
        return fail(ErrorCode::index, "'" + directory + "' is a Xapian database, but no Blotter index");
      writer.database_.set_metadata(store::key_schema, std::string(schema::version));
    } else if (version != schema::version) {
      return fail(ErrorCode::index, "'" + directory + "' has index format " + version,
                  "index the articles into a new folder");
    }
    const std::vector<std::string> known = store::watch_facets(writer.database_);
    for (const auto& [key, value] : watch_metadata(watch, known)) writer.database_.set_metadata(key, value);
    writer.watch_facets_ = watch_facet_names(watch, known);
    return writer;
  } catch (const Xapian::Error& error) {
    Error converted = store::to_error(error);
    return fail(ErrorCode::index, "cannot write the index '" + directory + "': " + converted.message, converted.hint);
  }
}

Result<bool> IndexWriter::put(const std::string& id, const Xapian::Document& document) {
  try {
    const std::string term = id_term(id);
    const bool replaced = database_.term_exists(term);
    if (replaced) database_.replace_document(term, document);
    else database_.add_document(document);
    return replaced;
  } catch (const Xapian::Error& error) {
    return failed(error);
  }
}

Result<std::uint32_t> IndexWriter::remove(const std::vector<std::string>& ids) {
  try {
    std::uint32_t removed = 0;
    for (const std::string& id : ids) {
      const std::string term = id_term(id);
      removed += database_.get_termfreq(term);
      database_.delete_document(term);
    }
    return removed;
  } catch (const Xapian::Error& error) {
    return failed(error);
  }
}

Result<std::uint32_t> IndexWriter::prune() {
  try {
    const std::string prefix = std::string(schema::path_prefix) + ':';
    std::vector<std::string> gone;
    std::uint32_t removed = 0;
    for (auto term = database_.allterms_begin(prefix); term != database_.allterms_end(prefix); ++term) {
      std::error_code error;
      const std::string path = (*term).substr(prefix.size());
      // A path too long for a term was cut and hashed: it cannot be checked, so it stays.
      if ((*term).size() >= 240) continue;
      if (!std::filesystem::exists(path, error) && !error) {
        gone.push_back(*term);
        removed += term.get_termfreq();
      }
    }
    for (const std::string& term : gone) database_.delete_document(term);
    return removed;
  } catch (const Xapian::Error& error) {
    return failed(error);
  }
}

Result<void> IndexWriter::commit() {
  try {
    database_.commit();
    return {};
  } catch (const Xapian::Error& error) {
    return failed(error);
  }
}

}  // namespace blotter

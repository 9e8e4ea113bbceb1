#include "searcher/index/index.hpp"

#include "common/schema.hpp"
#include "common/store/database.hpp"
#include "common/text/steering.hpp"
#include "searcher/index/repeated.hpp"
#include "searcher/query/address.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <optional>
#include <string_view>
#include <thread>
#include <utility>

namespace blotter::match {
namespace {

constexpr int most_attempts = 100;

// A reader that a writer overtakes starts again, until it fails twice at one revision: that is damage.
Result<Shard> open_shard(const std::string& directory, const Shard* known) {
  std::optional<store::Revision> failed;
  for (int attempt = 0;; ++attempt) {
    Result<store::OpenIndex> index = store::open(directory);
    if (!index) return tl::unexpected<Error>(index.error());
    const Xapian::Database& database = index->database;
    const store::Revision revision = store::revision_of(database);
    try {
      const bool current = known && known->revision == revision;
      return Shard{index->folder,
                   database,
                   current ? known->columns : store::Columns::load(*index),
                   std::make_shared<store::StoredArticles>(database),
                   revision,
                   store::watch_facets(database),
                   store::languages(database)};
    } catch (const Xapian::Error& error) {
      Error converted = store::to_error(error);
      const bool overtaken =
          error.get_type() == std::string_view("DatabaseModifiedError") || !index->folder->is_current();
      if (!overtaken || failed == revision || attempt == most_attempts) return tl::unexpected(std::move(converted));
      failed = revision;
      std::this_thread::sleep_for(std::chrono::milliseconds(attempt));
    }
  }
}

void add_missing(std::vector<std::string>& names, const std::vector<std::string>& more) {
  for (const std::string& name : more)
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

}  // namespace

Result<Index> Index::open(const std::vector<std::string>& directories) {
  Index index;
  for (const std::string& directory : directories) {
    std::error_code fault;
    const auto same = [&](const std::string& other) { return std::filesystem::equivalent(directory, other, fault); };
    if (std::none_of(index.directories_.begin(), index.directories_.end(), same))
      index.directories_.push_back(directory);
  }
  return index.again();
}

Result<Index> Index::again() const {
  Index index;
  index.directories_ = directories_;
  for (std::size_t i = 0; i < directories_.size(); ++i) {
    Result<Shard> shard = open_shard(directories_[i], i < shards_.size() ? &shards_[i] : nullptr);
    if (!shard) return tl::unexpected<Error>(shard.error());
    index.all_.add_database(shard->database);
    index.revisions_.push_back(shard->revision);
    add_missing(index.watch_names_, shard->watch_names);
    add_missing(index.languages_, shard->languages);
    index.shards_.push_back(std::move(*shard));
  }
  index.lengths_ = lengths_ && index.revisions_ == revisions_ ? lengths_ : std::make_shared<DocLengths>();
  if (repeated_ && index.revisions_ == revisions_) {
    index.repeated_ = repeated_;
  } else {
    try {
      index.repeated_ = std::make_shared<const std::vector<DocSet>>(repeated_articles(index.shards_));
    } catch (const Xapian::Error& error) {
      return tl::unexpected(store::to_error(error));
    }
  }
  std::sort(index.languages_.begin(), index.languages_.end());
  for (const schema::Field& field : schema::fields)
    if (field.kind == schema::FieldKind::facet) index.facet_names_.emplace_back(field.name);
  add_missing(index.facet_names_, index.watch_names_);
  return index;
}

bool Index::is_current() const {
  return std::all_of(shards_.begin(), shards_.end(), [](const Shard& shard) { return shard.folder->is_current(); });
}

DocRef Index::ref(Xapian::docid docid) const {
  const auto n = static_cast<std::uint32_t>(shards_.size());
  const DocRef found{(docid - 1) % n, (docid - 1) / n + 1};
  if (docid == 0 || found.docid > shards_[found.shard].columns->last_docid())
    throw Xapian::DatabaseCorruptError("a posting has a document number above the last");
  return found;
}

std::optional<DocRef> Index::find(std::string_view id) const {
  // As a TREC run and --format ids write it, which may be another article's own id.
  if (id.find('%') != std::string_view::npos)
    if (const std::string decoded = text::percent_decode(id); decoded != id)
      if (const std::optional<DocRef> found = find_written(decoded)) return found;
  return find_written(id);
}

std::optional<DocRef> Index::find_written(std::string_view id) const {
  const std::string term = schema::boolean_term(schema::find_field("id")->prefix, id);
  const Xapian::PostingIterator end;
  for (Xapian::PostingIterator at = all_.postlist_begin(term); at != end; ++at)
    if (const DocRef found = ref(*at); !repeated()[found.shard].holds(found.docid)) return found;
  if (id.find("://") == std::string_view::npos) return std::nullopt;
  for (const std::string& address : query::address_terms(id))
    if (const Xapian::PostingIterator at = all_.postlist_begin(address); at != end) return ref(*at);
  return std::nullopt;
}

std::string_view Index::group(DocRef ref) const {
  const store::Column* column = shards_[ref.shard].columns->find("group");
  if (!column) return {};
  const auto codes = column->of(ref.docid);
  return codes.empty() ? std::string_view() : column->values[codes.front()];
}

std::uint32_t Index::group_size(std::string_view group) const {
  std::uint32_t size = 0;
  for (const Shard& shard : shards_) size += shard.columns->group_size(group);
  return size;
}

std::string Index::watch_label(std::string_view facet, std::string_view value) const {
  if (std::find(watch_names_.begin(), watch_names_.end(), facet) == watch_names_.end()) return {};
  for (const Shard& shard : shards_) {
    const std::string labels = shard.database.get_metadata(store::key_watch_labels + std::string(facet));
    const std::string wanted = std::string(value) + '\t';
    for (std::size_t at = 0; at < labels.size();) {
      const std::size_t end = std::min(labels.find('\n', at), labels.size());
      if (labels.compare(at, wanted.size(), wanted) == 0)
        return labels.substr(at + wanted.size(), end - at - wanted.size());
      at = end + 1;
    }
  }
  return {};
}

}  // namespace blotter::match

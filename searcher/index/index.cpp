#include "searcher/index/index.hpp"

#include "common/schema.hpp"
#include "common/store/database.hpp"
#include "common/store/remote.hpp"
#include "common/text/steering.hpp"
#include "searcher/index/repeated.hpp"
#include "searcher/query/address.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <optional>
#include <random>
#include <string_view>
#include <thread>
#include <utility>

namespace blotter::match {
namespace {

constexpr int max_attempts = 100;
constexpr std::chrono::seconds retry_after{30};  // for a shard that did not answer

std::shared_ptr<glass::StoredValues> values_of(const Shard& shard, schema::Slot slot) {
  return std::make_shared<glass::StoredValues>(shard.postings, shard.database.get_lastdocid(), slot);
}

std::shared_ptr<store::StoredArticles> articles_of(const Shard& shard) {
  return std::make_shared<store::StoredArticles>(shard.database, shard.records, shard.indexed);
}

// A reader that a writer overtakes starts again, until it fails twice at one revision: that is damage.
Result<Shard> open_shard(const std::string& directory, const Shard* known) {
  std::optional<store::Revision> failed;
  for (int attempt = 0;; ++attempt) {
    Result<store::OpenIndex> index = store::open(directory);
    if (!index) return tl::unexpected<Error>(index.error());
    const Xapian::Database& database = index->database;
    const store::Revision revision = store::revision_of(database);
    try {
      if (known && known->revision == revision) {
        Shard shard = *known;
        shard.folder = index->folder;
        shard.database = database;
        shard.articles = articles_of(shard);
        return shard;
      }
      Shard shard;
      shard.folder = index->folder;
      shard.database = database;
      shard.columns = store::Columns::load(*index);
      shard.postings = std::make_shared<glass::MappedTable>(index->folder, revision, "postlist.glass");
      shard.records = std::make_shared<glass::MappedTable>(index->folder, revision, "docdata.glass");
      shard.word_orders = values_of(shard, schema::slot_word_order);
      shard.indexed = values_of(shard, schema::slot_indexed);
      shard.articles = articles_of(shard);
      shard.revision = revision;
      shard.watch_names = store::watch_facets(database);
      shard.languages = store::languages(database);
      shard.name = directory;
      return shard;
    } catch (const Xapian::Error& error) {
      Error converted = store::to_error(error);
      const bool overtaken =
          error.get_type() == std::string_view("DatabaseModifiedError") || !index->folder->is_current();
      if (!overtaken || failed == revision || attempt == max_attempts) return tl::unexpected(std::move(converted));
      failed = revision;
      std::this_thread::sleep_for(std::chrono::milliseconds(attempt));
    }
  }
}

std::vector<std::string> alternatives_of(const std::string& name) {
  std::vector<std::string> found;
  for (std::size_t at = 0; at <= name.size();) {
    const std::size_t end = std::min(name.find('|', at), name.size());
    found.push_back(name.substr(at, end - at));
    at = end + 1;
  }
  return found;
}

bool is_remote(const std::string& name) {
  const std::vector<std::string> alternatives = alternatives_of(name);
  return std::any_of(alternatives.begin(), alternatives.end(), store::is_remote);
}

// One of the copies that `name` lists, behind a server or on this machine.
Result<Shard> connect(const std::string& name, std::chrono::milliseconds timeout) {
  store::RemoteAddress address;
  std::shared_ptr<const store::IndexFolder> folder;
  if (store::is_remote(name)) {
    Result<store::RemoteAddress> parsed = store::parse_remote(name);
    if (!parsed) return tl::unexpected(parsed.error());
    address = std::move(*parsed);
  } else {
    Result<store::OpenIndex> index = store::open(name);  // checks that it is one
    if (!index) return tl::unexpected(index.error());
    folder = index->folder;
    address = store::served_here(*folder);
  }
  const Result<Xapian::Database> database = store::open_remote(address, timeout);
  if (!database) return tl::unexpected(database.error());
  try {
    Shard shard;
    shard.folder = folder;
    shard.database = *database;
    shard.articles = std::make_shared<store::StoredArticles>(*database);
    shard.revision = {database->get_uuid(), 0};
    shard.watch_names = store::watch_facets(*database);
    shard.languages = store::languages(*database);
    shard.name = name;
    shard.context = address.context();
    return shard;
  } catch (const Xapian::Error& error) {
    return tl::unexpected(store::remote_error(name, error));
  }
}

// Clients begin with different copies, so that these share the work.
Result<Shard> connect_any(const std::string& name, std::chrono::milliseconds timeout) {
  static std::atomic<unsigned> next{std::random_device()()};
  const std::vector<std::string> alternatives = alternatives_of(name);
  const unsigned first = next++;
  Result<Shard> shard = fail(ErrorCode::index, "");
  for (std::size_t i = 0; i < alternatives.size() && !shard; ++i)
    shard = connect(alternatives[(first + i) % alternatives.size()], timeout);
  return shard;
}

// Two addresses of one index, or of copies of it: no server says which articles another has, too.
tl::unexpected<Error> named_twice(const Shard& one, const Shard& other) {
  return fail(ErrorCode::bad_usage,
              fmt::format("'{}' and '{}' are the same index: each of its articles would be counted twice", one.name,
                          other.name),
              "name it once; copies of one shard are divided by '|' in one name");
}

void add_missing(std::vector<std::string>& names, const std::vector<std::string>& more) {
  for (const std::string& name : more)
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

}  // namespace

Result<Index> Index::open(const std::vector<std::string>& names, const RemoteOptions& remote) {
  Index index;
  for (const std::string& name : names) {
    std::error_code error;
    const auto same = [&](const std::string& other) {
      return name == other || std::filesystem::equivalent(name, other, error);
    };
    if (std::none_of(index.names_.begin(), index.names_.end(), same)) index.names_.push_back(name);
  }
  index.options_ = remote;
  return index.reopen();
}

Result<Index> Index::reopen() const {
  Index index;
  index.names_ = names_;
  index.options_ = options_;
  index.remote_ = std::any_of(names_.begin(), names_.end(), blotter::match::is_remote);
  for (std::size_t i = 0; i < names_.size(); ++i) {
    const auto known =
        std::find_if(missing_.begin(), missing_.end(), [&](const MissingShard& one) { return one.name == names_[i]; });
    if (known != missing_.end() && std::chrono::steady_clock::now() < known->since + retry_after) {
      index.missing_.push_back(*known);
      continue;
    }
    Result<Shard> shard = index.remote_ ? connect_any(names_[i], options_.timeout)
                                        : open_shard(names_[i], i < shards_.size() ? &shards_[i] : nullptr);
    if (!shard && index.remote_ && options_.partial && shard.error().code == ErrorCode::index) {
      index.missing_.push_back({names_[i], shard.error(), std::chrono::steady_clock::now()});
      continue;
    }
    if (!shard) return tl::unexpected<Error>(shard.error());
    if (index.remote_)
      for (const Shard& other : index.shards_)
        if (other.revision.uuid == shard->revision.uuid) return named_twice(other, *shard);
    index.all_.add_database(shard->database);
    index.revisions_.push_back(shard->revision);
    add_missing(index.watch_names_, shard->watch_names);
    add_missing(index.languages_, shard->languages);
    index.shards_.push_back(std::move(*shard));
  }
  if (index.shards_.empty() && !index.missing_.empty()) return tl::unexpected(index.missing_.front().error);
  index.lengths_ = lengths_ && index.revisions_ == revisions_ ? lengths_ : std::make_shared<DocLengths>();
  if (index.remote_) {
    index.repeated_ = std::make_shared<const std::vector<DocSet>>(index.shards_.size());  // no server says
  } else if (repeated_ && index.revisions_ == revisions_) {
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
  return std::all_of(shards_.begin(), shards_.end(),
                     [](const Shard& shard) { return !shard.folder || shard.folder->is_current(); });
}

bool Index::is_due() const {
  const auto now = std::chrono::steady_clock::now();
  return std::any_of(missing_.begin(), missing_.end(),
                     [&](const MissingShard& one) { return now >= one.since + retry_after; });
}

Error Index::to_error(const Xapian::Error& error) const {
  for (const Shard& shard : shards_)
    if (!shard.context.empty() && error.get_context().find(shard.context) != std::string::npos)
      return store::remote_error(shard.name, error);
  return store::to_error(error);
}

std::uint32_t Index::last_docid(std::uint32_t shard) const {
  const Shard& one = shards_[shard];
  return one.columns ? one.columns->last_docid() : one.database.get_lastdocid();
}

DocRef Index::ref(Xapian::docid docid) const {
  const auto n = static_cast<std::uint32_t>(shards_.size());
  const DocRef found{(docid - 1) % n, (docid - 1) / n + 1};
  if (docid == 0 || found.docid > last_docid(found.shard))
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
    if (const DocRef found = ref(*at); !repeated()[found.shard].contains(found.docid)) return found;
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

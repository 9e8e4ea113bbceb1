#include "indexer/run/copy.hpp"

#include "common/store/article_record.hpp"
#include "common/store/columns.hpp"
#include "common/store/database.hpp"
#include "common/store/glass/api_writer.hpp"
#include "common/store/stored_articles.hpp"
#include "indexer/document/document_builder.hpp"
#include "indexer/document/identity.hpp"
#include "indexer/document/word_positions.hpp"
#include "indexer/write/article_updater.hpp"
#include "indexer/write/build_folder.hpp"
#include "indexer/write/forgotten.hpp"
#include "indexer/write/index_lookup.hpp"
#include "indexer/write/index_writer.hpp"
#include "indexer/write/key_set.hpp"
#include "indexer/write/run_writer.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <memory>
#include <tuple>

namespace blotter {
namespace {

using Metadata = std::map<std::string, std::string>;
using Keys = std::array<std::uint64_t, 3>;

constexpr schema::Slot first_shard_slot = store::slot_order;

struct Source {
  Source(store::OpenIndex opened, const std::string& directory)
      : index(std::move(opened)),
        articles(index.database),
        forgotten(std::make_unique<ForgottenArticles>(directory)),
        dictionary(index.database.get_metadata(store::key_dictionary)) {}

  store::OpenIndex index;
  store::StoredArticles articles;
  std::unique_ptr<const ForgottenArticles> forgotten;
  std::string dictionary;
};

// Adds the lines that are not there.
void add_lines(std::string& lines, const std::string& more) {
  for (std::size_t at = 0; at < more.size();) {
    const std::size_t end = std::min(more.find('\n', at), more.size() - 1) + 1;
    std::string line = more.substr(at, end - at);
    if (line.back() != '\n') line += '\n';
    if (('\n' + lines).find('\n' + line) == std::string::npos) lines += line;
    at = end;
  }
}

// What the target says of itself: lists of watched names joined, of anything else what the first source has.
Metadata joined_metadata(const std::vector<Source>& sources, const std::optional<store::ShardNumber>& shard) {
  Metadata metadata;
  for (const Source& source : sources) {
    const Xapian::Database& database = source.index.database;
    for (auto key = database.metadata_keys_begin(); key != database.metadata_keys_end(); ++key) {
      std::string& value = metadata[*key];
      if ((*key).starts_with(store::key_watch_facets)) add_lines(value, database.get_metadata(*key));
      else if (value.empty()) value = database.get_metadata(*key);
    }
  }
  metadata.erase(store::key_shard);
  if (shard) metadata[store::key_shard] = shard->text();
  return metadata;
}

std::vector<std::string> watch_facets_of(const std::vector<Source>& sources) {
  std::vector<std::string> names;
  for (const Source& source : sources)
    for (const std::string& name : store::watch_facets(source.index.database))
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  return names;
}

// Makes documents for the target out of those of the sources.
class DocumentCopier {
 public:
  DocumentCopier(bool for_shard, std::vector<std::string> watch_facets, std::string dictionary)
      : for_shard_(for_shard), watch_facets_(std::move(watch_facets)), dictionary_(std::move(dictionary)) {
    if (!dictionary_.empty()) compressor_.emplace(dictionary_);
  }

  // `article` is the document's.  May throw Xapian::Error.
  void copy(const Source& source, Xapian::docid docid, const Article& article, text::Interner& vocabulary,
            IndexDocument& out) {
    const Xapian::Database& database = source.index.database;
    const Xapian::Document document = database.get_document(docid);
    out.id = article.id;
    out.values.clear();
    copy_values(document, article, out);
    read_terms(database, document, for_shard_, vocabulary, out);
    if (!for_shard_ && out.value(schema::slot_word_order).empty()) order_words(vocabulary, out);
    if (source.dictionary == dictionary_) {
      out.data = document.get_data();
      return;
    }
    out.data = store::encode(article);
    if (compressor_) store::pack(out.data, *compressor_);
  }

 private:
  void copy_values(const Xapian::Document& document, const Article& article, IndexDocument& out) {
    for (auto value = document.values_begin(); value != document.values_end(); ++value) {
      const schema::Slot slot = value.get_valueno();
      const bool dropped = slot >= first_shard_slot || slot == schema::slot_title_order ||
                           (for_shard_ && slot == schema::slot_word_order);
      if (!dropped) out.values.emplace_back(slot, *value);
    }
    if (!for_shard_) return;
    for (auto& value : store::shard_values(article, watch_facets_)) out.values.push_back(std::move(value));
  }

  bool for_shard_;
  std::vector<std::string> watch_facets_;
  std::string dictionary_;
  std::optional<store::RecordCompressor> compressor_;
};

// A document of a source that shares an id, an address or a text with another.
struct Shared {
  std::size_t source = 0;
  Xapian::docid docid = 0;
  std::string path;
  std::string id;

  // As far as can be known, the order in which one run would have read them: in a file, "#2" is before "#10".
  [[nodiscard]] auto order() const { return std::tuple(std::string_view(path), id.size(), std::string_view(id)); }
};

class Copy {
 public:
  Copy(const CopyOptions& options, std::vector<Source>& sources)
      : options_(options),
        sources_(sources),
        metadata_(joined_metadata(sources, options.shard)),
        copier_(options.shard.has_value(), watch_facets_of(sources), metadata_[store::key_dictionary]) {
    std::erase_if(metadata_, [](const auto& entry) { return entry.second.empty(); });
  }

  Result<Summary> run(BuildFolder& folder) {
    const std::string built = folder.path() + "/built";
    std::filesystem::create_directory(built);
    Result<std::unique_ptr<RunWriter>> parts =
        RunWriter::create(built, WriterChoice::automatic, options_.threads, options_.memory);
    if (!parts) return tl::unexpected(parts.error());
    if (sources_.size() > 1)
      if (Result<void> found = find_shared(); !found) return tl::unexpected(found.error());
    if (Result<void> copied = copy_all(**parts); !copied) return tl::unexpected(copied.error());
    if (Result<void> finished = (*parts)->finish(metadata_); !finished) return tl::unexpected(finished.error());
    parts->reset();
    if (Result<void> placed = place_shared(built, folder.path()); !placed) return tl::unexpected(placed.error());
    const Result<void> sound =
        glass::verify_database(built, options_.threads, [&] { return store::write_columns(built); });
    const Result<void> done = sound ? folder.install(built) : sound;
    if (!done) return tl::unexpected(done.error());
    return summary_;
  }

 private:
  template <class Visit>
  Result<void> each_article(Visit visit) {
    std::uint64_t forgotten = 0;
    for (std::size_t i = 0; i < sources_.size(); ++i) {
      const Xapian::Database& database = sources_[i].index.database;
      for (auto at = database.postlist_begin({}); at != database.postlist_end({}); ++at) {
        const Result<Article> article = sources_[i].articles.read(*at);
        if (!article) return tl::unexpected(article.error());
        if (is_forgotten(*article, i)) ++forgotten;
        else if (Result<void> done = visit(i, *at, *article); !done) return done;
      }
    }
    summary_.forgotten = forgotten;
    return {};
  }

  // What was removed from one source with --forget no other brings back.
  [[nodiscard]] bool is_forgotten(const Article& article, std::size_t source) const {
    for (std::size_t i = 0; i < sources_.size(); ++i)
      if (i != source && sources_[i].forgotten->keeps_out(article)) return true;
    return false;
  }

  Result<void> find_shared() {
    KeySet seen;
    return each_article([&](std::size_t, Xapian::docid, const Article& article) -> Result<void> {
      for (const std::uint64_t key : keys_of(identity_of(article)))
        if (key != 0 && !seen.insert(key)) shared_keys_.insert(key);
      return {};
    });
  }

  Result<void> copy_all(RunWriter& parts) {
    RunBuilder builder;
    std::uint64_t number = 0;
    std::uint32_t docid = 0;
    std::size_t bytes = 0;
    bool waiting = false;  // the builder has documents
    const Result<void> done =
        each_article([&](std::size_t source, Xapian::docid from, const Article& article) -> Result<void> {
          if (options_.shard && !options_.shard->takes(article.id, article.source)) return {};
          const Keys keys = keys_of(identity_of(article));
          if (std::any_of(keys.begin(), keys.end(),
                          [this](std::uint64_t key) { return key != 0 && shared_keys_.contains(key); })) {
            shared_.push_back({source, from, article.path, article.id});
            return {};
          }
          copier_.copy(sources_[source], from, article, builder.vocabulary(), builder.document());
          builder.add(++docid);
          ++summary_.added;
          waiting = true;
          if ((bytes += article.body.size()) < parts.part_bytes()) return {};
          bytes = 0;
          waiting = false;
          return builder.hand_over(number++, parts);
        });
    return done && waiting ? builder.hand_over(number, parts) : done;
  }

  Result<void> place_shared(const std::string& built, const std::string& folder) {
    if (shared_.empty()) return {};
    std::stable_sort(shared_.begin(), shared_.end(),
                     [](const Shared& a, const Shared& b) { return a.order() < b.order(); });
    facets::TaggerOptions tagger_options;
    tagger_options.kept_watchlist = metadata_[key_watchlist];
    const Result<facets::Tagger> tagger = facets::Tagger::create(tagger_options);
    if (!tagger) return tl::unexpected(tagger.error());
    Result<IndexWriter> writer = IndexWriter::open(built, tagger->watch_values());
    if (!writer) return tl::unexpected(writer.error());
    RunRecord record;
    const RunEvents events;
    ArticleUpdater updater(*writer, *tagger, folder, record, events, summary_);
    for (const Shared& one : shared_)
      if (Result<void> put = put_shared(one, updater); !put) return put;
    return updater.finish();
  }

  Result<void> put_shared(const Shared& one, ArticleUpdater& updater) {
    Source& source = sources_[one.source];
    Result<Article> article = source.articles.read(one.docid);
    if (!article) return tl::unexpected(article.error());
    text::Interner vocabulary;
    IndexDocument document;
    copier_.copy(source, one.docid, *article, vocabulary, document);
    ReadArticle read{std::move(*article), path_of(source.index.database, one.docid),
                     content_hash_in(document.value(schema::slot_content_hash))};
    return updater.upsert(read, to_xapian(document, vocabulary));
  }

  // Of the article's file; empty when it has none.
  static std::string path_of(const Xapian::Database& database, Xapian::docid docid) {
    const std::string term = path_term_of(database, docid);
    return term.empty() ? term : term.substr(path_term_prefix().size());
  }

  const CopyOptions& options_;
  std::vector<Source>& sources_;
  Metadata metadata_;
  DocumentCopier copier_;
  KeySet shared_keys_;
  std::vector<Shared> shared_;
  Summary summary_;
};

}  // namespace

Result<Summary> copy_indexes(IndexLock& target, const CopyOptions& options) {
  if (target.has_index())
    return fail(ErrorCode::bad_usage, "'" + target.directory() + "' is an index already", "name a new folder");
  std::vector<Source> sources;
  for (const std::string& directory : options.sources) {
    Result<store::OpenIndex> opened = store::open(directory);
    if (!opened) return tl::unexpected(opened.error());
    sources.emplace_back(std::move(*opened), directory);
  }
  Result<BuildFolder> folder = BuildFolder::claim(target);
  if (!folder) return tl::unexpected(folder.error());
  try {
    return Copy(options, sources).run(*folder);
  } catch (const Xapian::Error& error) {
    return tl::unexpected(store::to_error(error));
  }
}

}  // namespace blotter

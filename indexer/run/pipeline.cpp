#include "indexer/run/pipeline.hpp"

#include "common/article_json.hpp"
#include "common/store/columns.hpp"
#include "indexer/document/content_hash.hpp"
#include "indexer/document/document_builder.hpp"
#include "indexer/document/identity.hpp"
#include "indexer/run/batches.hpp"
#include "indexer/run/build.hpp"
#include "indexer/run/run_batches.hpp"
#include "indexer/write/article_updater.hpp"
#include "indexer/write/forgotten.hpp"
#include "indexer/write/index_writer.hpp"
#include "indexer/write/key_set.hpp"

#include <algorithm>
#include <memory>
#include <unordered_map>

namespace blotter {
namespace {

// One article's way through a worker.
struct Prepared {
  Identity identity;
  std::optional<Xapian::Document> document;
  std::optional<ReadArticle> read;  // without a document: its text or address is there already
  bool unchanged = false;           // the index had it just so, as last committed
};

struct Outcome {
  std::vector<Prepared> prepared;
  std::vector<Failure> failures;
  std::vector<Identity> identities;  // of a dry run, with
  std::vector<std::string> lines;
  std::uint64_t bytes_before = 0;
};

// A worker's own things.
struct UpdateWorker {
  std::unique_ptr<text::Interner> vocabulary = std::make_unique<text::Interner>();
  std::unique_ptr<DocumentBuilder> builder;
  std::unique_ptr<IndexedArticles> seen;
  std::unique_ptr<IndexDocument> document = std::make_unique<IndexDocument>();
};

Outcome prepare(UpdateWorker& analyst, Batch& batch, const PipelineOptions& options, std::uint64_t seed) {
  read_files(batch, options);
  Outcome outcome;
  outcome.bytes_before = batch.bytes_before;
  outcome.failures = std::move(batch.failures);
  for (ReadArticle& read : batch.articles) {
    Article& article = read.article;
    if (!options.language.empty()) article.language = options.language;
    const std::uint64_t hash = content_hash(article, seed);
    const std::optional<std::uint64_t> known = analyst.seen->content_hash(article.id);
    Prepared& prepared = outcome.prepared.emplace_back();
    prepared.identity = identity_of(article);
    prepared.unchanged = known == hash;
    if (prepared.unchanged || (!known && analyst.seen->has_like(prepared.identity))) {
      prepared.read = std::move(read);
      continue;
    }
    analyst.builder->build(article, hash, read.absolute, *analyst.document);
    prepared.document = to_xapian(*analyst.document, *analyst.vocabulary);
    analyst.builder->bound_vocabulary();
  }
  return outcome;
}

// Writes the outcomes; keeps the first error of the index.
class Consumer {
 public:
  Consumer(ArticleUpdater& putter, Summary& summary, Reporter& reporter)
      : putter_(putter), summary_(summary), reporter_(reporter) {}

  bool operator()(Outcome&& outcome) {
    for (Prepared& prepared : outcome.prepared) {
      const std::uint64_t id = keys_of(prepared.identity).front();
      if (prepared.unchanged && !put_.contains(id)) {
        ++summary_.unchanged;
        continue;
      }
      put_.insert(id);
      const Result<void> put =
          prepared.document ? putter_.put(prepared.identity, *prepared.document) : putter_.put(*prepared.read);
      if (put) continue;
      error_ = put.error();
      return false;
    }
    reporter_.tell(outcome.failures, outcome.bytes_before);
    return true;
  }
  [[nodiscard]] const std::optional<Error>& error() const { return error_; }

 private:
  ArticleUpdater& putter_;
  Summary& summary_;
  Reporter& reporter_;
  KeySet put_;  // ids of this run, which the workers may not have seen in the index
  std::optional<Error> error_;
};

// Tells the articles of a dry run that are the same as one before them.
class DuplicateDetector {
 public:
  bool operator()(const Identity& identity) {
    const auto [id, url, text] = keys_of(identity);
    const bool new_id = ids_.insert(id);
    const bool known_text = text != 0 && !texts_.insert(text);
    bool known_url = false;
    if (url != 0) {
      const auto [longest, is_new] = lengths_.try_emplace(url, identity.length);
      known_url = !is_new && longest->second >= identity.length;
      longest->second = std::max(longest->second, identity.length);
    }
    return new_id && (known_text || known_url);
  }

 private:
  KeySet ids_;
  KeySet texts_;
  std::unordered_map<std::uint64_t, std::size_t> lengths_;  // of the longest body at an address
};

}  // namespace

Result<Summary> index_into(IndexLock& index, const facets::Tagger& tagger, const PipelineOptions& asked,
                           const PipelineEvents& events) {
  const ForgottenArticles forgotten(index.directory());
  PipelineOptions options = asked;
  options.forgotten = &forgotten;
  const bool builds = should_bulk_build(index, options);
  Result<Summary> summary =
      builds ? build_index(index, tagger, options, events) : update_index(index, tagger, options, events);
  if (!summary) return summary;
  summary->forgotten = forgotten.kept_out();
  if (const Result<void> written = store::write_columns(index.directory()); !written)
    return tl::unexpected(written.error());
  return summary;
}

Result<Summary> update_index(IndexLock& index, const facets::Tagger& tagger, const PipelineOptions& options,
                             const PipelineEvents& events) {
  const std::string& directory = index.directory();
  Result<IndexWriter> writer = IndexWriter::open(directory, tagger.watch_values());
  if (!writer) return tl::unexpected(writer.error());
  if (const Result<void> kept = writer->remember_roots(options.paths); !kept) return tl::unexpected(kept.error());
  Summary summary;
  Reporter reporter(events, options, summary);
  const std::uint64_t seed = analysis_seed(tagger, options);
  ArticleUpdater putter(*writer, tagger, seed, summary);
  Consumer consumer(putter, summary, reporter);
  const std::vector<std::string> watch_facets = writer->watch_facets();
  const std::string dictionary = writer->dictionary();
  run_batches<Outcome, UpdateWorker>(
      options,
      [&] {
        UpdateWorker analyst;
        analyst.builder = std::make_unique<DocumentBuilder>(tagger, watch_facets, *analyst.vocabulary);
        analyst.builder->compress_with(dictionary);
        analyst.seen = std::make_unique<IndexedArticles>(directory);
        return analyst;
      },
      [&](UpdateWorker& analyst, Batch& batch) { return prepare(analyst, batch, options, seed); }, std::ref(consumer));
  if (consumer.error()) return tl::unexpected(*consumer.error());
  if (const Result<void> committed = writer->commit(); !committed) return tl::unexpected(committed.error());
  return summary;
}

Summary dry_run(const facets::Tagger& tagger, const PipelineOptions& options, const PipelineEvents& events,
                const std::function<void(const std::string& json)>& print) {
  Summary summary;
  DuplicateDetector met_before;
  Reporter reporter(events, options, summary);
  run_batches<Outcome, UpdateWorker>(
      options,
      [&] {
        UpdateWorker analyst;
        analyst.builder = std::make_unique<DocumentBuilder>(tagger, std::vector<std::string>(), *analyst.vocabulary);
        return analyst;
      },
      [&](UpdateWorker& analyst, Batch& batch) {
        read_files(batch, options);
        Outcome outcome;
        outcome.failures = std::move(batch.failures);
        outcome.bytes_before = batch.bytes_before;
        for (ReadArticle& read : batch.articles) {
          if (!options.language.empty()) read.article.language = options.language;
          outcome.identities.push_back(identity_of(read.article));
          analyst.builder->enrich(read.article);
          append_json(read.article, outcome.lines.emplace_back());
        }
        return outcome;
      },
      [&](Outcome&& outcome) {
        for (std::size_t i = 0; i < outcome.lines.size(); ++i) {
          const bool duplicate = met_before(outcome.identities[i]);
          if (duplicate) outcome.lines[i].replace(outcome.lines[i].size() - 1, 1, R"(,"duplicate":true})");
          ++(duplicate ? summary.duplicates : summary.added);
          print(outcome.lines[i]);
        }
        reporter.tell(outcome.failures, outcome.bytes_before);
        return true;
      });
  return summary;
}

}  // namespace blotter

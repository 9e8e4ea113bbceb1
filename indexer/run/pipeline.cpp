#include "indexer/run/pipeline.hpp"

#include "common/store/columns.hpp"
#include "indexer/document/content_hash.hpp"
#include "indexer/document/document_builder.hpp"
#include "indexer/document/identity.hpp"
#include "indexer/run/batches.hpp"
#include "indexer/run/build.hpp"
#include "indexer/run/input_memory.hpp"
#include "indexer/run/retag.hpp"
#include "indexer/run/run_batches.hpp"
#include "indexer/source/interrupt.hpp"
#include "indexer/write/article_updater.hpp"
#include "indexer/write/forgotten.hpp"
#include "indexer/write/index_writer.hpp"
#include "indexer/write/roots.hpp"

#include <fmt/format.h>

#include <memory>

namespace blotter {
namespace {

// One article's way through a worker.
struct Prepared {
  ReadArticle read;  // as read
  std::optional<Xapian::Document> document;
  std::uint32_t unchanged = 0;  // its docid, where the index has it unchanged, as last committed
};

struct PreparedBatch {
  std::vector<Prepared> prepared;
  ReadingReport report;
};

// A worker's own things.
struct UpdateWorker {
  std::unique_ptr<text::Interner> vocabulary = std::make_unique<text::Interner>();
  std::unique_ptr<DocumentBuilder> builder;
  std::unique_ptr<IndexedArticles> seen;
  std::unique_ptr<IndexDocument> document = std::make_unique<IndexDocument>();
};

PreparedBatch prepare(UpdateWorker& worker, Batch& batch, const PipelineOptions& options, std::uint64_t seed) {
  read_files(batch, options);
  PreparedBatch outcome;
  outcome.report = std::move(batch.report);
  for (ReadArticle& read : batch.articles) {
    if (!options.language.empty()) read.article.language = options.language;
    read.hash = content_hash(read.article, seed);
    const std::optional<IndexedArticles::Found> known = worker.seen->find(read.article.id, read.absolute);
    Prepared& prepared = outcome.prepared.emplace_back();
    if (known && known->hash == read.hash) {
      if (known->same_file) prepared.unchanged = known->docid;
    } else if (known || !worker.seen->has_like(identity_of(read.article))) {
      Article article = read.article;
      worker.builder->build(article, read.hash, read.absolute, *worker.document);
      prepared.document = to_xapian(*worker.document, *worker.vocabulary);
      worker.builder->bound_vocabulary();
    }
    prepared.read = std::move(read);
  }
  return outcome;
}

// Writes the outcomes; keeps the first error of the index.
class Consumer {
 public:
  Consumer(ArticleUpdater& updater, RunRecord& run, Summary& summary, Reporter& reporter)
      : updater_(updater), run_(run), summary_(summary), reporter_(reporter) {}

  bool operator()(PreparedBatch&& outcome) {
    for (Prepared& prepared : outcome.prepared) {
      if (source::interrupted()) return false;  // each article written so far is whole
      if (prepared.unchanged != 0 && !run_.contains(prepared.unchanged)) {
        run_.add(prepared.unchanged);
        ++summary_.unchanged;
        continue;
      }
      const Result<void> done = updater_.upsert(prepared.read, prepared.document);
      if (done) continue;
      error_ = done.error();
      return false;
    }
    for (const std::string& file : outcome.report.whole) run_.add_file(file);
    reporter_.report(outcome.report);
    return true;
  }
  [[nodiscard]] const std::optional<Error>& error() const { return error_; }

 private:
  ArticleUpdater& updater_;
  RunRecord& run_;
  Summary& summary_;
  Reporter& reporter_;
  std::optional<Error> error_;
};

// The part of a collection that an index is stays what it was when it was made.
Result<std::optional<store::ShardNumber>> settle_shard(const IndexLock& index,
                                                       const std::optional<store::ShardNumber>& asked) {
  if (!index.has_index()) return asked;
  const std::optional<store::ShardNumber> kept = kept_shard(index.directory());
  if (!asked || asked == kept) return kept;
  return fail(ErrorCode::bad_usage,
              kept ? fmt::format("'{}' is shard {}, not {}", index.directory(), kept->text(), asked->text())
                   : fmt::format("'{}' is not a shard", index.directory()),
              kept ? "leave --shard out, or index into another folder" : "--split N parts an index into shards");
}

}  // namespace

Result<Summary> index_into(IndexLock& index, const facets::Tagger& tagger, const PipelineOptions& asked,
                           const RunEvents& events, RunRecord& run) {
  const ForgottenArticles forgotten(index.directory());
  PipelineOptions options = asked;
  options.forgotten = &forgotten;
  Result<std::optional<store::ShardNumber>> shard = settle_shard(index, asked.shard);
  if (!shard) return tl::unexpected(shard.error());
  options.shard = *shard;
  options.walk.roots = roots_in(index.directory());
  options.walk.roots.add(options.paths);
  Retagged retagged;
  if (needs_retagging(index, tagger)) {
    const Result<Retagged> done = retag(index, tagger);
    if (!done) return tl::unexpected(done.error());
    retagged = *done;
  }
  if (source::interrupted()) return Summary();  // the lists are not those of every article yet
  if (index.has_index() && options.inputs != nullptr) {
    const Survey found = survey(options);
    options.input_bytes = found.bytes;
    if (std::optional<Summary> same = events.each_input ? std::nullopt : options.inputs->unchanged(found.fingerprint)) {
      options.inputs->note_input(found.fingerprint);
      options.inputs->note_result(*same);
      return *same;
    }
  }
  const bool builds = should_bulk_build(index, options);
  Result<Summary> summary =
      builds ? build_index(index, tagger, options, events, run) : update_index(index, tagger, options, events, run);
  if (!summary) return summary;
  summary->retagged = retagged;
  summary->forgotten = forgotten.kept_out();
  if (options.open_dates != nullptr) summary->open_dates = *options.open_dates;
  if (options.inputs != nullptr && !source::interrupted()) options.inputs->note_result(*summary);
  if (builds)  // an update has written them; a build that adds nothing may find them missing
    if (const Result<void> written = store::write_columns(index.directory()); !written)
      return tl::unexpected(written.error());
  return summary;
}

Result<Summary> update_index(IndexLock& index, const facets::Tagger& tagger, const PipelineOptions& options,
                             const RunEvents& events, RunRecord& run) {
  const std::string& directory = index.directory();
  Result<IndexWriter> writer = IndexWriter::open(directory, tagger.watch_values());
  if (!writer) return tl::unexpected(writer.error());
  if (const Result<void> kept = writer->remember_watchlist(tagger.watch_text()); !kept)
    return tl::unexpected(kept.error());
  if (const Result<void> kept = writer->remember_roots(options.walk.roots); !kept) return tl::unexpected(kept.error());
  if (options.shard && options.shard != writer->shard())
    if (const Result<void> set = writer->set_shard(*options.shard); !set) return tl::unexpected(set.error());
  Summary summary;
  Reporter reporter(events, options, summary);
  const std::uint64_t seed = analysis_seed(options.language);
  run = RunRecord(writer->last_docid());
  ArticleUpdater updater(*writer, tagger, directory, run, events, summary);
  Consumer consumer(updater, run, summary, reporter);
  const std::vector<std::string> watch_facets = writer->watch_facets();
  const std::string dictionary = writer->dictionary();
  run_batches<PreparedBatch, UpdateWorker>(
      options,
      [&] {
        UpdateWorker worker;
        worker.builder = std::make_unique<DocumentBuilder>(tagger, watch_facets, *worker.vocabulary);
        worker.builder->compress_with(dictionary);
        worker.builder->build_for_shard(options.shard.has_value());
        worker.seen = std::make_unique<IndexedArticles>(directory);
        return worker;
      },
      [&](UpdateWorker& worker, Batch& batch) { return prepare(worker, batch, options, seed); }, std::ref(consumer));
  if (consumer.error()) return tl::unexpected(*consumer.error());
  if (const Result<void> finished = updater.finish(); !finished) return tl::unexpected(finished.error());
  if (const Result<void> finished = writer->finish(); !finished) return tl::unexpected(finished.error());
  return summary;
}

}  // namespace blotter

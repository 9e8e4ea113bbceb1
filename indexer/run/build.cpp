#include "indexer/run/build.hpp"

#include "common/schema.hpp"
#include "common/store/article_record.hpp"
#include "common/store/columns.hpp"
#include "common/store/database.hpp"
#include "common/store/glass/api_writer.hpp"
#include "indexer/document/content_hash.hpp"
#include "indexer/document/document_builder.hpp"
#include "indexer/document/identity.hpp"
#include "indexer/document/shared_dictionary.hpp"
#include "indexer/run/batches.hpp"
#include "indexer/run/run_batches.hpp"
#include "indexer/write/article_spool.hpp"
#include "indexer/write/article_updater.hpp"
#include "indexer/write/build_folder.hpp"
#include "indexer/write/index_writer.hpp"
#include "indexer/write/key_set.hpp"
#include "indexer/write/roots.hpp"
#include "indexer/write/run_writer.hpp"

#include <algorithm>
#include <array>
#include <condition_variable>
#include <exception>
#include <filesystem>
#include <malloc.h>
#include <map>
#include <memory>
#include <mutex>

namespace blotter {
namespace {

// Build and merge if the index on disk is at most `update_limit` times the size of the input; otherwise update in
// place. After a build, copy the new documents instead of merging if the index is more than `copy_limit` times their
// size on disk (a quarter, because an index takes about four times its text).  Measured with an index of 883 MB
// (100,000 articles): an update of 2.3 MB of text took 2.5 s, one of 9.2 MB 26 s (each commit rewrites blocks all over
// the tables, which grew by 300 MB); a merge and its check go over 90 MB of index a second, whatever is added.
constexpr std::uint64_t update_limit = 192;
constexpr std::uint64_t copy_limit = update_limit / 4;
constexpr std::uint64_t min_build = 4U << 20;  // bytes of input

// An article on its way into the build.
struct Candidate {
  ReadArticle read;
  std::array<std::uint64_t, 3> keys{};
  std::uint32_t unchanged = 0;  // its docid if the index has it unchanged, else 0
  bool known = false;           // the index has another article of its id, text or URL
};

struct BuiltBatch {
  std::uint64_t added = 0;
  std::vector<std::uint32_t> unchanged;  // docids
  std::vector<ReadArticle> deferred;     // to be processed after the build: a duplicate or a new version
  std::vector<Change> changes;           // the new ones, if they are to be reported
  ReadingReport report;
  std::optional<Error> error;
};

// Assigns docids to the batches in input order, and detects articles whose id, URL or text this run has seen before.
class DocidAllocator {
 public:
  explicit DocidAllocator(std::uint32_t first_docid) : docid_(first_docid) {}

  // Waits for the turn of batch `number`.  Leaves in `candidates` the articles that share no id, URL or text with an
  // earlier one or with the index, and returns the first docid for them; the others go to the outcome.
  std::uint32_t assign(std::uint64_t number, std::vector<Candidate>& candidates, BuiltBatch& outcome) {
    std::vector<Candidate> fresh;
    fresh.reserve(candidates.size());
    std::unique_lock lock(mutex_);
    turn_.wait(lock, [&] { return failure_ || next_ == number; });
    if (failure_) std::rethrow_exception(failure_);
    for (Candidate& candidate : candidates) {
      const auto [id, url, text] = candidate.keys;
      const bool same_id = !seen_.insert(id);
      bool seen = same_id;
      for (const std::uint64_t key : {url, text}) seen |= key != 0 && !seen_.insert(key);
      // Skip an article that the index has unchanged, unless this run has already seen its id.
      if (candidate.unchanged != 0 && !same_id) outcome.unchanged.push_back(candidate.unchanged);
      else if (seen || candidate.known) outcome.deferred.push_back(std::move(candidate.read));
      else fresh.push_back(std::move(candidate));
    }
    candidates = std::move(fresh);
    const std::uint32_t first = docid_;
    docid_ += static_cast<std::uint32_t>(candidates.size());
    ++next_;
    turn_.notify_all();
    return first;
  }
  // Ends the wait of all batches, which throw this exception: the one that it came from will not have its turn.
  void abandon(std::exception_ptr failure) {
    const std::lock_guard lock(mutex_);
    failure_ = std::move(failure);
    turn_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable turn_;
  std::exception_ptr failure_;
  std::uint64_t next_ = 0;
  std::uint32_t docid_;
  KeySet seen_;
};

struct BuildWorker {
  std::unique_ptr<RunBuilder> filler = std::make_unique<RunBuilder>();
  std::unique_ptr<DocumentBuilder> documents;
  std::unique_ptr<IndexedArticles> seen;  // in the index that is there
};

std::vector<Candidate> candidates_of(Batch& batch, IndexedArticles& seen, const PipelineOptions& options,
                                     std::uint64_t seed) {
  std::vector<Candidate> candidates;
  candidates.reserve(batch.articles.size());
  for (ReadArticle& read : batch.articles) {
    Candidate& candidate = candidates.emplace_back();
    candidate.read = std::move(read);
    Article& article = candidate.read.article;
    if (!options.language.empty()) article.language = options.language;
    candidate.read.hash = content_hash(article, seed);
    const Identity identity = identity_of(article);
    candidate.keys = keys_of(identity);
    const std::optional<IndexedArticles::Found> known = seen.find(article.id, candidate.read.absolute);
    if (known && known->hash == candidate.read.hash && known->same_file) candidate.unchanged = known->docid;
    candidate.known = candidate.unchanged == 0 && (known || seen.has_like(identity));
  }
  return candidates;
}

// Records of articles from all over the part.
std::vector<std::string> sample_of(const std::vector<Candidate>& part, DocumentBuilder& worker) {
  std::size_t bytes = 0;
  for (const Candidate& candidate : part) bytes += candidate.read.article.body.size();
  std::vector<std::string> records;
  for (std::size_t i = 0; i < part.size(); i += 1 + bytes / store::dictionary_sample) {
    Article article = part[i].read.article;
    worker.enrich(article);
    records.push_back(store::encode(article));
  }
  return records;
}

using Metadata = std::map<std::string, std::string>;

Metadata metadata_for(const std::vector<facets::WatchValue>& watch) {
  Metadata metadata{{store::key_schema, std::string(schema::version)}};
  for (auto& [key, value] : watch_metadata(watch, {})) metadata[key] = value;
  return metadata;
}

// The articles whose id, URL or text was seen before.  After the build each is added, replaces what the index has, or
// is dropped as a duplicate, in input order.
struct DeferredArticles {
  const facets::Tagger& tagger;
  ArticleSpool& articles;
  const std::string& folder;  // for temporary files
  RunRecord& run;
  const RunEvents& events;
  Summary& summary;

  [[nodiscard]] Result<void> upsert(IndexWriter& writer) const {
    ArticleUpdater updater(writer, tagger, folder, run, events, summary);
    const Result<void> all = articles.each([&](ReadArticle&& read) { return updater.upsert(read); });
    return all ? updater.finish() : all;
  }
};

// Adds the deferred articles to the index that was built, and installs it.  What Xapian wrote is checked before; our
// own tables are `proven`: their writer is tested, and has read back what it wrote.
Result<void> complete(const std::string& built, BuildFolder& folder, const PipelineOptions& options,
                      const DeferredArticles& deferred, bool proven) {
  if (!deferred.articles.empty()) {
    proven = false;
    Result<IndexWriter> writer = IndexWriter::open(built, deferred.tagger.watch_values());
    if (!writer) return tl::unexpected(writer.error());
    if (Result<void> done = deferred.upsert(*writer); !done) return done;
  }
  const auto write_columns = [&] { return store::write_columns(built); };
  const Result<void> sound =
      proven ? write_columns() : glass::verify_database(built, threads_for(options.jobs), write_columns);
  return sound ? folder.install(built) : sound;
}

// Brings what was built into the existing index: by a merge, or by copying documents if they are few.
Result<void> extend(IndexWriter& base, const std::string& directory, const std::string& built, BuildFolder& folder,
                    const PipelineOptions& options, const DeferredArticles& deferred) {
  const bool asked = options.writer != WriterChoice::automatic;
  if (deferred.summary.added == 0 || (!asked && bytes_in(built) * copy_limit < bytes_in(directory))) {
    if (Result<void> copied = base.add_all(built); !copied) return copied;
    const Result<void> done = deferred.upsert(base);
    return done ? base.finish() : done;
  }
  if (Result<void> declared = base.commit(); !declared) return declared;  // the watch lists' facets
  const std::string merged = folder.path() + "/merged";
  if (Result<void> done = glass::merge_databases({directory, built}, merged); !done) return done;
  return complete(merged, folder, options, deferred, false);
}

}  // namespace

bool should_bulk_build(const IndexLock& index, const PipelineOptions& options) {
  if (options.writer != WriterChoice::automatic) return options.writer != WriterChoice::update;
  if (!BuildFolder::can_replace(index)) return false;
  if (!index.has_index()) return true;
  const std::uint64_t input = input_bytes(options);
  return input >= min_build && input * update_limit >= bytes_in(index.directory());
}

Result<Summary> build_index(IndexLock& index, const facets::Tagger& tagger, const PipelineOptions& asked,
                            const RunEvents& events, RunRecord& run) {
  const std::string& directory = index.directory();
  Result<BuildFolder> folder = BuildFolder::claim(index);
  if (!folder) return tl::unexpected(folder.error());
  // Open for as long as the build takes, so that no other program of Xapian's changes the index meanwhile.
  std::optional<IndexWriter> base;
  if (index.has_index()) {
    Result<IndexWriter> opened = IndexWriter::open(directory, tagger.watch_values());
    if (!opened) return tl::unexpected(opened.error());
    base = std::move(*opened);
    if (const Result<void> kept = base->remember_watchlist(tagger.watch_text()); !kept)
      return tl::unexpected(kept.error());
    if (const Result<void> kept = base->remember_roots(asked.walk.roots); !kept) return tl::unexpected(kept.error());
  }
  PipelineOptions options = asked;
  const std::string built = folder->path() + "/built";
  std::filesystem::create_directory(built);
  Result<std::unique_ptr<RunWriter>> parts =
      RunWriter::create(built, options.writer, threads_for(options.jobs), options.memory);
  if (!parts) return tl::unexpected(parts.error());
  options.batch_bytes = (*parts)->part_bytes();

  Summary summary;
  Reporter reporter(events, options, summary);
  run = RunRecord(base ? base->last_docid() : 0);
  DocidAllocator allocator(base ? base->last_docid() + 1 : 1);
  SharedDictionary dictionary(base ? base->dictionary() : std::string());
  ArticleSpool deferred(folder->path());
  std::optional<Error> error;
  const std::uint64_t seed = analysis_seed(options.language);
  const std::vector<std::string> watch_facets =
      base ? base->watch_facets() : watch_facet_names(tagger.watch_values(), {});
  const auto build_batch = [&](BuildWorker& worker, Batch& batch) {
    BuiltBatch outcome;
    read_files(batch, options);
    std::vector<Candidate> candidates = candidates_of(batch, *worker.seen, options, seed);
    std::uint32_t docid = allocator.assign(batch.number, candidates, outcome);
    worker.documents->compress_with(
        dictionary.of_part(batch.number, [&] { return sample_of(candidates, *worker.documents); }));
    for (Candidate& candidate : candidates) {
      IndexDocument& document = worker.filler->document();
      if (const Article& article = candidate.read.article; events.changed)
        outcome.changes.push_back({"new", article.id, article.title, article.path, {}, {}});
      worker.documents->build(candidate.read.article, candidate.read.hash, candidate.read.absolute, document);
      worker.filler->add(docid++);
    }
    outcome.added = candidates.size();
    outcome.report = std::move(batch.report);
    if (const Result<void> appended = worker.filler->hand_over(batch.number, **parts); !appended)
      outcome.error = appended.error();
    worker.documents->forget_terms();
    return outcome;
  };
  run_batches<BuiltBatch, BuildWorker>(
      options,
      [&] {
        BuildWorker worker;
        worker.documents = std::make_unique<DocumentBuilder>(tagger, watch_facets, worker.filler->vocabulary());
        worker.documents->build_for_shard(options.shard.has_value());
        worker.seen = std::make_unique<IndexedArticles>(directory);
        return worker;
      },
      [&](BuildWorker& worker, Batch& batch) {
        try {
          return build_batch(worker, batch);
        } catch (...) {  // out of memory: the batches behind this one wait for its turn
          allocator.abandon(std::current_exception());
          dictionary.abandon(std::current_exception());
          throw;
        }
      },
      [&](BuiltBatch&& outcome) {
        summary.added += outcome.added;
        summary.unchanged += outcome.unchanged.size();
        for (const std::uint32_t docid : outcome.unchanged) run.add(docid);
        for (const std::string& file : outcome.report.whole) run.add_file(file);
        for (const Change& change : outcome.changes) events.changed(change);
        reporter.report(outcome.report);
        error = outcome.error;
        for (const ReadArticle& read : outcome.deferred)
          if (const Result<void> kept = deferred.add(read); !kept && !error) error = kept.error();
        return !error;
      });
  if (error) return tl::unexpected(*error);
  malloc_trim(0);  // what the workers had is not needed for the merge
  Metadata metadata = base ? Metadata() : metadata_for(tagger.watch_values());
  if (!base && !tagger.watch_text().empty()) metadata[key_watchlist] = tagger.watch_text();
  if (const std::string roots = options.walk.roots.value(); !base && !roots.empty()) metadata[key_roots] = roots;
  if (!base && options.shard) metadata[store::key_shard] = options.shard->text();
  if (const std::string trained = dictionary.trained(); !trained.empty()) {
    metadata[store::key_dictionary] = trained;
    if (const Result<void> set = base ? base->set_dictionary(trained) : Result<void>(); !set)
      return tl::unexpected(set.error());
  }
  if (const Result<void> done = (*parts)->finish(metadata); !done) return tl::unexpected(done.error());
  const bool proven = (*parts)->reads_back();
  parts->reset();
  malloc_trim(0);  // nor what the writer had for the columns
  const DeferredArticles articles_left{tagger, deferred, folder->path(), run, events, summary};
  const Result<void> done = base ? extend(*base, directory, built, *folder, options, articles_left)
                                 : complete(built, *folder, options, articles_left, proven);
  if (!done) return tl::unexpected(done.error());
  return summary;
}

}  // namespace blotter

#include "indexer/bulk_build.hpp"

#include "common/schema.hpp"
#include "common/store/columns.hpp"
#include "common/store/database.hpp"
#include "common/store/glass/api_writer.hpp"
#include "indexer/article_putter.hpp"
#include "indexer/article_spool.hpp"
#include "indexer/batches.hpp"
#include "indexer/content_hash.hpp"
#include "indexer/document_builder.hpp"
#include "indexer/identity.hpp"
#include "indexer/index_writer.hpp"
#include "indexer/key_set.hpp"
#include "indexer/part_writer.hpp"
#include "indexer/run_batches.hpp"

#include <algorithm>
#include <array>
#include <condition_variable>
#include <fcntl.h>
#include <filesystem>
#include <malloc.h>
#include <map>
#include <memory>
#include <mutex>
#include <sys/file.h>
#include <unistd.h>

namespace blotter {
namespace {

namespace fs = std::filesystem;

// The folder that the index is built in, held by a lock so that two builds cannot share it.
class BuildFolder {
 public:
  static Result<BuildFolder> claim(const std::string& directory) {
    BuildFolder folder;
    folder.path_ = directory + ".building";
    std::error_code error;
    fs::create_directories(folder.path_, error);
    if (error) return fail(ErrorCode::io, "cannot make '" + folder.path_ + "': " + error.message());
    folder.lock_ = ::open(folder.path_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder.lock_ < 0 || flock(folder.lock_, LOCK_EX | LOCK_NB) != 0)
      return fail(ErrorCode::index, "another blotter-index is building '" + directory + "'", "wait for it to end");
    for (const fs::directory_entry& left : fs::directory_iterator(folder.path_, error))
      fs::remove_all(left.path(), error);
    return folder;
  }
  BuildFolder() = default;
  BuildFolder(BuildFolder&& other) noexcept
      : path_(std::move(other.path_)), lock_(std::exchange(other.lock_, -1)), moved_(other.moved_) {}
  BuildFolder& operator=(BuildFolder&&) = delete;
  BuildFolder(const BuildFolder&) = delete;
  BuildFolder& operator=(const BuildFolder&) = delete;
  ~BuildFolder() {
    if (lock_ < 0) return;
    std::error_code ignored;
    if (!moved_) fs::remove_all(path_, ignored);
    close(lock_);
  }

  [[nodiscard]] const std::string& path() const { return path_; }
  Result<void> move_to(const std::string& directory) {
    std::error_code error;
    fs::rename(path_, directory, error);
    if (error) return fail(ErrorCode::io, "cannot move the new index to '" + directory + "': " + error.message());
    moved_ = true;
    return {};
  }

 private:
  std::string path_;
  int lock_ = -1;
  bool moved_ = false;
};

// Lets the batches pass one by one in their order, to get their docids and to find articles met before.
class Turnstile {
 public:
  // Takes the articles out of `batch` that share an id, an address or a text with an earlier one; returns the first
  // docid for those that stay.
  std::uint32_t pass(Batch& batch, std::vector<ReadArticle>& again) {
    std::vector<std::array<std::uint64_t, 3>> keys;  // made before it is our turn
    keys.reserve(batch.articles.size());
    for (const ReadArticle& read : batch.articles) keys.push_back(keys_of(identity_of(read.article)));
    std::vector<ReadArticle> fresh;
    fresh.reserve(batch.articles.size());
    std::unique_lock lock(mutex_);
    turn_.wait(lock, [&] { return next_ == batch.number; });
    for (std::size_t i = 0; i < batch.articles.size(); ++i) {
      bool met = false;
      for (const std::uint64_t key : keys[i]) met |= key != 0 && !seen_.insert(key);
      (met ? again : fresh).push_back(std::move(batch.articles[i]));
    }
    batch.articles = std::move(fresh);
    const std::uint32_t first = docid_;
    docid_ += static_cast<std::uint32_t>(batch.articles.size());
    ++next_;
    turn_.notify_all();
    return first;
  }

 private:
  std::mutex mutex_;
  std::condition_variable turn_;
  std::uint64_t next_ = 0;
  std::uint32_t docid_ = 1;
  KeySet seen_;
};

struct Outcome {
  std::uint64_t added = 0;
  std::vector<ReadArticle> again;  // to be put after the build, each over the one before it
  std::vector<Failure> failures;
  std::uint64_t bytes_before = 0;
  std::optional<Error> error;
};

struct Builder {
  std::unique_ptr<RunFiller> filler = std::make_unique<RunFiller>();
  std::unique_ptr<DocumentBuilder> documents;
};

std::map<std::string, std::string> metadata_for(const std::vector<facets::WatchValue>& watch) {
  std::map<std::string, std::string> metadata{{store::key_schema, std::string(schema::version)}};
  for (auto& [key, value] : watch_metadata(watch, {})) metadata[key] = value;
  return metadata;
}

// Articles met before replace what the build has or are dropped, in input order.
Result<void> put_again(const std::string& directory, const facets::Tagger& tagger, const PipelineOptions& options,
                       ArticleSpool& again, Summary& summary) {
  if (again.empty()) return {};
  Result<IndexWriter> writer = IndexWriter::open(directory, tagger.watch_values());
  if (!writer) return tl::unexpected(writer.error());
  ArticlePutter putter(*writer, tagger, analysis_seed(tagger, options), summary);
  const Result<void> all = again.each([&](ReadArticle&& read) {
    if (!options.language.empty()) read.article.language = options.language;
    return putter.put(read);
  });
  return all ? writer->commit() : all;
}

}  // namespace

Result<Summary> build_index(const std::string& directory, const facets::Tagger& tagger, const PipelineOptions& asked,
                            const PipelineEvents& events) {
  Result<BuildFolder> folder = BuildFolder::claim(directory);
  if (!folder) return tl::unexpected(folder.error());
  PipelineOptions options = asked;
  Result<std::unique_ptr<PartWriter>> parts =
      PartWriter::create(folder->path(), options.writer, threads_for(options), options.memory);
  if (!parts) return tl::unexpected(parts.error());
  options.batch_bytes = (*parts)->part_bytes();

  Summary summary;
  Reporter reporter(events, options, summary);
  Turnstile turnstile;
  ArticleSpool again(folder->path());
  std::optional<Error> error;
  const std::uint64_t seed = analysis_seed(tagger, options);
  const std::vector<std::string> watch_facets = watch_facet_names(tagger.watch_values(), {});
  run_batches<Outcome, Builder>(
      options,
      [&] {
        Builder builder;
        builder.documents = std::make_unique<DocumentBuilder>(tagger, watch_facets, builder.filler->vocabulary());
        return builder;
      },
      [&](Builder& builder, Batch& batch) {
        Outcome outcome;
        read_files(batch, options);
        std::uint32_t docid = turnstile.pass(batch, outcome.again);
        for (ReadArticle& read : batch.articles) {
          if (!options.language.empty()) read.article.language = options.language;
          const std::uint64_t hash = content_hash(read.article, seed);
          IndexDocument& document = builder.filler->document();
          builder.documents->build(read.article, hash, read.absolute, document);
          builder.filler->add(docid++);
        }
        outcome.added = batch.articles.size();
        outcome.failures = std::move(batch.failures);
        outcome.bytes_before = batch.bytes_before;
        if (const Result<void> appended = builder.filler->hand_over(batch.number, **parts); !appended)
          outcome.error = appended.error();
        builder.documents->forget_terms();
        return outcome;
      },
      [&](Outcome&& outcome) {
        summary.added += outcome.added;
        reporter.tell(outcome.failures, outcome.bytes_before);
        error = outcome.error;
        for (const ReadArticle& read : outcome.again)
          if (const Result<void> kept = again.add(read); !kept && !error) error = kept.error();
        return !error;
      });
  if (error) return tl::unexpected(*error);
  malloc_trim(0);  // what the workers had is not needed for the merge
  if (const Result<void> done = (*parts)->finish(metadata_for(tagger.watch_values())); !done)
    return tl::unexpected(done.error());
  const Result<void> sound = glass::verify_database(folder->path(), threads_for(options),
                                                    [&] { return store::write_columns(folder->path()); });
  if (!sound) return tl::unexpected(sound.error());
  if (const Result<void> moved = folder->move_to(directory); !moved) return tl::unexpected(moved.error());
  parts->reset();
  if (const Result<void> put = put_again(directory, tagger, options, again, summary); !put)
    return tl::unexpected(put.error());
  return summary;
}

}  // namespace blotter

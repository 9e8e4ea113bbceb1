#include "indexer/pipeline.hpp"

#include "common/article_json.hpp"
#include "common/store/columns.hpp"
#include "indexer/batches.hpp"
#include "indexer/bulk_build.hpp"
#include "indexer/content_hash.hpp"
#include "indexer/document_builder.hpp"
#include "indexer/index_writer.hpp"
#include "indexer/run_batches.hpp"

#include <filesystem>
#include <memory>

namespace blotter {
namespace {

// One article's way through a worker: unchanged, or a document to put.
struct Prepared {
  std::string id;
  std::string path;
  std::size_t bytes = 0;
  std::optional<Xapian::Document> document;  // nothing: unchanged
};

struct Outcome {
  std::vector<Prepared> prepared;
  std::vector<Failure> failures;
  std::vector<std::string> lines;  // of a dry run
  std::uint64_t bytes_before = 0;
};

// A worker's own things.
struct Analyst {
  std::unique_ptr<DocumentBuilder> builder;
  std::unique_ptr<SeenArticles> seen;
  std::unique_ptr<IndexDocument> document = std::make_unique<IndexDocument>();
};

Outcome prepare(Analyst& analyst, Batch& batch, const PipelineOptions& options, std::uint64_t seed) {
  read_files(batch, options);
  Outcome outcome;
  outcome.bytes_before = batch.bytes_before;
  outcome.failures = std::move(batch.failures);
  for (ReadArticle& read : batch.articles) {
    Article& article = read.article;
    if (!options.language.empty()) article.language = options.language;
    Prepared prepared{article.id, article.path, article.title.size() + article.body.size(), std::nullopt};
    const std::uint64_t hash = content_hash(article, seed);
    if (analyst.seen->content_hash(article.id) != hash) {
      analyst.builder->build(article, hash, read.absolute, *analyst.document);
      prepared.document = to_xapian(*analyst.document, analyst.builder->vocabulary());
      analyst.builder->bound_vocabulary();
    }
    outcome.prepared.push_back(std::move(prepared));
  }
  return outcome;
}

// Writes the outcomes; keeps the first error of the index.
class Consumer {
 public:
  Consumer(IndexWriter& writer, Summary& summary, Reporter& reporter)
      : writer_(writer), summary_(summary), reporter_(reporter) {}

  bool operator()(Outcome&& outcome) {
    for (Prepared& prepared : outcome.prepared) {
      if (!prepared.document) {
        ++summary_.unchanged;
        continue;
      }
      const Result<bool> replaced = writer_.put(prepared.id, *prepared.document);
      if (!replaced) return give_up(replaced.error());
      ++(*replaced ? summary_.updated : summary_.added);
      uncommitted_ += prepared.bytes;
    }
    reporter_.tell(outcome.failures, outcome.bytes_before);
    if (uncommitted_ < commit_bytes) return true;
    uncommitted_ = 0;
    const Result<void> committed = writer_.commit();
    return committed ? true : give_up(committed.error());
  }
  [[nodiscard]] const std::optional<Error>& error() const { return error_; }

 private:
  bool give_up(const Error& error) {
    error_ = error;
    return false;
  }

  IndexWriter& writer_;
  Summary& summary_;
  Reporter& reporter_;
  std::size_t uncommitted_ = 0;
  std::optional<Error> error_;
};

}  // namespace

Result<Summary> index_into(const std::string& directory, const facets::Tagger& tagger, const PipelineOptions& options,
                           const PipelineEvents& events) {
  const bool builds = options.writer != WriterChoice::update && !std::filesystem::exists(directory);
  Result<Summary> summary =
      builds ? build_index(directory, tagger, options, events) : update_index(directory, tagger, options, events);
  if (!summary || (summary->added == 0 && summary->updated == 0 && !builds)) return summary;
  if (const Result<void> written = store::write_columns(directory); !written) return tl::unexpected(written.error());
  return summary;
}

Result<Summary> update_index(const std::string& directory, const facets::Tagger& tagger, const PipelineOptions& options,
                             const PipelineEvents& events) {
  Result<IndexWriter> writer = IndexWriter::open(directory, tagger.watch_values());
  if (!writer) return tl::unexpected(writer.error());
  Summary summary;
  Reporter reporter(events, options, summary);
  Consumer consumer(*writer, summary, reporter);
  const std::uint64_t seed = analysis_seed(tagger, options);
  const std::vector<std::string> watch_facets = writer->watch_facets();
  run_batches<Outcome, Analyst>(
      options,
      [&] {
        Analyst analyst;
        analyst.builder = std::make_unique<DocumentBuilder>(tagger, watch_facets);
        analyst.seen = std::make_unique<SeenArticles>(directory);
        return analyst;
      },
      [&](Analyst& analyst, Batch& batch) { return prepare(analyst, batch, options, seed); }, std::ref(consumer));
  if (consumer.error()) return tl::unexpected(*consumer.error());
  if (const Result<void> committed = writer->commit(); !committed) return tl::unexpected(committed.error());
  return summary;
}

Summary dry_run(const facets::Tagger& tagger, const PipelineOptions& options, const PipelineEvents& events,
                const std::function<void(const std::string& json)>& print) {
  Summary summary;
  Reporter reporter(events, options, summary);
  run_batches<Outcome, Analyst>(
      options,
      [&] {
        Analyst analyst;
        analyst.builder = std::make_unique<DocumentBuilder>(tagger, std::vector<std::string>());
        return analyst;
      },
      [&](Analyst& analyst, Batch& batch) {
        read_files(batch, options);
        Outcome outcome;
        outcome.failures = std::move(batch.failures);
        outcome.bytes_before = batch.bytes_before;
        for (ReadArticle& read : batch.articles) {
          if (!options.language.empty()) read.article.language = options.language;
          analyst.builder->enrich(read.article);
          append_json(read.article, outcome.lines.emplace_back());
        }
        return outcome;
      },
      [&](Outcome&& outcome) {
        for (const std::string& line : outcome.lines) print(line);
        summary.added += outcome.lines.size();
        reporter.tell(outcome.failures, outcome.bytes_before);
        return true;
      });
  return summary;
}

}  // namespace blotter

// The dry run: everything but the writing.
#include "common/article_json.hpp"
#include "common/store/database.hpp"
#include "indexer/document/content_hash.hpp"
#include "indexer/document/document_builder.hpp"
#include "indexer/run/batches.hpp"
#include "indexer/run/pipeline.hpp"
#include "indexer/run/run_batches.hpp"
#include "indexer/write/planned_articles.hpp"
#include "indexer/write/roots.hpp"

#include <memory>

namespace blotter {
namespace {

struct Line {
  Identity identity;
  std::uint64_t hash = 0;
  std::string absolute;
  Article article;
};

struct Outcome {
  std::vector<Line> lines;
  std::vector<Failure> failures;
  std::vector<std::string> whole;  // files
  std::uint64_t bytes_before = 0;
};

struct Worker {
  std::unique_ptr<text::Interner> vocabulary = std::make_unique<text::Interner>();
  std::unique_ptr<DocumentBuilder> builder;
};

Outcome analyse(Worker& worker, Batch& batch, const PipelineOptions& options, std::uint64_t seed) {
  read_files(batch, options);
  Outcome outcome;
  outcome.failures = std::move(batch.failures);
  outcome.whole = std::move(batch.whole);
  outcome.bytes_before = batch.bytes_before;
  for (ReadArticle& read : batch.articles) {
    if (!options.language.empty()) read.article.language = options.language;
    Line& line = outcome.lines.emplace_back();
    line.identity = identity_of(read.article);
    line.hash = content_hash(read.article, seed);
    line.absolute = std::move(read.absolute);
    worker.builder->enrich(read.article);
    line.article = std::move(read.article);
  }
  return outcome;
}

}  // namespace

Summary dry_run(const std::string& directory, const facets::Tagger& tagger, const PipelineOptions& asked,
                const PipelineEvents& events, const std::function<bool(const std::string& json)>& print,
                RunRecord& run) {
  PipelineOptions options = asked;
  options.walk.roots = roots_in(directory);
  options.walk.roots.add(options.paths);
  Summary summary;
  PlannedArticles planned(directory);
  Reporter reporter(events, options, summary);
  const std::uint64_t seed = analysis_seed(tagger, options);
  run_batches<Outcome, Worker>(
      options,
      [&] {
        Worker worker;
        worker.builder = std::make_unique<DocumentBuilder>(tagger, std::vector<std::string>(), *worker.vocabulary);
        return worker;
      },
      [&](Worker& worker, Batch& batch) { return analyse(worker, batch, options, seed); },
      [&](Outcome&& outcome) {
        for (Line& line : outcome.lines) {
          Placement placement = planned.place(line.identity, line.hash, line.absolute);
          const bool duplicate = placement.action == Action::duplicate;
          ++(duplicate ? summary.duplicates : summary.added);
          if (placement.renamed && !duplicate) {
            ++summary.renamed;
            if (events.renamed) events.renamed(placement.id);
          }
          line.article.id = std::move(placement.id);
          std::string json;
          append_json(line.article, json);
          if (duplicate) json.replace(json.size() - 1, 1, R"(,"duplicate":true})");
          if (!print(json)) return false;
        }
        for (const std::string& file : outcome.whole) planned.run().add_file(file);
        reporter.tell(outcome.failures, outcome.bytes_before);
        return true;
      });
  run = planned.run();
  return summary;
}

}  // namespace blotter

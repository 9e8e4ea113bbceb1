// The dry run: everything but the writing.
#include "common/article_json.hpp"
#include "common/store/database.hpp"
#include "indexer/document/content_hash.hpp"
#include "indexer/document/document_builder.hpp"
#include "indexer/run/batches.hpp"
#include "indexer/run/pipeline.hpp"
#include "indexer/run/run_batches.hpp"
#include "indexer/write/forgotten.hpp"
#include "indexer/write/index_writer.hpp"
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

struct PlannedBatch {
  std::vector<Line> lines;
  ReadingReport report;
};

struct Worker {
  std::unique_ptr<text::Interner> vocabulary = std::make_unique<text::Interner>();
  std::unique_ptr<DocumentBuilder> builder;
};

PlannedBatch analyse(Worker& worker, Batch& batch, const PipelineOptions& options, std::uint64_t seed, bool enriched) {
  read_files(batch, options);
  PlannedBatch outcome;
  outcome.report = std::move(batch.report);
  for (ReadArticle& read : batch.articles) {
    if (!options.language.empty()) read.article.language = options.language;
    Line& line = outcome.lines.emplace_back();
    line.identity = identity_of(read.article);
    line.hash = content_hash(read.article, seed);
    line.absolute = std::move(read.absolute);
    if (enriched) worker.builder->enrich(read.article);
    line.article = std::move(read.article);
  }
  return outcome;
}

// Decides what would become of each article, counts it and reports it.
class Plan {
 public:
  Plan(PlannedArticles& planned, const RunEvents& events, Summary& summary)
      : planned_(planned), events_(events), summary_(summary) {}

  // Gives the article the id that it would get; returns whether it is a duplicate.
  bool add(Line& line) {
    const Placement placement = planned_.place(line.identity, line.hash, line.absolute);
    line.article.id = placement.id;
    if (placement.action == Action::superseded) superseded_.push_back({placement.target, line.article.id});
    else count(placement, line.article);
    return placement.action == Action::duplicate;
  }
  // What replaced an article in an earlier run either came again, or the article comes back.
  void finish() {
    for (const auto& [target, id] : superseded_) {
      Placement placement;
      placement.action = planned_.run().contains(target) ? Action::unchanged : Action::update;
      placement.id = id;
      planned_.run().add(target);
      Article article;
      article.id = id;
      count(placement, article);
    }
  }

 private:
  void count(const Placement& placement, const Article& article) {
    switch (placement.action) {
      case Action::add: ++summary_.added; break;
      case Action::update: ++summary_.updated; break;
      case Action::move: ++summary_.moved; break;
      case Action::duplicate: ++summary_.duplicates; break;
      case Action::unchanged:
      case Action::superseded: ++summary_.unchanged; return;
    }
    const bool duplicate = placement.action == Action::duplicate;
    if (events_.changed)
      events_.changed({change_of(placement.action), placement.id, article.title, article.path,
                       duplicate ? planned_.id(placement.target) : std::string(), std::string(placement.why)});
    if (!placement.renamed || duplicate) return;
    ++summary_.renamed;
    if (events_.renamed) events_.renamed(placement.id);
  }

  PlannedArticles& planned_;
  const RunEvents& events_;
  Summary& summary_;
  struct Superseded {
    std::uint32_t target;
    std::string id;
  };
  std::vector<Superseded> superseded_;
};

}  // namespace

Summary dry_run(const std::string& directory, const facets::Tagger& tagger, const PipelineOptions& asked,
                const RunEvents& events, const std::function<bool(const std::string& json)>& print, RunRecord& run) {
  PipelineOptions options = asked;
  if (!options.shard) options.shard = kept_shard(directory);
  options.walk.roots = roots_in(directory);
  options.walk.roots.add(options.paths);
  const ForgottenArticles forgotten(directory);
  options.forgotten = &forgotten;
  Summary summary;
  PlannedArticles planned(directory);
  Plan plan(planned, events, summary);
  Reporter reporter(events, options, summary);
  const std::uint64_t seed = analysis_seed(options.language);
  run_batches<PlannedBatch, Worker>(
      options,
      [&] {
        Worker worker;
        worker.builder = std::make_unique<DocumentBuilder>(tagger, std::vector<std::string>(), *worker.vocabulary);
        return worker;
      },
      [&](Worker& worker, Batch& batch) { return analyse(worker, batch, options, seed, bool(print)); },
      [&](PlannedBatch&& outcome) {
        for (Line& line : outcome.lines) {
          const bool duplicate = plan.add(line);
          if (!print) continue;
          std::string json;
          append_json(line.article, json);
          if (duplicate) json.replace(json.size() - 1, 1, R"(,"duplicate":true})");
          if (!print(json)) return false;
        }
        for (const std::string& file : outcome.report.whole) planned.run().add_file(file);
        reporter.report(outcome.report);
        return true;
      });
  plan.finish();
  summary.forgotten = forgotten.kept_out();
  if (options.open_dates != nullptr) summary.open_dates = *options.open_dates;
  run = planned.run();
  return summary;
}

}  // namespace blotter

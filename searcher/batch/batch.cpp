#include "searcher/batch/batch.hpp"

#include "common/worker_pool.hpp"
#include "searcher/answer/search.hpp"

#include <algorithm>
#include <atomic>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace blotter::search {
namespace {

// Requests travel in chunks, so that threads seldom wait for each other.
constexpr std::size_t chunk_size = 16;
constexpr std::size_t chunks_ahead = 4;  // per worker

struct Outcome {
  std::string text;
  std::string qid;
  std::optional<Error> error;
  std::vector<std::string> notes;
  bool found = false;
};

using Chunk = std::vector<BatchItem>;
using Outcomes = std::vector<Outcome>;

Outcome run_one(Searcher& searcher, const BatchItem& item, const present::Presenter& presenter) {
  Answer answer;
  if (item.error) {
    answer.qid = item.request.qid;
    answer.query = item.request.query;
    answer.error = item.error;
  } else {
    answer = searcher.run(item.request);
  }
  Outcome outcome;
  presenter.answer(answer, outcome.text);
  outcome.qid = answer.qid;
  outcome.error = answer.error;
  outcome.notes = std::move(answer.notes);
  outcome.found = answer.total > 0;
  return outcome;
}

bool print_all(const Outcomes& outcomes, const std::function<bool(const BatchOutcome&)>& print, BatchSummary& summary) {
  for (const Outcome& outcome : outcomes) {
    ++summary.queries;
    summary.found += outcome.found;
    summary.failed += outcome.error.has_value();
    if (!print({outcome.text, outcome.qid, outcome.error ? &*outcome.error : nullptr, &outcome.notes})) return false;
  }
  return true;
}

void feed(const std::function<std::optional<BatchItem>()>& next, const std::function<bool(Chunk&&)>& submit) {
  bool more = true;
  while (more) {
    Chunk chunk;
    while (more && chunk.size() < chunk_size) {
      std::optional<BatchItem> item = next();
      more = item.has_value();
      if (more) chunk.push_back(std::move(*item));
    }
    if (!chunk.empty() && !submit(std::move(chunk))) return;
  }
}

}  // namespace

Result<BatchSummary> run_batch(const match::Index& index, const BatchOptions& options,
                               const present::Presenter& presenter,
                               const std::function<std::optional<BatchItem>()>& next,
                               const std::function<bool(const BatchOutcome&)>& print) {
  const unsigned jobs = std::clamp(options.jobs ? options.jobs : std::thread::hardware_concurrency(), 1u, 64u);
  std::vector<Searcher> searchers;
  for (unsigned i = 0; i < jobs; ++i) {
    Result<match::Index> own = index.reopen();
    if (!own) return tl::unexpected<Error>(own.error());
    searchers.emplace_back(std::move(*own), options.synonyms);
  }
  std::atomic<std::size_t> taken = 0;
  BatchSummary summary;
  run_ordered<Chunk, Outcomes, Searcher*>(
      jobs, jobs * chunks_ahead,
      {[&](const std::function<bool(Chunk &&)>& submit) { feed(next, submit); }, [&] { return &searchers[taken++]; },
       [&](Searcher* searcher, Chunk& chunk) {
         Outcomes outcomes;
         for (const BatchItem& item : chunk) outcomes.push_back(run_one(*searcher, item, presenter));
         return outcomes;
       },
       [&](Outcomes&& outcomes) { return print_all(outcomes, print, summary); }});
  return summary;
}

}  // namespace blotter::search

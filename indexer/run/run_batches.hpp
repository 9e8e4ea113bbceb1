// Runs every pass over the input in the same way: one thread feeds, workers analyse, one consumer gets the results in
// input order.
#pragma once

#include "common/worker_pool.hpp"
#include "indexer/run/batches.hpp"
#include "indexer/run/pipeline.hpp"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <thread>
#include <vector>

namespace blotter {

// Returns the number of threads for --jobs N; 0: one per core.
[[nodiscard]] inline unsigned threads_for(unsigned jobs) {
  return jobs != 0 ? jobs : std::max(1u, std::thread::hardware_concurrency());
}

// Runs `work` over all batches of the input, in threads with a worker each from `make`.  `consume` gets the outcomes in
// input order and returns false to stop.  Throws what any of the functions throws.
template <class Outcome, class Worker>
void run_batches(const PipelineOptions& options, const std::function<Worker()>& make,
                 const std::function<Outcome(Worker&, Batch&)>& work, const std::function<bool(Outcome&&)>& consume) {
  const unsigned threads = threads_for(options.jobs);
  // Two tasks per thread keep every thread busy; more would only hold more articles in memory.
  run_ordered<Batch, Outcome, Worker>(
      threads, threads * std::size_t{2},
      {[&](const std::function<bool(Batch &&)>& submit) { feed(options, submit); }, make, work, consume});
}

// Counts failures and skipped files in the summary, and reports them and the progress to the run's events.
class Reporter {
 public:
  Reporter(const RunEvents& events, const PipelineOptions& options, Summary& summary)
      : events_(events), summary_(summary), total_(events.progress ? input_bytes(options) : 0) {}

  void report(const ReadingReport& reading) {
    for (const InputFailure& failure : reading.failures) {
      if (!failure.kind.empty()) {
        ++summary_.skipped[failure.kind];
        if (events_.skipped) events_.skipped(failure.where, failure.kind);
        continue;
      }
      ++(failure.is_known ? summary_.known_failures : summary_.failed);
      const auto& event = failure.is_known ? events_.failed_again : events_.failed;
      if (event) event(failure.where, failure.error);
      if (events_.changed)
        events_.changed({"failed", {}, {}, failure.where, {}, failure.error.message, failure.is_known});
    }
    if (events_.progress) events_.progress({reading.bytes_before, total_, summary_.articles(), reading.at});
  }

 private:
  const RunEvents& events_;
  Summary& summary_;
  std::uint64_t total_;
};

}  // namespace blotter

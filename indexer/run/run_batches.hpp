// The shape that every run over the input has: a feeder, analysing workers, and one consumer in input order.
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

// Returns what --jobs asks for; as many as there are cores where that is 0.
[[nodiscard]] inline unsigned threads_for(unsigned jobs) {
  return jobs != 0 ? jobs : std::max(1u, std::thread::hardware_concurrency());
}

// Runs the workers over the whole input; `consume` gets the outcomes in input order and returns false to stop.  What
// any of them throws is thrown here.
template <class Outcome, class Worker>
void run_batches(const PipelineOptions& options, const std::function<Worker()>& make,
                 const std::function<Outcome(Worker&, Batch&)>& work, const std::function<bool(Outcome&&)>& consume) {
  const unsigned threads = threads_for(options.jobs);
  // Two tasks per thread keep every thread busy; more would only hold more articles in memory.
  run_ordered<Batch, Outcome, Worker>(
      threads, threads * std::size_t{2},
      {[&](const std::function<bool(Batch &&)>& submit) { feed(options, submit); }, make, work, consume});
}

// Counts failures and what was skipped, and tells of them and of the progress.
class Reporter {
 public:
  Reporter(const RunEvents& events, const PipelineOptions& options, Summary& summary)
      : events_(events), summary_(summary), total_(events.progress ? input_bytes(options) : 0) {}

  void tell(const ReadingReport& report) {
    for (const InputFailure& failure : report.failures) {
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
    if (events_.progress) events_.progress({report.bytes_before, total_, summary_.articles(), report.at});
  }

 private:
  const RunEvents& events_;
  Summary& summary_;
  std::uint64_t total_;
};

}  // namespace blotter

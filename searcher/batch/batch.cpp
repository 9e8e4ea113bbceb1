#include "searcher/batch/batch.hpp"

#include "searcher/answer/search.hpp"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace blotter::search {
namespace {

// Requests travel in parcels, so that the lock is taken seldom.
constexpr std::size_t parcel_size = 16;
constexpr std::size_t parcels_ahead = 4;  // per worker

struct Outcome {
  std::string text;
  std::string qid;
  std::optional<Error> error;
  std::vector<std::string> notes;
  bool found = false;
};

struct RequestChunk {
  std::vector<BatchItem> items;
  std::vector<Outcome> outcomes;
  bool done = false;
};

// The line of parcels: the front is printed when done, workers take the first that nobody has.
class ChunkQueue {
 public:
  void put(std::unique_ptr<RequestChunk> parcel) {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(parcel.get());
    belt_.push_back(std::move(parcel));
    work_.notify_one();
  }
  RequestChunk* take() {
    std::unique_lock lock(mutex_);
    work_.wait(lock, [&] { return !waiting_.empty() || closed_; });
    if (waiting_.empty()) return nullptr;
    RequestChunk* parcel = waiting_.front();
    waiting_.pop_front();
    return parcel;
  }
  void finish(RequestChunk* parcel) {
    const std::lock_guard lock(mutex_);
    parcel->done = true;
    ready_.notify_one();
  }
  // The front parcel once it is done.
  std::unique_ptr<RequestChunk> pop() {
    std::unique_lock lock(mutex_);
    if (belt_.empty()) return nullptr;
    ready_.wait(lock, [&] { return belt_.front()->done; });
    std::unique_ptr<RequestChunk> parcel = std::move(belt_.front());
    belt_.pop_front();
    return parcel;
  }
  std::size_t size() {
    const std::lock_guard lock(mutex_);
    return belt_.size();
  }
  // No more work: what nobody has taken stays undone.
  void close(bool drop) {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    if (drop) waiting_.clear();
    work_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable work_;
  std::condition_variable ready_;
  std::deque<std::unique_ptr<RequestChunk>> belt_;
  std::deque<RequestChunk*> waiting_;
  bool closed_ = false;
};

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

void work(Searcher& searcher, ChunkQueue& belt, const present::Presenter& presenter) {
  while (RequestChunk* parcel = belt.take()) {
    for (const BatchItem& item : parcel->items) parcel->outcomes.push_back(run_one(searcher, item, presenter));
    belt.finish(parcel);
  }
}

bool print_parcel(const RequestChunk& parcel, const std::function<bool(const BatchOutcome&)>& print,
                  BatchSummary& summary) {
  for (const Outcome& outcome : parcel.outcomes) {
    ++summary.queries;
    summary.found += outcome.found;
    summary.failed += outcome.error.has_value();
    if (!print({outcome.text, outcome.qid, outcome.error ? &*outcome.error : nullptr, &outcome.notes})) return false;
  }
  return true;
}

}  // namespace

Result<BatchSummary> run_batch(const match::Index& index, const BatchOptions& options,
                               const present::Presenter& presenter,
                               const std::function<std::optional<BatchItem>()>& next,
                               const std::function<bool(const BatchOutcome&)>& print) {
  const unsigned jobs = std::clamp(options.jobs ? options.jobs : std::thread::hardware_concurrency(), 1u, 64u);
  std::vector<Searcher> searchers;
  for (unsigned i = 0; i < jobs; ++i) {
    Result<match::Index> own = index.again();
    if (!own) return tl::unexpected<Error>(own.error());
    searchers.emplace_back(std::move(*own), options.synonyms);
  }
  ChunkQueue belt;
  std::vector<std::thread> threads;
  threads.reserve(searchers.size());
  for (Searcher& searcher : searchers)
    threads.emplace_back([&searcher, &belt, &presenter] { work(searcher, belt, presenter); });
  BatchSummary summary;
  bool open = true;
  bool more = true;
  while (more && open) {
    auto parcel = std::make_unique<RequestChunk>();
    while (parcel->items.size() < parcel_size) {
      std::optional<BatchItem> item = next();
      more = item.has_value();
      if (!more) break;
      parcel->items.push_back(std::move(*item));
    }
    if (!parcel->items.empty()) belt.put(std::move(parcel));
    while (open && belt.size() > (more ? jobs * parcels_ahead : 0)) open = print_parcel(*belt.pop(), print, summary);
  }
  belt.close(!open);
  for (std::thread& thread : threads) thread.join();
  return summary;
}

}  // namespace blotter::search

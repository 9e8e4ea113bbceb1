// Runs tasks on several threads in any order and returns their results in the order of the tasks.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace blotter {

// State that the threads of one run share.  An exception in any of them stops all and is rethrown in the consumer.
template <class Task, class Outcome>
class OrderedQueue {
 public:
  explicit OrderedQueue(std::size_t window) : window_(window) {}

  // Waits while `window` tasks are in progress.  Returns false when the consumer has ended.
  bool submit(Task&& task) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return stopped_ || submitted_ - taken_ < window_; });
    if (stopped_) return false;
    tasks_.emplace_back(submitted_++, std::move(task));
    changed_.notify_all();
    return true;
  }
  // No more tasks will come.
  void close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    changed_.notify_all();
  }
  // Returns the next task with its number; nothing at the end.
  std::optional<std::pair<std::size_t, Task>> next_task() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return stopped_ || !tasks_.empty() || closed_; });
    if (stopped_ || tasks_.empty()) return std::nullopt;
    std::optional<std::pair<std::size_t, Task>> task(std::move(tasks_.front()));
    tasks_.pop_front();
    return task;
  }
  void finish(std::size_t number, Outcome&& outcome) {
    const std::lock_guard lock(mutex_);
    done_.emplace(number, std::move(outcome));
    changed_.notify_all();
  }
  // Returns the next result in task order; nothing at the end or after an exception.
  std::optional<Outcome> take() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return stopped_ || done_.contains(taken_) || (closed_ && taken_ == submitted_); });
    const auto found = done_.find(taken_);
    if (stopped_ || found == done_.end()) return std::nullopt;
    std::optional<Outcome> outcome(std::move(found->second));
    done_.erase(found);
    ++taken_;
    changed_.notify_all();
    return outcome;
  }
  // Ends the run; of several exceptions the first is rethrown.
  void stop(std::exception_ptr failure = nullptr) {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    if (failure && !failure_) failure_ = std::move(failure);
    changed_.notify_all();
  }
  void rethrow() const {
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  const std::size_t window_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::pair<std::size_t, Task>> tasks_;
  std::map<std::size_t, Outcome> done_;
  std::size_t submitted_ = 0;
  std::size_t taken_ = 0;
  bool closed_ = false;
  bool stopped_ = false;
  std::exception_ptr failure_;
};

// The parts of a run.  Each has a thread of its own, except `consume`, which the calling thread runs.
template <class Task, class Outcome, class Worker>
struct OrderedRun {
  // Calls `submit` for every task in order, and ends early when it returns false.
  std::function<void(const std::function<bool(Task&&)>& submit)> feed;
  std::function<Worker()> make;  // once per thread
  std::function<Outcome(Worker&, Task&)> work;
  std::function<bool(Outcome&&)> consume;  // in task order; false ends the run
};

// Runs with `threads` workers; at most `window` tasks are in progress, so that a fast feeder waits for a slow consumer.
// Rethrows what any part throws, after all threads have ended.
template <class Task, class Outcome, class Worker>
void run_ordered(unsigned threads, std::size_t window, const OrderedRun<Task, Outcome, Worker>& run) {
  OrderedQueue<Task, Outcome> queue(window);
  const auto guarded = [&queue](const auto& part) {
    try {
      part();
    } catch (...) {
      queue.stop(std::current_exception());
    }
  };
  {
    std::vector<std::jthread> all;
    guarded([&] {
      for (unsigned i = 0; i < threads; ++i)
        all.emplace_back([&] {
          guarded([&] {
            Worker worker = run.make();
            while (auto task = queue.next_task()) queue.finish(task->first, run.work(worker, task->second));
          });
        });
      all.emplace_back([&] {
        guarded([&] { run.feed([&](Task&& task) { return queue.submit(std::move(task)); }); });
        queue.close();
      });
      while (std::optional<Outcome> outcome = queue.take())
        if (!run.consume(std::move(*outcome))) break;
    });
    queue.stop();
  }
  queue.rethrow();
}

}  // namespace blotter

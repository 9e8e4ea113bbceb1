// A pool of threads that work on tasks in any order and hand their results on in the order of the tasks.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace blotter {

// `Worker` is made once a thread; `work(worker, task)` gives the result.  At most `window` tasks are under
// way, so that a fast producer waits for a slow consumer.  One thread submits, one thread takes.
template <class Task, class Outcome, class Worker>
class OrderedWorkers {
 public:
  OrderedWorkers(unsigned threads, std::size_t window, std::function<Worker()> make,
                 std::function<Outcome(Worker&, Task&)> work)
      : window_(window), make_(std::move(make)), work_(std::move(work)) {
    for (unsigned i = 0; i < threads; ++i) threads_.emplace_back([this] { run(); });
  }
  ~OrderedWorkers() {
    {
      const std::lock_guard lock(mutex_);
      stopped_ = true;
    }
    changed_.notify_all();
    for (std::thread& thread : threads_) thread.join();
  }
  OrderedWorkers(const OrderedWorkers&) = delete;
  OrderedWorkers& operator=(const OrderedWorkers&) = delete;

  // Waits while the window is full.  False when the taker has given up.
  bool submit(Task task) {
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
  // The next result in task order; nothing when all are taken.
  std::optional<Outcome> take() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return done_.contains(taken_) || (closed_ && taken_ == submitted_); });
    const auto found = done_.find(taken_);
    if (found == done_.end()) return std::nullopt;
    std::optional<Outcome> outcome(std::move(found->second));
    done_.erase(found);
    ++taken_;
    changed_.notify_all();
    return outcome;
  }
  // The taker gives up: submit() returns false from now on.
  void stop() {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    changed_.notify_all();
  }

 private:
  void run() {
    Worker worker = make_();
    for (;;) {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return stopped_ || !tasks_.empty() || closed_; });
      if (stopped_ || tasks_.empty()) return;
      auto [number, task] = std::move(tasks_.front());
      tasks_.pop_front();
      lock.unlock();
      Outcome outcome = work_(worker, task);
      lock.lock();
      done_.emplace(number, std::move(outcome));
      changed_.notify_all();
    }
  }

  std::size_t window_;
  std::function<Worker()> make_;
  std::function<Outcome(Worker&, Task&)> work_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::pair<std::size_t, Task>> tasks_;
  std::map<std::size_t, Outcome> done_;
  std::size_t submitted_ = 0;
  std::size_t taken_ = 0;
  bool closed_ = false;
  bool stopped_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace blotter

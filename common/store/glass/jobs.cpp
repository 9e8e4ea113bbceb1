#include "common/store/glass/jobs.hpp"

#include <cstddef>
#include <exception>
#include <future>
#include <mutex>

namespace blotter::glass {

void run_together(const std::vector<std::function<void()>>& jobs, unsigned threads) {
  std::exception_ptr first;
  std::mutex mutex;
  std::size_t next = 0;
  const auto work = [&] {
    for (;;) {
      std::unique_lock lock(mutex);
      if (next == jobs.size() || first) return;
      const auto& job = jobs[next++];
      lock.unlock();
      try {
        job();
      } catch (...) {
        lock.lock();
        if (!first) first = std::current_exception();
      }
    }
  };
  std::vector<std::future<void>> others;
  for (unsigned i = 1; i < threads && i < jobs.size(); ++i) others.push_back(std::async(std::launch::async, work));
  work();
  others.clear();  // waits
  if (first) std::rethrow_exception(first);
}

}  // namespace blotter::glass

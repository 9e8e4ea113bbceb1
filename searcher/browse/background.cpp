#include "searcher/browse/background.hpp"

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <sys/eventfd.h>
#include <thread>
#include <unistd.h>
#include <utility>

namespace blotter::browse {

struct Background::State {
  int ready = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  bool busy = false;  // of the thread that begins and takes
  std::mutex mutex;
  std::condition_variable changed;
  std::function<Outcome()> work;
  std::optional<Outcome> outcome;
  bool ends = false;
  std::thread thread;

  void loop() {
    std::unique_lock lock(mutex);
    while (true) {
      changed.wait(lock, [this] { return ends || work; });
      if (!work) return;
      const auto now = std::exchange(work, nullptr);
      lock.unlock();
      Outcome done = now();
      lock.lock();
      outcome = std::move(done);
      (void)eventfd_write(ready, 1);
    }
  }
};

Background::Background() : state_(std::make_unique<State>()) {
  state_->thread = std::thread([state = state_.get()] { state->loop(); });
}

Background::~Background() {
  {
    const std::lock_guard lock(state_->mutex);
    state_->ends = true;
  }
  state_->changed.notify_one();
  state_->thread.join();
  close(state_->ready);
}

void Background::begin(std::function<Outcome()> work) {
  state_->busy = true;
  {
    const std::lock_guard lock(state_->mutex);
    state_->work = std::move(work);
  }
  state_->changed.notify_one();
}

bool Background::busy() const { return state_->busy; }

int Background::descriptor() const { return state_->ready; }

std::optional<Background::Outcome> Background::take() {
  eventfd_t count = 0;
  (void)eventfd_read(state_->ready, &count);
  const std::lock_guard lock(state_->mutex);
  std::optional<Outcome> outcome = std::exchange(state_->outcome, std::nullopt);
  if (outcome) state_->busy = false;
  return outcome;
}

}  // namespace blotter::browse

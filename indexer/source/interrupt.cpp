#include "indexer/source/interrupt.hpp"

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace blotter::source {
namespace {

constexpr std::array signals{SIGINT, SIGTERM};

std::atomic<int> caught = 0;
static_assert(std::atomic<int>::is_always_lock_free, "the handler needs it");
// The handler writes a byte: whoever polls the other end wakes up, in whichever thread.
std::array<int, 2> wake{-1, -1};

extern "C" void on_signal(int signal) {
  const int error = errno;
  caught = signal;
  (void)!::write(wake[1], "", 1);
  for (const int each : signals) std::signal(each, SIG_DFL);
  errno = error;
}

// But for those that the parent ignores.  Returns whether they were caught before.
bool catch_signals() {
  bool were_caught = false;
  for (const int each : signals) {
    struct sigaction before {};
    if (::sigaction(each, nullptr, &before) != 0 || before.sa_handler == SIG_IGN) continue;
    were_caught = were_caught || before.sa_handler == on_signal;
    struct sigaction handler {};
    handler.sa_handler = on_signal;
    ::sigaction(each, &handler, nullptr);
  }
  return were_caught;
}

// Returns whether they were caught.
bool release_signals() {
  bool were_caught = false;
  for (const int each : signals) {
    struct sigaction now {};
    if (::sigaction(each, nullptr, &now) != 0 || now.sa_handler != on_signal) continue;
    were_caught = true;
    std::signal(each, SIG_DFL);
  }
  return were_caught;
}

}  // namespace

InterruptHandler::InterruptHandler() {
  if (wake[0] < 0 && ::pipe2(wake.data(), O_CLOEXEC | O_NONBLOCK) != 0) return;  // then signals end the program
  is_inner_ = catch_signals();
}

InterruptHandler::~InterruptHandler() {
  if (!is_inner_) (void)release_signals();
}

UncaughtInterrupts::UncaughtInterrupts() : were_caught_(release_signals()) {}

UncaughtInterrupts::~UncaughtInterrupts() {
  if (were_caught_ && !interrupted()) (void)catch_signals();
}

int interrupt_signal() { return caught; }

bool wait_for_input(int descriptor) {
  std::array<pollfd, 2> ends{{{descriptor, POLLIN, 0}, {wake[0], POLLIN, 0}}};
  while (!interrupted())
    if (::poll(ends.data(), ends.size(), -1) > 0 && ends[0].revents != 0) return !interrupted();
  return false;
}

}  // namespace blotter::source

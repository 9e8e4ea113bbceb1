// SIGINT and SIGTERM while articles are read: the input ends where it is, and what is whole goes on its way.
#pragma once

namespace blotter::source {

// Catches both signals for as long as the object lives; one that the parent ignores (nohup) stays ignored.  The second
// signal ends the program at once.  An object inside another one changes nothing.
class InterruptHandler {
 public:
  InterruptHandler();
  ~InterruptHandler();
  InterruptHandler(const InterruptHandler&) = delete;
  InterruptHandler& operator=(const InterruptHandler&) = delete;

 private:
  bool is_inner_ = false;
};

// While the object lives both signals end the program at once, also inside of an InterruptHandler: for a wait in which
// nothing is under way, such as that for a lock.
class UncaughtInterrupts {
 public:
  UncaughtInterrupts();
  ~UncaughtInterrupts();
  UncaughtInterrupts(const UncaughtInterrupts&) = delete;
  UncaughtInterrupts& operator=(const UncaughtInterrupts&) = delete;

 private:
  bool were_caught_;
};

// Returns the signal that was caught, or 0.
[[nodiscard]] int interrupt_signal();
[[nodiscard]] inline bool interrupted() { return interrupt_signal() != 0; }
// Waits until the descriptor can be read; false when a signal is caught before that.
[[nodiscard]] bool wait_for_input(int descriptor);

}  // namespace blotter::source

// A thread that does one piece of work at a time, so that the screen never waits for the index.
#pragma once

#include <functional>
#include <memory>
#include <optional>

namespace blotter::browse {

class Background {
 public:
  // What the work leaves to be done by whoever takes it.
  using Outcome = std::function<void()>;

  Background();
  ~Background();  // waits for the work that was begun
  Background(const Background&) = delete;
  Background& operator=(const Background&) = delete;

  // Call it when not busy.  `work` must not throw.
  void begin(std::function<Outcome()> work);
  [[nodiscard]] bool busy() const;
  // Can be read from when an outcome is ready.
  [[nodiscard]] int descriptor() const;
  // Returns the outcome, if it is ready; then it is not busy any more.
  [[nodiscard]] std::optional<Outcome> take();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace blotter::browse

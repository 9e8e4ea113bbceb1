// The one-line progress bar on stderr.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace blotter::cli {

// Draws at most ten times a second, and nothing at all when stderr is not a terminal.
class Progress {
 public:
  // `unit` names what `done` counts ("articles").
  Progress(std::string_view unit, bool wanted);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // The share of the work that is done, 0 to 1 (below 0: unknown), and the count so far; `total` ("231 MB") and `at`,
  // what is being worked on, may be empty.  `at` may hold anything.
  void update(double share, std::uint64_t done, std::string_view total = {}, std::string_view at = {});
  // Wipes the line, so that a message can be printed.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;
  std::string unit_;
  bool shown_;
  bool drawn_ = false;
  Clock::time_point start_ = Clock::now();
  Clock::time_point last_{};
};

// "1 h 02 min", "3 min 20 s", "4.1 s".
[[nodiscard]] std::string format_duration(double seconds);
// "231.0 MB"
[[nodiscard]] std::string format_bytes(std::uint64_t bytes);
// "12,865".
[[nodiscard]] std::string format_count(std::uint64_t count);

}  // namespace blotter::cli

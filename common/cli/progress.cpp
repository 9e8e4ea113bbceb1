#include "common/cli/progress.hpp"

#include "common/cli/terminal.hpp"
#include "common/text/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <unistd.h>

namespace blotter::cli {

Progress::Progress(std::string_view unit, bool wanted) : unit_(unit), shown_(wanted && is_terminal(STDERR_FILENO)) {}

Progress::~Progress() { clear(); }

void Progress::clear() {
  if (drawn_) write_stderr("\r\x1b[K");
  drawn_ = false;
}

void Progress::update(double share, std::uint64_t done, std::string_view total, std::string_view at) {
  if (!shown_) return;
  const auto now = Clock::now();
  if (now - last_ < std::chrono::milliseconds(100)) return;
  last_ = now;
  drawn_ = true;
  const double seconds = std::chrono::duration<double>(now - start_).count();
  const double rate = seconds > 0 ? static_cast<double>(done) / seconds : 0;
  std::string line = fmt::format("{} {}, {:.0f}/s", format_count(done), unit_, rate);
  if (share > 0.001) {
    constexpr int cells = 24;
    const int full = std::clamp(static_cast<int>(share * cells), 0, cells);
    line = fmt::format("[{}{}] {:3.0f} %{}  {}, {} left", std::string(static_cast<std::size_t>(full), '#'),
                       std::string(static_cast<std::size_t>(cells - full), '.'), share * 100,
                       total.empty() ? "" : fmt::format(" of {}", total), line,
                       format_duration(seconds / share - seconds));
  }
  if (!at.empty()) line += "  " + printable(at);
  const auto width = static_cast<std::size_t>(std::max(20, terminal_width(STDERR_FILENO) - 1));
  write_stderr(fmt::format("\r{}\x1b[K", text::truncate_utf8(line, width)));
  std::fflush(stderr);
}

std::string format_duration(double seconds) {
  const auto whole = static_cast<long long>(std::max(0.0, seconds));
  if (whole >= 3600) return fmt::format("{} h {:02} min", whole / 3600, whole % 3600 / 60);
  if (whole >= 60) return fmt::format("{} min {:02} s", whole / 60, whole % 60);
  return fmt::format("{:.1f} s", seconds);
}

std::string format_bytes(std::uint64_t bytes) {
  const auto count = static_cast<double>(bytes);
  if (count >= 1e9) return fmt::format("{:.1f} GB", count / 1e9);
  if (count >= 1e6) return fmt::format("{:.1f} MB", count / 1e6);
  return fmt::format("{:.0f} kB", count / 1e3);
}

std::string format_count(std::uint64_t count) {
  std::string digits = std::to_string(count);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

}  // namespace blotter::cli

#include "common/current_day.hpp"

#include "common/store/shard.hpp"

#include <chrono>
#include <cstdlib>
#include <ctime>

namespace blotter {
namespace {

bool is_day(std::uint32_t day) {
  return std::chrono::year_month_day(std::chrono::year(static_cast<int>(day / 10000)),
                                     std::chrono::month(day / 100 % 100), std::chrono::day(day % 100))
      .ok();
}

}  // namespace

std::uint32_t current_day() {
  if (const char* given = std::getenv("BLOTTER_TODAY"))
    if (const std::uint32_t day = store::read_compact_date(store::compact_date(given)); is_day(day)) return day;
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  localtime_r(&now, &local);
  return static_cast<std::uint32_t>((local.tm_year + 1900) * 10000 + (local.tm_mon + 1) * 100 + local.tm_mday);
}

}  // namespace blotter

// The day of today, for dates that count back from it and for the day on which an article comes into an index.
#pragma once

#include <cstdint>

namespace blotter {

// Returns the local day now, YYYYMMDD; $BLOTTER_TODAY (2025-11-30) is used instead when it holds a day.
[[nodiscard]] std::uint32_t current_day();

}  // namespace blotter

// Names of months and of time zones, for dates.cpp.
#pragma once

#include <optional>
#include <string_view>

namespace blotter::reader {

// 1–12 for a month's name or abbreviation in one of the languages of dates.hpp, any case; 0 for another word.
[[nodiscard]] int month_of(std::string_view word);

// Seconds east of UTC of a zone's name as RFC 822 and mail programs write it ("Z", "GMT", "EST" …).
[[nodiscard]] std::optional<int> zone_offset(std::string_view name);

}  // namespace blotter::reader

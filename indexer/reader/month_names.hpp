// Names of months, for dates.cpp: from ICU's locale data, with the few spellings that it lacks.
#pragma once

#include <string_view>

namespace blotter::reader {

// Returns 1–12 for a month's name in any grammatical case or short form of the languages of dates.hpp, 0 for another
// word.  `folded` is one word out of fold_text.
[[nodiscard]] int month_of(std::string_view folded);

}  // namespace blotter::reader

// A language by letters that it alone writes, for texts in Cyrillic that are too short for statistics.
#pragma once

#include <string_view>

namespace blotter::text {

// ru, kk, ky, uz or tg (ISO 639-1) where the letters of `text`, UTF-8 that may be malformed, decide; empty where they
// do not, and for every other script and language.
[[nodiscard]] std::string_view language_of_letters(std::string_view text);

}  // namespace blotter::text

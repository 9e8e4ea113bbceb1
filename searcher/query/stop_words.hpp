// Words that say nothing about an article: left out of a query of other words, unless quoted or asked for
// with +.
#pragma once

#include <string_view>

namespace blotter::query {

// Of a normalised form, in any of the languages that have a list: English, Russian, Kazakh, Kyrgyz, Uzbek,
// Tajik.
[[nodiscard]] bool is_stop_word(std::string_view form);

}  // namespace blotter::query

// Converts Uzbek words between the Latin and the Cyrillic alphabet, so that a query in one finds texts in the other.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace blotter::text {

// Returns how an Uzbek word may be written in the other alphabet: қочқин for qochqin, qochqin for қочқин.  `form` is
// normalised, so that o may be о and ў, and g may be г and ғ: there may be several, in no order.  Empty if a letter is
// not Uzbek, and for words without ў, қ, ғ or q, which may be Russian, Tajik (ҳероин) or English (names among them are
// found by their keys).
[[nodiscard]] std::vector<std::string> in_other_uzbek_alphabet(std::string_view form);

}  // namespace blotter::text

// The two alphabets of Uzbek.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace blotter::text {

// Returns how an Uzbek word may be written in the other alphabet: қочқин for qochqin, qochqin for қочқин.  `form` is
// normalised, so that o may be о and ў, and g may be г and ғ.  Only words with ў, қ or ғ, or with a q, are converted:
// others may be words of Russian, Tajik (ҳероин) or English, and names are found by their keys.
[[nodiscard]] std::vector<std::string> in_other_uzbek_alphabet(std::string_view form);

}  // namespace blotter::text

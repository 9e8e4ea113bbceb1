// The sounds that a written name stands for, in one alphabet for all scripts.
#pragma once

#include <string>
#include <string_view>

namespace blotter::text {

inline constexpr std::string_view vowel_sounds = "aoueiyA";  // y: ы and ı; A: ә and ə, which others write a or e

// One byte a sound: the vowels above and the consonants
//   b p d t g k m n l r v f z s, x (sh), c (ch), j (zh, dzh, j), h (kh), H (h).
// Empty when the form is not a word of letters (see name_key).
[[nodiscard]] std::string name_sounds(std::string_view form);

}  // namespace blotter::text

// In what other ways the words of a query may be written.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace blotter::query {

// Returns whether a normalised form is one Latin or Cyrillic letter.
[[nodiscard]] bool is_one_letter(std::string_view form);

// Returns the forms with letters in a row as one word (а, с, оразов: ас, оразов), as the index has initials that are
// written without spaces.
[[nodiscard]] std::vector<std::string> with_joined_letters(const std::vector<std::string>& forms);

// Returns whether hyphens alone join the words of `written`.
[[nodiscard]] bool is_hyphened(std::string_view written);

// Returns whether the index may have longer words that begin with the form and mean it: Chinese, Japanese and Korean
// ones, where the end of a word is often a guess and endings are written to it.
[[nodiscard]] bool grows_longer(std::string_view form);

// Returns the pattern as the index may hold its words: in the script that a whole word of its letters would be folded
// into, and each part between wildcards by itself (ту*ing), since the letters that the wildcards stand for decide.
[[nodiscard]] std::vector<std::string> writings_of_pattern(std::string_view pattern);

}  // namespace blotter::query

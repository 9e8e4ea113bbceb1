// Names in Cyrillic script and their case endings.  A stemmer for common words takes the end of a surname for an ending
// (Алиев becomes "ал", Усен "ус"), so that the surname would match unrelated words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace blotter::query {

// Returns whether `stem` lacks two or more letters of the name `form` beside its case ending.  Both are normalised and
// without marks; false for forms that are not wholly Cyrillic.
[[nodiscard]] bool cuts_name(std::string_view stem, std::string_view form);

// Returns the longest prefix, a view into `form`, that all case forms of the name are known to share.
[[nodiscard]] std::string_view name_base(std::string_view form);

// Returns the other plural forms of the word whose genitive plural `form` may be, so that it is not a surname (штатов:
// штаты, штатам, …); none when it does not end in -ов or -ев.
[[nodiscard]] std::vector<std::string> as_plural(std::string_view form);

// Returns whether the two can be cases of one name, of a man's or a woman's: Алиев, Алиева, Алиевым, but not Али.
[[nodiscard]] bool are_cases(std::string_view form, std::string_view other);

// Returns whether one is the other with a Kazakh, Kyrgyz, Uzbek or Turkmen case ending: Атамбаев and Атамбаевдин,
// Mirziyoyev and Mirziyoyevning.  False for names of fewer than four letters: a short word with three more letters
// is mostly another word.
[[nodiscard]] bool are_turkic_cases(std::string_view form, std::string_view other);

}  // namespace blotter::query

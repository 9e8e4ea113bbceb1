// Text folded for comparison: of dates with the names of months, of a title with a heading and a site's name.
#pragma once

#include <string>
#include <string_view>

namespace blotter::text {

// Returns the text with case, accents, compatibility forms and invisible characters folded away, so that "EKİM",
// "Ekim" and "ekim" are one string: NFKC case folding, marks dropped, the dotless i as i, dashes as '-', white space
// as ' ', digits of any script as ASCII.
[[nodiscard]] std::string fold_text(std::string_view text);

// Returns the letters and digits of the folded text, one blank where anything else stood between two of them; so
// "Osh: “no bail”" and "OSH – no bail" have one key.
[[nodiscard]] std::string comparison_key(std::string_view text);

}  // namespace blotter::text

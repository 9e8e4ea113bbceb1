// Letters that are written in several ways: with and without marks, and with the look-alikes of another script.
#pragma once

#include <string>
#include <string_view>

namespace blotter::text {

// Returns the form without what many writers leave out: marks on Latin letters (naïve, Şule, ışık: naive, sule, isik; œ
// is oe) and the dots of ё.  `form` is normalised (Token::form).  Empty when there is nothing to leave out, which is
// cheap to see for English and nearly all Russian.
[[nodiscard]] std::string without_marks(std::string_view form);

// `form` where it has no marks, else without_marks(form): what exact words and phrases are compared by.
[[nodiscard]] std::string plain_form(std::string_view form);

// Returns the word as written, with Latin letters that only look like the Cyrillic ones around them replaced by those
// (cамовар, тiзiм), and Cyrillic ones in a Latin word likewise.  A word that has letters only of one script, or some of
// each that have no look-alike, stays.  One with three and more digits, whose letters all have capitals that look
// Latin, is taken for a number plate or passport and is Latin: А123ВС77.
[[nodiscard]] std::string unmix_scripts(std::string_view word);

}  // namespace blotter::text

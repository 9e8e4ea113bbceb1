// Which 8-bit Cyrillic encoding bytes are in: by how likely their letter pairs are in the languages that are read here,
// so that capitals, names and short texts are recognised as well as prose.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace blotter::reader {

// What the bytes 80 to FF of an 8-bit encoding mean (0: nothing), for Cyrillic encodings and windows-1252; null for
// others. Knows what ICU does not (KZ-1048, KOI8-T, KOI8-RU).
using CodePage = std::array<char16_t, 128>;
[[nodiscard]] const CodePage* code_page(std::string_view name);

// Likelihood of the bytes' letter pairs, per byte beyond ASCII: above 1 is text, below 0 is none.
[[nodiscard]] double cyrillic_score(std::string_view bytes, const CodePage& page);

// Returns the encoding that makes the likeliest text: `declared` when it is as good as any, or empty when there is no
// Cyrillic text.
[[nodiscard]] std::string cyrillic_encoding(std::string_view bytes, std::string_view declared);

// Undoes UTF-8 that was taken for windows-1252 or windows-1251 and encoded a second time ("Ð¢Ð°Ñˆ", "РўР°С€"), and
// windows-1251 that was taken for Latin-1 ("Òàøêåíò"), where that is certain.  False when the text is left as it was.
bool undo_double_encoding(std::string& text);

}  // namespace blotter::reader

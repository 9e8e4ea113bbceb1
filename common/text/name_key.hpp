// A key that the spellings of one name share across scripts: Мирзиёев, Mirziyoyev and Mirziyoev, Қашқадарё,
// Qashqadaryo and Kashkadarya.  The index holds the key of every word written with a capital initial; the
// searcher asks for it beside the word itself.
#pragma once

#include <string>
#include <string_view>

namespace blotter::text {

// Returns the key of a normalised form (Token::form), or empty when the word cannot be a name: a digit in it, no
// consonant, fewer than three letters in Latin spelling, or a script without letters for sounds.  Pure, and
// safe from any thread.
//
// The algorithm belongs to the family of Soundex and of Daitch-Mokotoff (Mokotoff and Sack-Pirnik, 1985): sounds are
// kept as consonant classes and vowels are given up.  It differs where the region's spellings differ:
// - Cyrillic (Russian, Kazakh, Kyrgyz, Uzbek, Tajik, Ukrainian) is mapped to sounds letter by letter; Latin is read by
// its
//   digraphs (sh, zh, kh, dzh …) and by the letters of the Turkic alphabets (ş, ç, ý, ň, ž, ə, ğ …).  Other alphabets
//   go through ICU's Any-Latin first.
// - The classes are finer than Soundex's (k, g, kh; s, sh, ch, j, z stay apart), because Serbia must not find Syria;
// what
//   transliterations do mix is one class: zh, j, dzh and ж, ҷ; q and k; kh, x, h and х, ҳ, һ; w and v; -off and -ov.
// - The key is never cut to four sounds.
// - The fewer the consonants, the more of the vowels stays: with one or two, back and front vowels in their places;
// with
//   three, the places only; with four or more, none but whether the word begins with one.  So Ош is not Ши, and Karim
//   is not Krym, while Murad and Myrat are one.
// - From four consonants on, d and t are one, b and p are one, and g and kh are one (Muradov, Muratov; Rajabov,
// Rajapov;
//   Ashgabat, Ашхабад; Honcharenko, Гончаренко).
// Dropping final vowels from long names also drops Russian case endings (Каримова, Каримову); -ым and -ых after -ов,
// -ев, -ин are dropped for the same reason.
[[nodiscard]] std::string name_key(std::string_view form);

// Returns whether two normalised forms spell one name: their keys are equal, and their vowels differ no more than
// alphabets and transliterations do (Тошкент and Tashkent, but not Путин and Patten).
[[nodiscard]] bool same_name(std::string_view form, std::string_view other);

}  // namespace blotter::text

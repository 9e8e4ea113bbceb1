#include "common/text/word_classes.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

namespace blotter::text {
namespace {

WordClass class_of(UChar32 c) {
  // Our tailoring: ` and ´ and the like stand for an apostrophe when letters are on both sides (O`zbekiston).
  if (c == 0x60 || c == 0xB4 || c == 0x201B || c == 0x2032) return WordClass::mid_letter;
  // A zero-width space is where a line may break, inside a word of a copied page too.
  if (c == 0x200B) return WordClass::extend;
  // Colons join letters in UAX #29's default, but not in CLDR's root locale ("Tashkent:police" is two words).
  if (c == ':' || c == 0xFE55 || c == 0xFF1A) return WordClass::other;
  if (u_getIntPropertyValue(c, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT) return WordClass::hard;
  if (u_hasBinaryProperty(c, UCHAR_IDEOGRAPHIC)) return WordClass::hard;
  switch (u_getIntPropertyValue(c, UCHAR_WORD_BREAK)) {
    case U_WB_ALETTER: {
      const int script = u_getIntPropertyValue(c, UCHAR_SCRIPT);
      return script == USCRIPT_HANGUL ? WordClass::hard : WordClass::letter;
    }
    case U_WB_NUMERIC: return WordClass::numeric;
    case U_WB_EXTENDNUMLET: return WordClass::extend_num_let;
    case U_WB_MIDLETTER: return WordClass::mid_letter;
    case U_WB_MIDNUM: return WordClass::mid_num;
    case U_WB_MIDNUMLET:
    case U_WB_SINGLE_QUOTE: return WordClass::mid_num_let;
    case U_WB_EXTEND:
    case U_WB_FORMAT: return WordClass::extend;
    case U_WB_HEBREW_LETTER:
    case U_WB_KATAKANA:
    case U_WB_REGIONAL_INDICATOR:
    case U_WB_ZWJ: return WordClass::hard;
    default: break;
  }
  return u_getIntPropertyValue(c, UCHAR_SCRIPT) == USCRIPT_HIRAGANA ? WordClass::hard : WordClass::other;
}

UChar32 fold_of(UChar32 c) {
  if (is_apostrophe(c)) return 0;
  UErrorCode status = U_ZERO_ERROR;
  static const icu::Normalizer2* const nfkc = icu::Normalizer2::getNFKCCasefoldInstance(status);
  if (!nfkc || !nfkc->hasBoundaryBefore(c)) return 0;
  icu::UnicodeString folded = nfkc->normalize(icu::UnicodeString(c), status);
  if (U_FAILURE(status) || folded.countChar32() != 1) return 0;
  return same_letter(folded.char32At(0));
}

}  // namespace

UChar32 same_letter(UChar32 c) {
  if (c < 0x450) return c;
  if (c == 0x450) return 0x435;  // ѐ and ѝ are stressed
  if (c == 0x45D) return 0x438;
  if (c < 0x610 || c > 0x6FF) return c;
  // Harakat, Koranic signs and the kashida, which stretches a word.
  if (c == 0x640 || c <= 0x61A || (c >= 0x64B && c <= 0x65F) || c == 0x670 || (c >= 0x6D6 && c <= 0x6ED)) return 0;
  switch (c) {
    case 0x622:
    case 0x623:
    case 0x625:
    case 0x671: return 0x627;  // alef with a sign
    case 0x649:
    case 0x6CC: return 0x64A;  // the Persian yeh, and one without dots
    case 0x6A9: return 0x643;  // the Persian kaf
    case 0x6C1:
    case 0x6BE: return 0x647;  // Urdu's heh
    default: break;
  }
  if (c >= 0x660 && c <= 0x669) return c - 0x660 + '0';
  if (c >= 0x6F0 && c <= 0x6F9) return c - 0x6F0 + '0';
  return c;
}

std::unique_ptr<CharTable::Block> CharTable::make_block(UChar32 first) {
  auto block = std::make_unique<Block>();
  for (UChar32 i = 0; i < block_size; ++i) {
    CharFacts& facts = (*block)[static_cast<std::size_t>(i)];
    facts.word_class = class_of(first + i);
    facts.fold = fold_of(first + i);
  }
  return block;
}

}  // namespace blotter::text

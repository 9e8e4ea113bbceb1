#include "common/text/characters.hpp"

#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

namespace blotter::text {
namespace {

UChar32 code(char32_t c) { return static_cast<UChar32>(c); }

}  // namespace

bool is_letter(char32_t c) { return u_isalpha(code(c)) != 0; }
bool is_letter_or_digit(char32_t c) { return u_isalnum(code(c)) != 0; }
bool is_lower(char32_t c) { return u_islower(code(c)) != 0; }
char32_t to_lower(char32_t c) { return static_cast<char32_t>(u_tolower(code(c))); }

bool is_of_unspaced_script(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(code(c), &status)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_THAI: return true;
    default: return false;
  }
}

bool is_text(char32_t c) {
  const auto type = u_charType(code(c));
  const bool control = type == U_CONTROL_CHAR && u_isspace(code(c)) == 0;
  return c != 0xFFFD && !control && u_isdefined(code(c)) != 0 && type != U_PRIVATE_USE_CHAR;
}

std::size_t columns_of(char32_t c) {
  if (c >= 0x20 && c < 0x7f) return 1;
  const auto type = u_charType(code(c));
  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR || type == U_CONTROL_CHAR)
    return 0;
  const int east_asian = u_getIntPropertyValue(code(c), UCHAR_EAST_ASIAN_WIDTH);
  return east_asian == U_EA_FULLWIDTH || east_asian == U_EA_WIDE ? 2 : 1;
}

std::string to_lower(std::string_view valid) {
  std::string lower;
  icu::UnicodeString::fromUTF8(icu::StringPiece(valid.data(), static_cast<std::int32_t>(valid.size())))
      .toLower(icu::Locale::getRoot())
      .toUTF8String(lower);
  return lower;
}

}  // namespace blotter::text

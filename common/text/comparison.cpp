#include "common/text/comparison.hpp"

#include "common/text/characters.hpp"
#include "common/text/utf8.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf16.h>

#include <algorithm>

namespace blotter::text {
namespace {

// One character of the folded, decomposed text, as it is compared; 0 for one that goes.
UChar32 plain(UChar32 c) {
  if (c < 0x80) return c >= '\t' && c <= '\r' ? ' ' : c;
  if (u_charType(c) == U_NON_SPACING_MARK || u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) return 0;
  if (const int digit = u_charDigitValue(c); digit >= 0) return '0' + digit;
  if (c == 0x131) return 'i';
  if (c == 0x2212 || u_hasBinaryProperty(c, UCHAR_DASH)) return '-';
  return u_isUWhiteSpace(c) ? ' ' : c;
}

void append_utf16(UChar32 c, std::u16string& out) {
  if (U_IS_SUPPLEMENTARY(c)) out += U16_LEAD(c);
  out += U_IS_SUPPLEMENTARY(c) ? U16_TRAIL(c) : static_cast<char16_t>(c);
}

}  // namespace

std::string fold_text(std::string_view text) {
  const auto lower_ascii = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; };
  if (std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; })) {
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(), lower_ascii);
    return lower;
  }
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* fold = icu::Normalizer2::getNFKCCasefoldInstance(status);
  const icu::Normalizer2* part = icu::Normalizer2::getNFDInstance(status);
  if (U_FAILURE(status)) return to_lower(text);
  const icu::UnicodeString folded = part->normalize(
      fold->normalize(icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())}), status),
      status);
  std::u16string kept;
  kept.reserve(static_cast<std::size_t>(folded.length()));
  for (std::int32_t i = 0; U_SUCCESS(status) && i < folded.length(); i = folded.moveIndex32(i, 1))
    if (const UChar32 c = plain(folded.char32At(i)); c != 0) append_utf16(c, kept);
  const icu::UnicodeString apart(false, kept.data(), static_cast<std::int32_t>(kept.size()));
  const icu::Normalizer2* whole = icu::Normalizer2::getNFCInstance(status);
  std::string out;
  // Hangul came apart with the accents.
  (U_SUCCESS(status) ? whole->normalize(apart, status) : apart).toUTF8String(out);
  return out;
}

std::string comparison_key(std::string_view text) {
  const std::string folded = fold_text(text);
  std::string key;
  key.reserve(folded.size());
  bool gap = false;
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(folded, at);
    if (!is_letter_or_digit(c)) {
      gap = true;
      continue;
    }
    if (gap && !key.empty()) key += ' ';
    gap = false;
    key.append(folded, begin, at - begin);
  }
  return key;
}

}  // namespace blotter::text

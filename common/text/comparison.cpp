#include "common/text/comparison.hpp"

#include "common/text/characters.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>

namespace blotter::text {
namespace {

// One character of the folded, decomposed text, as it is compared; 0 for one that goes.
UChar32 plain(UChar32 c) {
  if (u_charType(c) == U_NON_SPACING_MARK || u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) return 0;
  if (const int digit = u_charDigitValue(c); digit >= 0) return '0' + digit;
  if (c == 0x131) return 'i';
  if (c == 0x2212 || u_hasBinaryProperty(c, UCHAR_DASH)) return '-';
  return u_isUWhiteSpace(c) ? ' ' : c;
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
  icu::UnicodeString kept;
  for (std::int32_t i = 0; U_SUCCESS(status) && i < folded.length(); i = folded.moveIndex32(i, 1))
    if (const UChar32 c = plain(folded.char32At(i)); c != 0) kept.append(c);
  const icu::Normalizer2* whole = icu::Normalizer2::getNFCInstance(status);
  if (U_SUCCESS(status)) kept = whole->normalize(kept, status);  // Hangul came apart with the accents
  std::string out;
  kept.toUTF8String(out);
  return out;
}

std::string comparison_key(std::string_view text) {
  const icu::UnicodeString folded = icu::UnicodeString::fromUTF8(fold_text(text));
  icu::UnicodeString kept;
  bool gap = false;
  for (std::int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
    const UChar32 c = folded.char32At(i);
    if (!u_isalnum(c)) {
      gap = true;
      continue;
    }
    if (gap && !kept.isEmpty()) kept.append(u' ');
    gap = false;
    kept.append(c);
  }
  std::string out;
  kept.toUTF8String(out);
  return out;
}

}  // namespace blotter::text

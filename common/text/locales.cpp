#include "common/text/locales.hpp"

#include <unicode/dtfmtsym.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <utility>

namespace blotter::text {
namespace {

std::string utf8_of(const icu::UnicodeString& text) {
  std::string utf8;
  text.toUTF8String(utf8);
  return utf8;
}

}  // namespace

void each_country_name(const std::vector<std::string>& countries,
                       const std::function<void(const std::string& country, const std::string& name)>& visit) {
  std::int32_t count = 0;
  const icu::Locale* const locales = icu::Locale::getAvailableLocales(count);
  for (std::int32_t i = 0; i < count; ++i) {
    if (*locales[i].getCountry() != 0) continue;  // regional variants repeat their language's names
    for (const std::string& country : countries) {
      icu::UnicodeString name;
      visit(country, utf8_of(icu::Locale("", country.c_str()).getDisplayCountry(locales[i], name)));
    }
  }
}

std::string language_name(const std::string& language, const std::string& in) {
  icu::UnicodeString name;
  return utf8_of(icu::Locale(language.c_str()).getDisplayLanguage(icu::Locale(in.c_str()), name));
}

bool is_iso_language(std::string_view code) {
  for (const char* const* one = icu::Locale::getISOLanguages(); *one != nullptr; ++one)
    if (code == *one) return true;
  return false;
}

std::string short_language_code(const std::string& code) {
  return icu::Locale::createCanonical(code.c_str()).getLanguage();
}

std::string long_language_code(const std::string& code) { return icu::Locale(code.c_str()).getISO3Language(); }

std::vector<MonthName> month_names(const char* locale) {
  using Symbols = icu::DateFormatSymbols;
  std::vector<MonthName> names;
  UErrorCode status = U_ZERO_ERROR;
  const Symbols symbols(icu::Locale(locale), status);
  if (U_FAILURE(status)) return names;
  for (const auto width : {Symbols::WIDE, Symbols::ABBREVIATED})
    for (const auto context : {Symbols::FORMAT, Symbols::STANDALONE}) {
      std::int32_t count = 0;
      const icu::UnicodeString* months = symbols.getMonths(count, context, width);
      for (int month = 0; month < std::min(count, 12); ++month)
        names.push_back({month + 1, width == Symbols::WIDE, utf8_of(months[month])});
    }
  return names;
}

}  // namespace blotter::text

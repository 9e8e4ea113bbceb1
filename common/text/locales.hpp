// Names that CLDR has in the languages of the world, as ICU brings them: of countries, languages and months.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace blotter::text {

// Calls `visit(country, name)` with the name of each country in each language that ICU has; countries by ISO 3166-1.
void each_country_name(const std::vector<std::string>& countries,
                       const std::function<void(const std::string& country, const std::string& name)>& visit);

// Returns the name of a language (ISO 639) as speakers of `in` write it: Russian, русский.
[[nodiscard]] std::string language_name(const std::string& language, const std::string& in);
[[nodiscard]] bool is_iso_language(std::string_view code);
// Returns the two letters of a language where ISO 639-1 has them ("rus": "ru"), else the code as it is.
[[nodiscard]] std::string short_language_code(const std::string& code);
// Returns the three letters of ISO 639-2 for the two of ISO 639-1 ("ru": "rus"); empty when there are none.
[[nodiscard]] std::string long_language_code(const std::string& code);

struct MonthName {
  int month = 0;      // 1 to 12
  bool full = false;  // and not an abbreviation
  std::string name;
};
// Returns the names of the months in dates and alone; none for a locale that ICU does not have ("uz_Cyrl").
[[nodiscard]] std::vector<MonthName> month_names(const char* locale);

}  // namespace blotter::text

#include "common/text/language_letters.hpp"

#include "common/text/code_point.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace blotter::text {
namespace {

// How often letters occur that some of the Cyrillic alphabets have and others have not.
struct Letters {
  std::size_t cyrillic = 0, latin = 0;
  std::size_t kazakh = 0;   // ұ: Kazakh alone
  std::size_t schwa = 0;    // ә і һ: Kazakh, and one or the other Tatar or Ukrainian
  std::size_t ng = 0;       // ң: Kazakh and Kyrgyz, Tatar
  std::size_t rounded = 0;  // ө ү: those, and Mongolian
  std::size_t uvular = 0;   // қ ғ: Kazakh, Uzbek, Tajik
  std::size_t h = 0;        // ҳ: Uzbek and Tajik
  std::size_t tajik = 0;    // ӣ ӯ ҷ
  std::size_t uzbek = 0;    // ў: and Belarusian
  std::size_t russian = 0;  // ы э: Russian, Kazakh, Kyrgyz, Belarusian, Mongolian
  std::size_t other = 0;    // letters of Ukrainian, Serbian, Macedonian, Tatar …
};

// The small letter of a capital in the blocks that are looked at.
char32_t small(char32_t c) {
  if (c >= U'А' && c <= U'Я') return c + 0x20;
  if (c >= 0x0400 && c <= 0x040F) return c + 0x50;
  if (c >= 0x048A && c <= 0x04BF) return c | 1U;
  return c >= 0x04D0 && c <= 0x052F ? c | 1U : c == 0x04B2 || c == 0x04B6 ? c + 1 : c;
}

void count(char32_t code, Letters& letters) {
  if ((code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z')) ++letters.latin;
  if (code < 0x0400 || code > 0x052F) return;
  ++letters.cyrillic;
  switch (small(code)) {
    case U'ұ': ++letters.kazakh; break;
    case U'ә':
    case U'һ':
    case U'і': ++letters.schwa; break;
    case U'ң': ++letters.ng; break;
    case U'ө':
    case U'ү': ++letters.rounded; break;
    case U'қ':
    case U'ғ': ++letters.uvular; break;
    case U'ҳ': ++letters.h; break;
    case U'ӣ':
    case U'ӯ':
    case U'ҷ': ++letters.tajik; break;
    case U'ў': ++letters.uzbek; break;
    case U'ы':
    case U'э': ++letters.russian; break;
    default:
      if (small(code) > U'я' && small(code) != U'ё') ++letters.other;
  }
}

// Words of Bulgarian, Serbian and Macedonian that Russian has not; they write neither ы nor э.
bool is_south_slavic(std::string_view text) {
  static constexpr std::array<std::string_view, 11> words{"се",  "са",  "ще", "че", "е",    "да",
                                                          "във", "със", "од", "ће", "който"};
  std::size_t found = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" \n,.;:!?", at), text.size());
    found += std::find(words.begin(), words.end(), text.substr(at, end - at)) != words.end() ? 1 : 0;
    at = end + 1;
  }
  return found > 0;
}

}  // namespace

std::string_view language_of_letters(std::string_view text) {
  constexpr std::size_t few = 100, many = 120;  // letters
  Letters letters;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = first_code_point(text.substr(at));
    count(c.code, letters);
    at += std::max<std::size_t>(c.length, 1);
  }
  if (letters.cyrillic < 6 || letters.cyrillic < 2 * letters.latin) return {};
  // A name that is quoted ("Жогорку Кеңеш") makes no language: one letter in a hundred does.
  const auto speaks = [&](std::size_t count) { return count * few >= letters.cyrillic; };
  if (speaks(letters.tajik)) return "tg";
  const std::size_t turkic = letters.ng + letters.rounded;
  if (speaks(letters.kazakh) || (speaks(letters.schwa) && speaks(letters.uvular))) return "kk";
  if (speaks(letters.uzbek) && letters.schwa == 0) return "uz";
  if (speaks(letters.uvular) && speaks(letters.russian) && letters.h == 0) return "kk";
  const bool mongolian = letters.ng == 0 && letters.cyrillic >= few;
  if (speaks(turkic) && letters.uvular + letters.schwa + letters.other == 0 && !mongolian) return "ky";
  if (turkic + letters.uvular + letters.schwa + letters.h + letters.uzbek + letters.other != 0) return {};
  // Beyond that size statistics are sure.
  if (letters.cyrillic >= many) return {};
  return speaks(letters.russian) || !is_south_slavic(text) ? "ru" : "";
}

}  // namespace blotter::text
